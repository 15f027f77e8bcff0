/// A time on the wire, exact to the nanosecond.
///
/// Prometheus text format writes whole milliseconds, OpenMetrics decimal seconds; both fit.
package struct Timestamp: Sendable, Hashable {
    /// Whole seconds since the Unix epoch, rounded down.
    package let seconds: Int64
    /// What is left of the second, 0 to 999,999,999.
    package let nanoseconds: UInt32

    /// - Parameters:
    ///   - seconds: whole seconds since the Unix epoch, rounded down.
    ///   - nanoseconds: the rest, less than a second.
    package init(seconds: Int64, nanoseconds: UInt32 = 0) {
        precondition(nanoseconds < 1_000_000_000, "the rest of a second is less than a second")
        self.seconds = seconds
        self.nanoseconds = nanoseconds
    }

    /// The time that Prometheus text format writes as a whole number of milliseconds.
    package init(milliseconds: Int64) {
        let (quotient, remainder) = milliseconds.quotientAndRemainder(dividingBy: 1000)
        let isBelow = remainder < 0
        seconds = isBelow ? quotient - 1 : quotient
        nanoseconds = UInt32(isBelow ? remainder + 1000 : remainder) * 1_000_000
    }

    /// Milliseconds since the Unix epoch, rounded down, at the ends of `Int64` the nearest.
    package var milliseconds: Int64 {
        let (product, overflows) = seconds.multipliedReportingOverflow(by: 1000)
        let (sum, overflowsToo) = product.addingReportingOverflow(Int64(nanoseconds / 1_000_000))
        guard overflows || overflowsToo else { return sum }
        // The smallest count of milliseconds lies inside a second whose start does not fit.
        if seconds == Self.lowestSecond {
            return Int64(nanoseconds / 1_000_000) - 1000 + (seconds + 1) * 1000
        }
        return seconds < 0 ? .min : .max
    }

    private static let lowestSecond = Timestamp(milliseconds: .min).seconds

    /// Seconds since the Unix epoch as the nearest 64-bit float.
    package var secondsValue: Double {
        Double(seconds) + Double(nanoseconds) / 1e9
    }
}

extension Timestamp: Comparable {
    package static func < (left: Timestamp, right: Timestamp) -> Bool {
        (left.seconds, left.nanoseconds) < (right.seconds, right.nanoseconds)
    }
}
