/// Why a replica gave no metrics, by what that means for its health.
package struct MetricsFailure: Sendable, Hashable {
    /// What it means; the raw value is the name in JSON.
    package enum Meaning: String, Sendable, Hashable, Codable, CaseIterable {
        /// It does not answer at all, or answers that it cannot serve.
        case down
        /// It answers, but there are no metrics to judge by.
        case unmeasured
    }

    package var meaning: Meaning
    /// What happened, as a clause.
    package var reason: String
    /// The way out, as a clause; nil where none is known.
    package var advice: String?

    package init(_ meaning: Meaning, reason: String, advice: String? = nil) {
        self.meaning = meaning
        self.reason = reason
        self.advice = advice
    }
}
