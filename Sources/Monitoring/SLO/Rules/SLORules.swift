import Signals

/// Rules that follow objectives, and alert while an error budget burns too fast.
package enum SLORules {
    /// One group for each objective.
    ///
    /// - Parameter subject: For what.
    /// - Returns: The groups, and what is to be said.
    /// - Throws: `GenerationError` for options that cannot be meant.
    package static func groups(
        for subject: GenerationSubject
    ) throws(GenerationError) -> (groups: [RuleGroup], notes: [GenerationNote]) {
        let objectives = try ServiceObjectives(subject)
        return (objectives.all.map { group($0, subject) }, objectives.notes)
    }

    /// The rules of one objective.
    static func group(_ objective: ServiceObjective, _ subject: GenerationSubject) -> RuleGroup {
        RuleGroup(
            name: "slo-\(objective.id)",
            rules: recordings(objective, subject).map { .recording($0) }
                + objective.rates.map { .alert(BurnAlert(objective, $0).rule) }
                + missingBound(objective).map { .alert($0.labelled(objective.alertLabels)) }
        ).selected(for: subject)
    }

    private static func recordings(
        _ objective: ServiceObjective, _ subject: GenerationSubject
    ) -> [RecordingRule] {
        let queries = SLOQueries(objective, subject)
        let labels = ["slo": objective.id]
        let remark = subject.remark(on: objective.signal)
        var rules: [RecordingRule] = []
        func record(_ name: String, _ query: String, _ comment: String? = nil) {
            let lines = [comment, remark].compactMap { $0 }
            rules.append(
                RecordingRule(
                    name, query, labels: labels,
                    comment: lines.isEmpty ? nil : lines.joined(separator: "\n")))
        }
        for length in BurnWindow.lengths {
            let window = PrometheusTime.text(length)
            record(
                SLOSeries.badShare(window), queries.badShare(window),
                rules.isEmpty
                    ? "\(objective.objective)\nThe share of \(objective.events) that "
                        + "\(objective.fault); no value without any." : nil)
        }
        for length in Set(BurnWindow.allCases.map(\.short)).sorted() {
            let window = PrometheusTime.text(length)
            record(
                SLOSeries.total(window), queries.total(window),
                length == BurnWindow.fastPage.short
                    ? "All \(objective.events), for the error budget and against alerts on a "
                        + "handful of them." : nil)
        }
        record(SLOSeries.bad, queries.bad("5m"))
        rules.append(
            RecordingRule(
                SLOSeries.objective,
                "group by (\(list(objective.labels))) (\(selector(SLOSeries.total, objective)))"
                    + " * \(PromQLNumber.text(objective.target))", labels: labels))
        rules.append(budget(objective, labels))
        return rules
    }

    /// What is left of the budget: sums are divided, so that a quiet night weighs what it weighed.
    private static func budget(
        _ objective: ServiceObjective, _ labels: [String: String]
    ) -> RecordingRule {
        let period = PrometheusTime.text(objective.period)
        let bad = "sum_over_time(\(selector(SLOSeries.bad, objective))[\(period)])"
        let total = "sum_over_time(\(selector(SLOSeries.total, objective))[\(period)])"
        return RecordingRule(
            SLOSeries.budgetRemaining,
            "1 -\n\(bad)\n/\n(\(total) > 0)\n/ \(PromQLNumber.text(objective.errorBudget))",
            labels: labels,
            comment: "What is left of the error budget of \(period): 1 is all of it, below 0 it "
                + "is overspent.\nSums are divided, never ratios averaged; each event is in "
                + "as many terms of one sum as of the other.\nWithout \(objective.events) there is no value, "
                + "which is not a whole budget.")
    }

    /// Without the bucket of the limit no event is bad, and the SLO looks like a perfect one.
    private static func missingBound(_ objective: ServiceObjective) -> [AlertRule] {
        guard case .latency = objective.measure else { return [] }
        return [
            AlertRule(
                .bucketBoundMissing, .warning,
                "\(selector(SLOSeries.total, objective)) > 0\nunless\n"
                    + selector(SLOSeries.bad, objective),
                pending: "15m", labels: ["slo": objective.id],
                summary: "{{ $labels.job }}: nobody can tell whether \(objective.objective) holds",
                detail:
                    "There are \(objective.events), and the histogram has lost the bucket bound "
                    + "the SLO \(objective.id) rests on: its alerts are blind. Compare the rules with "
                    + "the live names and bounds: `firstlight lint rules.yml --against URL`.",
                resultLabels: objective.resultLabels)
        ]
    }

    static func selector(_ name: String, _ objective: ServiceObjective) -> String {
        "\(name){slo=\"\(objective.id)\"}"
    }

    private static func list(_ labels: [String]) -> String { labels.joined(separator: ", ") }
}
