/// The load under which a scenario shows what it is meant to show.
package struct ScenarioWorkload: Equatable, Sendable {
    /// Requests in flight at once.
    package let concurrency: Int
    /// Token limit of every answer.
    package let maxTokens: Int
    /// Requests to send first and to leave out of the judgement.
    package let warmupRequests: Int
    /// Length of the prompts in tokens, about.
    package let promptTokens: Int
    /// An objective that the scenario is measured against, in the words of a profile.
    package let objective: String
    /// Whether the endpoint meets the objective after the warm-up.
    package let meetsObjective: Bool
}
