/// The moments of an arrival process whose rate is 1, one after the other, from 0.
struct UnitProcess: Sendable {
    private let arrivals: ArrivalProcess
    private var draws: RandomDraws
    private var count = 0
    private var moment = 0.0

    init(arrivals: ArrivalProcess, seed: UInt64) {
        self.arrivals = arrivals
        draws = RandomDraws(seed: seed)
    }

    /// The next moment.
    ///
    /// The first of evenly spaced ones is 0; that of the others lies a random time after it, because
    /// a renewal process begins with a wait.
    mutating func next() -> Double {
        defer { count += 1 }
        switch arrivals {
        // Counted, not summed up: a million tenths are not a hundred thousand.
        case .constant: return Double(count)
        case .poisson: moment += draws.exponential()
        case .gamma(let shape): moment += draws.gamma(shape: shape) / shape
        }
        return moment
    }
}
