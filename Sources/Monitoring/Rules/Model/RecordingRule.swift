/// A rule that records the result of a query under a name of its own.
package struct RecordingRule: Sendable, Hashable {
    /// The name of the series, `level:metric:operation`.
    package let record: String
    /// The query.
    package internal(set) var expression: String
    /// Labels the recorded series get.
    package let labels: [String: String]
    /// Why it is as it is; lines for a comment above it, nil for none.
    package let comment: String?

    /// Creates a rule.
    ///
    /// - Parameters:
    ///   - record: The name of the series.
    ///   - expression: The query.
    ///   - labels: Labels the recorded series get.
    ///   - comment: Why it is as it is.
    package init(
        _ record: String, _ expression: String, labels: [String: String] = [:],
        comment: String? = nil
    ) {
        self.record = record
        self.expression = expression
        self.labels = labels
        self.comment = comment
    }
}
