package import Signals

/// Asks another source for each expression once: every percentile of a histogram takes the same
/// buckets, and a store may be far away.
package actor RememberingSource<Source: ExpressionSource>: ExpressionSource {
    private let source: Source
    private var known: [MetricExpression: [SeriesLabels: Double]] = [:]

    /// - Parameter source: What is asked; its answers have to stay the same.
    package init(_ source: Source) {
        self.source = source
    }

    /// The value of an expression, as the source gave it the first time.
    ///
    /// - Throws: What the source throws; failures are not remembered.
    package func vector(of expression: MetricExpression) async throws -> [SeriesLabels: Double] {
        if let answer = known[expression] { return answer }
        let answer = try await source.vector(of: expression)
        known[expression] = answer
        return answer
    }
}
