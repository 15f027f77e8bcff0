import Inference

/// What a generator's requests tell about its clock against the servers'.
///
/// A `Date` header is rounded down to the second and was written at some time between the end of the
/// request and the arrival of its head. One request bounds the difference of the clocks to a second
/// and that time; many requests at different moments of the second, whose bounds must all hold,
/// leave much less.
package struct ClockBounds: Sendable, Equatable {
    /// The least that the server's clock is ahead of the generator's, in seconds.
    package private(set) var lowerSeconds = -Double.infinity
    /// The most.
    package private(set) var upperSeconds = Double.infinity
    /// Requests that told something.
    package private(set) var count = 0

    /// Creates bounds of nothing.
    package init() {}

    /// Whether no single difference fits all requests: several servers answered whose clocks differ,
    /// or a clock was set meanwhile.
    package var isContradicted: Bool { lowerSeconds > upperSeconds }

    /// Takes a request into account.
    ///
    /// - Parameter record: The request; one without a `Date` header tells nothing.
    package mutating func add(_ record: ProbeRecord) {
        guard let offset = record.serverClockOffset?.seconds,
            let head = record.responseHead?.seconds
        else { return }
        // The record keeps the end of the range that is nearest to zero.
        let slack = max(0, head - (record.requestWritten?.seconds ?? 0))
        let least = offset > 0 ? offset : offset - slack
        let most = offset < 0 ? offset : offset + slack
        lowerSeconds = max(lowerSeconds, least)
        upperSeconds = min(upperSeconds, most + Self.resolution)
        count += 1
    }

    /// The most by which a truncated second and the rounding of the record can be off.
    private static let resolution = 1.000_001

    /// How far another generator's clock is ahead of this one's, when both asked the same server.
    ///
    /// - Parameter other: What the other's requests tell.
    /// - Returns: The least and the most, in seconds; `nil` where one of them tells nothing or
    ///   contradicts itself.
    package func lead(of other: ClockBounds) -> ClosedRange<Double>? {
        guard count > 0, other.count > 0, !isContradicted, !other.isContradicted else { return nil }
        // Server minus own, less server minus other.
        return (lowerSeconds - other.upperSeconds)...(upperSeconds - other.lowerSeconds)
    }
}
