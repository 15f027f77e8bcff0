/// What the evidence says about one objective.
///
/// The raw values are part of the JSON output and are never renamed.
package enum Judgement: String, Sendable, Hashable, Codable, CaseIterable {
    /// The whole interval lies inside the limit.
    case met
    /// The whole interval lies outside the limit.
    case violated
    /// The interval holds values of both kinds, or there is no evidence.
    case undecided
}
