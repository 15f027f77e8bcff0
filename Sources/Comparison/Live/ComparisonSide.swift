/// One of the two endpoints of a live comparison.
package enum ComparisonSide: String, Sendable, Equatable, Codable, CaseIterable {
    /// What the candidate is held against.
    case baseline
    /// What is judged.
    case candidate

    /// The other one.
    package var other: ComparisonSide { self == .baseline ? .candidate : .baseline }
}
