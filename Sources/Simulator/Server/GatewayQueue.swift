import Synchronization

/// The queue of a gateway with a few workers, first come first served.
///
/// A worker stays with a request although its client has gone, as gateways that do not look do.
final class GatewayQueue: Sendable {
    private let busyUntil = Mutex<[Duration]>([])

    /// Takes one request on.
    ///
    /// - Parameters:
    ///   - now: When it arrives.
    ///   - workers: How many workers there are; at least 1.
    ///   - service: How long one is busy with a request before it passes it on.
    /// - Returns: When it is passed on.
    func enter(at now: Duration, workers: Int, service: Duration) -> Duration {
        busyUntil.withLock { busyUntil in
            let count = max(1, workers)
            busyUntil = Array(busyUntil.filter { $0 > now }.sorted().suffix(count))
            let start = busyUntil.count < count ? now : busyUntil.removeFirst()
            busyUntil.append(start + service)
            return start + service
        }
    }
}
