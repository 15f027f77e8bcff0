/// An answer of the API, with what the server says about its quality.
package struct PrometheusAnswer<Value: Sendable>: Sendable {
    package let value: Value
    /// The server's warnings in its own words; never silent when the answer is partial.
    package let warnings: [String]
    /// Whether data may be missing because a part of the server did not answer.
    ///
    /// VictoriaMetrics says so with `isPartial`; Thanos and Mimir say it with a warning. Warnings
    /// that Prometheus makes about the expression itself begin with `PromQL` and do not count.
    package let isPartial: Bool

    init(_ value: Value, warnings: [String], isDeclaredPartial: Bool) {
        self.value = value
        isPartial = isDeclaredPartial || warnings.contains { !$0.hasPrefix("PromQL ") }
        self.warnings =
            isDeclaredPartial && warnings.isEmpty
            ? ["the server says that its answer is partial"] : warnings
    }

    /// The same answer with another value.
    func map<Other: Sendable, Failure: Error>(
        _ transform: (Value) throws(Failure) -> Other
    ) throws(Failure) -> PrometheusAnswer<Other> {
        PrometheusAnswer<Other>(
            try transform(value), warnings: warnings, isPartial: isPartial)
    }

    /// The same answer with a further warning.
    func warning(_ text: String) -> PrometheusAnswer {
        PrometheusAnswer(value, warnings: warnings + [text], isPartial: isPartial)
    }

    fileprivate init(_ value: Value, warnings: [String], isPartial: Bool) {
        self.value = value
        self.warnings = warnings
        self.isPartial = isPartial
    }
}

extension PrometheusAnswer: Equatable where Value: Equatable {}
