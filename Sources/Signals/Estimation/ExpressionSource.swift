/// Something that computes expressions: a window of scrapes, or a store of metrics.
package protocol ExpressionSource: Sendable {
    /// The value of an expression; empty where no series is there.
    ///
    /// - Throws: when the store cannot be asked.
    func vector(of expression: MetricExpression) async throws -> [SeriesLabels: Double]
}
