import Inference
package import Load

/// Sees that a side does not answer at all, so that nobody waits for a whole run to hear it.
///
/// A side is silent when it has answered nothing yet and so many requests in a row found nobody, or
/// can never work as configured. The other side is heard as often before the run stops: a comparison
/// says something of both.
package struct SilenceWatch: Sendable {
    private struct Tally {
        var requests = 0
        var failedInRow = 0
        var hasAnswered = false

        var isSilent: Bool { !hasAnswered && failedInRow >= SilenceWatch.most }
    }

    private static let most = 5

    private var tallies: [ComparisonSide: Tally] = [:]

    /// Creates a watch that has seen nothing.
    package init() {}

    /// Takes a request.
    ///
    /// - Parameters:
    ///   - record: The request; of the warm-up only answers count.
    ///   - side: Whom it asked.
    /// - Returns: Whether the run is to end.
    package mutating func take(_ record: ProbeRecord, of side: ComparisonSide) -> Bool {
        var tally = tallies[side] ?? Tally()
        switch record.outcomeClass {
        case .success, .failure:
            tally.hasAnswered = true
            tally.requests += record.isWarmup ? 0 : 1
        case .unreachable, .configuration:
            tally.requests += record.isWarmup ? 0 : 1
            tally.failedInRow += record.isWarmup ? 0 : 1
        case .excluded: break
        }
        tallies[side] = tally
        let other = tallies[side.other] ?? Tally()
        return (tally.isSilent || other.isSilent)
            && min(tally.requests, other.requests) >= Self.most
    }
}
