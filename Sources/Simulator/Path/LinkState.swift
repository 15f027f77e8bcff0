/// A link that all answers share: what is on it, and how fast it is.
///
/// Bytes leave in the order in which they are handed over, as from one queue in front of the narrowest place.
package struct LinkState: Equatable, Sendable {
    /// How fast it is; nil for a link that delays nothing.
    package var bytesPerSecond: Double?
    /// When it has sent everything it was given.
    package private(set) var freeSeconds = 0.0

    /// Describes an empty link.
    package init(bytesPerSecond: Double? = nil) {
        self.bytesPerSecond = bytesPerSecond
    }

    /// Sets the speed to that of the slowest condition; no condition makes the link free.
    package mutating func adapt(to conditions: [Fault]) {
        bytesPerSecond = conditions.reduce(nil) { slowest, condition in
            guard case .bandwidth(let rate) = condition, rate > 0 else { return slowest }
            return min(slowest ?? rate, rate)
        }
    }

    /// Sends bytes.
    ///
    /// - Parameters:
    ///   - count: How many.
    ///   - seconds: When they are handed over; not before what was handed over earlier.
    /// - Returns: When the last of them is through.
    package mutating func send(_ count: Int, at seconds: Double) -> Double {
        guard let bytesPerSecond else {
            // What waits from a slower time still goes first.
            return max(seconds, freeSeconds)
        }
        freeSeconds = max(freeSeconds, seconds) + Double(count) / bytesPerSecond
        return freeSeconds
    }
}
