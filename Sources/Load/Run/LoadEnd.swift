/// Why a load ended.
package enum LoadEnd: String, Sendable, Equatable, Codable, CaseIterable {
    /// The time is up.
    case timeSpent = "time_spent"
    /// All requests of the plan, or of the workload, are done.
    case requestsSpent = "requests_spent"
    /// The token budget is spent.
    case tokensSpent = "tokens_spent"
    /// More requests were in flight than the plan allows: the server does not keep up.
    case overSaturated = "over_saturated"
    /// Whoever reads the results asked for it.
    case stopped
    /// The surrounding task was cancelled.
    case cancelled
}
