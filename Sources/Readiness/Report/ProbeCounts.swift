/// How many requests a gate made, and what became of them.
package struct ProbeCounts: Sendable, Equatable, Codable {
    /// Warm-up requests, which count for nothing else.
    package var warmup = 0

    /// Requests that count.
    package var counted = 0

    /// Of those that count, the ones whose answer arrived whole.
    package var succeeded = 0

    /// Of those that count, the others.
    package var failed = 0

    /// Requests that the end of the run cut short and that say nothing about the endpoint.
    package var excluded = 0

    /// Creates counts of nothing.
    package init() {}
}
