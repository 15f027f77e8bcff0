/// A window of scrapes answers at once, and never fails.
package struct WindowSource: ExpressionSource {
    private let evaluator: WindowEvaluator

    package init(_ evaluator: WindowEvaluator) {
        self.evaluator = evaluator
    }

    package func vector(of expression: MetricExpression) async throws -> [SeriesLabels: Double] {
        evaluator.vector(of: expression)
    }
}
