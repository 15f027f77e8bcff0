/// The workers of a gateway: one request each at a time, the others wait in order.
struct GatewayQueue: Equatable, Sendable {
    private var freeSeconds: [Double] = []

    /// Takes a request.
    ///
    /// - Parameters:
    ///   - seconds: When it comes; not before those that came earlier.
    ///   - workers: How many workers there are.
    ///   - serviceSeconds: How long one is busy with it.
    /// - Returns: When it is passed on.
    mutating func pass(at seconds: Double, workers: Int, serviceSeconds: Double) -> Double {
        while freeSeconds.count < workers { freeSeconds.append(0) }
        if freeSeconds.count > workers { freeSeconds.removeLast(freeSeconds.count - workers) }
        var first = 0
        for worker in freeSeconds.indices where freeSeconds[worker] < freeSeconds[first] {
            first = worker
        }
        freeSeconds[first] = max(seconds, freeSeconds[first]) + serviceSeconds
        return freeSeconds[first]
    }
}
