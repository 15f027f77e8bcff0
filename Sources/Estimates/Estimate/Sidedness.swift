/// Which ends of an interval carry the error probability.
package enum Sidedness: String, Sendable, Hashable, Codable, CaseIterable {
    /// Both ends, each with half of it.
    case twoSided = "two_sided"
    /// The lower end only; there is no bound from above.
    case lowerBound = "lower_bound"
    /// The upper end only; there is no bound from below.
    case upperBound = "upper_bound"

    /// The error probability of each end that there is, at a confidence level in 0..<1.
    func errorPerEnd(confidence: Double) -> Double {
        precondition(confidence > 0 && confidence < 1, "a confidence level lies between 0 and 1")
        return self == .twoSided ? (1 - confidence) / 2 : 1 - confidence
    }

    var hasLowerEnd: Bool { self != .upperBound }
    var hasUpperEnd: Bool { self != .lowerBound }
}
