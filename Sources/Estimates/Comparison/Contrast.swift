/// How a candidate's value is held against a baseline's.
package enum Contrast: String, Sendable, Hashable, Codable, CaseIterable {
    /// The candidate's value by the baseline's; 1 is no change.
    case ratio
    /// The candidate's value minus the baseline's; 0 is no change.
    case difference

    /// The value that means no change.
    package var neutral: Double { self == .ratio ? 1 : 0 }

    /// Holds two independent estimates against each other.
    ///
    /// - Parameters:
    ///   - candidate: The candidate's.
    ///   - baseline: The baseline's.
    /// - Returns: The candidate's value against the baseline's.
    package func of(_ candidate: Estimate, _ baseline: Estimate) -> Estimate {
        switch self {
        case .ratio: RecoveredInterval.ratio(candidate, baseline)
        case .difference: RecoveredInterval.difference(candidate, baseline)
        }
    }
}
