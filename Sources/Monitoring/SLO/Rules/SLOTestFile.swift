import Signals

/// Unit tests for promtool: every burn-rate alert is silent, fires and resolves.
enum SLOTestFile {
    /// The tests.
    ///
    /// - Parameters:
    ///   - objectives: The objectives.
    ///   - subject: For what.
    ///   - groups: The rules, in whose order they are tested.
    /// - Returns: The text.
    static func text(
        _ objectives: [ServiceObjective], _ subject: GenerationSubject, _ groups: [RuleGroup]
    ) -> String {
        let tests = objectives.flatMap { objective in
            let feed = EventFeed(objective, subject)
            return objective.rates.flatMap { rate in
                [outage(objective, rate, feed), trickle(objective, rate, feed)]
            } + [budget(objective, feed), silence(objective, feed)]
                + (objective.sources.first?.isGood == true ? [missingBound(objective, feed)] : [])
        }
        return GeneratedHeader.comment(for: subject, ["promtool test rules \(SLOFiles.tests)"])
            + YAMLWriter.document([
                "rule_files": ["../rules/llm-slo.rules.yml"],
                "evaluation_interval": .text(PrometheusTime.text(SLORules.interval)),
                "group_eval_order": .list(groups.map { .text($0.name) }),
                "tests": .list(tests),
            ])
    }

    // MARK: - Burn rates

    /// How long all is well before everything fails, at most: longer tests take minutes.
    private static let wellMax = 8 * 60

    /// All is well for a while, then everything fails, then all is well again.
    private static func outage(
        _ objective: ServiceObjective, _ rate: BurnRate, _ feed: EventFeed
    ) -> YAMLNode {
        let alert = BurnAlert(objective, rate).rule
        let long = minutes(rate.window.long)
        let well = min(long, wellMax)
        let short = minutes(rate.window.short)
        // A window that reaches back before the first sample is as long as there are samples.
        let share = rate.errorShare
        let detection = share * min(Double(long), Double(well) / (1 - share))
        let pace = Double(max(60, 3 * rate.eventsMin / short + 1))
        let lasts = Int((detection * 1.15).rounded(.up)) + 6
        let firing = expectation(alert, objective)
        var checks = [check(firing.query, at: well, [])]
        if detection >= 10 {
            checks.append(check(firing.query, at: well + Int(detection * 0.85), []))
        }
        checks.append(check(firing.query, at: well + lasts - 1, [(firing.labels, 1)]))
        checks.append(check(firing.query, at: well + lasts + short + 2, []))
        return test(
            "\(objective.id) \(rate.window.name): everything fails, and works again",
            feed.input([
                .init(minutes: well, goodPerMinute: pace, badPerMinute: 0),
                .init(minutes: lasts, goodPerMinute: 0, badPerMinute: pace),
                .init(minutes: short + 3, goodPerMinute: pace, badPerMinute: 0),
            ]), checks)
    }

    /// Everything fails, and it is next to nothing.
    private static func trickle(
        _ objective: ServiceObjective, _ rate: BurnRate, _ feed: EventFeed
    ) -> YAMLNode {
        let short = minutes(rate.window.short)
        let pace = 0.8 * Double(rate.eventsMin) / Double(short)
        let at = short + 5
        let share = SLORules.selector(
            SLOSeries.badShare(PrometheusTime.text(rate.window.short)), objective)
        let seen = "{job=\"\(EventFeed.values["job"] ?? "")\"}"
        return test(
            "\(objective.id) \(rate.window.name): too few to tell",
            feed.input([.init(minutes: at + 1, goodPerMinute: 0, badPerMinute: pace)]),
            [
                check("sum by (job) (\(share) > bool 0.99)", at: at, [(seen, 1)]),
                check(expectation(BurnAlert(objective, rate).rule, objective).query, at: at, []),
            ])
    }

    // MARK: - Budget

    /// Half of everything fails: the budget is overspent by what that is of it.
    private static func budget(_ objective: ServiceObjective, _ feed: EventFeed) -> YAMLNode {
        let left = 1 - 0.5 / objective.errorBudget
        let budget = SLORules.selector(SLOSeries.budgetRemaining, objective)
        let seen = "{job=\"\(EventFeed.values["job"] ?? "")\"}"
        return test(
            "\(objective.id): half of everything fails",
            feed.input([.init(minutes: 30, goodPerMinute: 32, badPerMinute: 32)]),
            [
                check(
                    "sum by (job) (abs(\(budget) - \(signed(left))) < bool 0.001)", at: 30,
                    [(seen, 1)])
            ])
    }

    /// Nothing happens: there is no share and no budget, rather than a perfect one.
    private static func silence(_ objective: ServiceObjective, _ feed: EventFeed) -> YAMLNode {
        test(
            "\(objective.id): no \(objective.events)",
            feed.input([.init(minutes: 30, goodPerMinute: 0, badPerMinute: 0)]),
            [
                check(SLORules.selector(SLOSeries.badShare("5m"), objective), at: 30, []),
                check(SLORules.selector(SLOSeries.budgetRemaining, objective), at: 30, []),
            ])
    }

    /// The bound is gone: it is said.
    private static func missingBound(_ objective: ServiceObjective, _ feed: EventFeed) -> YAMLNode {
        let labels = labels(
            .metricsAbsent, ["severity": AlertTier.warning.rawValue], objective)
        return test(
            "\(objective.id): the bound is gone",
            feed.input([.init(minutes: 30, goodPerMinute: 60, badPerMinute: 0)]) { $0.countsBad },
            [
                check(labels.query, at: 14, []),
                check(labels.query, at: 25, [(labels.labels, 1)]),
            ])
    }

    // MARK: - Pieces

    /// A firing alert with all its labels.
    private static func expectation(
        _ alert: AlertRule, _ objective: ServiceObjective
    ) -> (query: String, labels: String) {
        labels(alert.alert, alert.writtenLabels, objective)
    }

    private static func labels(
        _ alert: AlertID, _ written: [String: String], _ objective: ServiceObjective
    ) -> (query: String, labels: String) {
        var all = written
        all["alertname"] = alert.rawValue
        all["alertstate"] = "firing"
        all["slo"] = objective.id
        let query = text(all)
        for label in objective.labels { all[label] = EventFeed.values[label] ?? "x" }
        return (query, text(all))
    }

    private static func text(_ labels: [String: String]) -> String {
        let list = labels.sorted { $0.key < $1.key }.map { "\($0.key)=\"\($0.value)\"" }
        return "ALERTS{\(list.joined(separator: ", "))}"
    }

    private static func test(
        _ name: String, _ input: YAMLNode, _ checks: [YAMLNode]
    ) -> YAMLNode {
        [
            "name": .text(name), "interval": "1m", "input_series": input,
            "promql_expr_test": .list(checks),
        ]
    }

    private static func check(
        _ query: String, at minute: Int, _ samples: [(labels: String, value: Int)]
    ) -> YAMLNode {
        [
            "expr": .text(query), "eval_time": .text("\(minute)m"),
            "exp_samples": .list(
                samples.map { ["labels": .text($0.labels), "value": .number($0.value)] }),
        ]
    }

    private static func minutes(_ time: Duration) -> Int { Int(time.components.seconds / 60) }

    /// A number that may stand behind a minus sign.
    private static func signed(_ value: Double) -> String {
        value < 0 ? "(\(PromQLNumber.text(value)))" : PromQLNumber.text(value)
    }
}
