import EngineModel

/// When a client's event loop wakes up: what arrives in between is seen, and stamped, at the next time.
///
/// The times are those of a Poisson process, so that the wait from any moment is exponential with the same mean. They are the same
/// in whatever order they are asked for.
struct WakeTimes: Sendable {
    private let meanSeconds: Double
    private var random: RandomSource
    private var times: [Double] = []

    /// - Parameters:
    ///   - meanSeconds: The mean wait; 0 for a loop that is never late.
    ///   - seed: Of the draws.
    init(meanSeconds: Double, seed: UInt64) {
        self.meanSeconds = max(0, meanSeconds)
        random = RandomSource(seed: seed)
    }

    /// When something that arrives at a moment is seen.
    mutating func seen(_ seconds: Double) -> Double {
        guard meanSeconds > 0 else { return seconds }
        while (times.last ?? -1) < seconds {
            times.append((times.last ?? 0) + random.exponential(mean: meanSeconds))
        }
        var low = 0
        var high = times.count - 1
        while low < high {
            let middle = (low + high) / 2
            if times[middle] < seconds {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return times[low]
    }
}
