/// The answer to "may I route users to it?".
///
/// The raw value is the spelling in JSON.
package enum Verdict: String, Sendable, Equatable, Codable, CaseIterable {
    /// Every hard objective is shown to hold.
    case ready = "READY"

    /// Every hard objective is shown to hold; a soft one is shown to be violated.
    case degraded = "DEGRADED"

    /// A hard objective is shown to be violated, or the endpoint cannot be used as configured.
    case notReady = "NOT_READY"

    /// The evidence does not decide.
    case inconclusive = "INCONCLUSIVE"

    /// The spelling for people, as in `NOT READY`.
    package var title: String {
        switch self {
        case .notReady: "NOT READY"
        default: rawValue
        }
    }
}
