import Signals

/// The queries by which an objective is followed.
package struct SLOQueries: Sendable {
    let objective: ServiceObjective
    private let subject: GenerationSubject
    private var naming: EngineDetection.Naming { subject.naming }
    /// What keeps the series of other programs out, for names that are not the engine's own.
    private let own: (prefix: String, condition: String)?

    /// Queries for an objective.
    ///
    /// - Parameters:
    ///   - objective: The objective.
    ///   - subject: Whose series are asked for.
    package init(_ objective: ServiceObjective, _ subject: GenerationSubject) {
        self.objective = objective
        self.subject = subject
        let job = subject.labels.job
        own = subject.anchor.map { anchor in
            (
                String(anchor.prefix { $0.isLetter }),
                "and on (\(job))\ngroup by (\(job)) (\(anchor))"
            )
        }
    }

    /// The share of bad events; no value where there were no events.
    ///
    /// - Parameter window: The window in PromQL's spelling.
    /// - Returns: The query.
    package func badShare(_ window: String) -> String {
        alternatives { source in
            guard let part = text(source.part, .rate, window),
                let total = text(source.total, .rate, window)
            else { return nil }
            let share =
                "\(operand(part, of: source.part))\n/\n(\(operand(total, of: source.total)) > 0)"
            return source.isGood ? "1 -\n\(share)" : share
        }
    }

    /// A query as one side of an operator: in parentheses if it has an operator of its own.
    private func operand(_ text: String, of formula: SeriesFormula) -> String {
        if case .sum = formula { text } else { "(\(text))" }
    }

    /// The bad events.
    ///
    /// - Parameter window: The window in PromQL's spelling.
    /// - Returns: The query.
    package func bad(_ window: String) -> String {
        alternatives { source in
            guard let part = text(source.part, .increase, window) else { return nil }
            guard source.isGood else { return part }
            // Increases are extrapolated, so that good can exceed total by a little.
            return text(source.total, .increase, window).map {
                "clamp_min(\n  \($0)\n  -\n  \(part),\n  0\n)"
            }
        }
    }

    /// All events.
    ///
    /// - Parameter window: The window in PromQL's spelling.
    /// - Returns: The query.
    package func total(_ window: String) -> String {
        let last = objective.sources.last
        return alternatives { source in
            guard let total = text(source.total, .increase, window) else { return nil }
            // The total belongs to the counter of errors that is there.
            guard source != last, !source.isGood,
                let part = text(source.part, .increase, window)
            else { return total }
            return "(\(total))\nand\n(\(part))"
        }
    }

    /// One counter's growth over all services chosen, for tools that group by nothing.
    ///
    /// - Parameters:
    ///   - formula: The counter.
    ///   - window: The window in PromQL's spelling, or a placeholder.
    /// - Returns: The query.
    func plain(_ formula: SeriesFormula, _ window: String) -> String {
        (formula.expression(for: .rate, of: .counter)?.spelled(naming).promQL(window: window))
            .map(subject.selected) ?? ""
    }

    /// The counters themselves added up, by the labels of the service.
    func counter(_ formula: SeriesFormula) -> String {
        formula.expression(for: .value, of: .gauge, by: objective.labels)?.spelled(naming)
            .promQL(window: "").map(subject.selected) ?? ""
    }

    private func alternatives(_ text: (EventSource) -> String?) -> String {
        let texts = objective.sources.compactMap { source in
            text(source).map { restricted($0, source) }
        }
        guard texts.count > 1 else { return texts.first ?? "" }
        return texts.map { "(\n\($0)\n)" }.joined(separator: "\nor\n")
    }

    /// A query of series whose names other programs have too, for the engine's jobs alone.
    private func restricted(_ query: String, _ source: EventSource) -> String {
        let names = (source.part.selectors + source.total.selectors).map { naming.spell($0.name) }
        guard let own, names.contains(where: { !$0.hasPrefix(own.prefix) }) else { return query }
        return "(\n\(query)\n)\n\(own.condition)"
    }

    private func text(
        _ formula: SeriesFormula, _ statistic: SignalStatistic, _ window: String
    ) -> String? {
        expression(formula, statistic).promQL(window: window)
    }

    private func expression(
        _ formula: SeriesFormula, _ statistic: SignalStatistic
    ) -> MetricExpression {
        guard
            let expression = formula.expression(
                for: statistic, of: .counter, by: objective.labels)
        else { preconditionFailure("\(objective.id): \(formula) is no formula of counters") }
        return expression.spelled(naming)
    }
}
