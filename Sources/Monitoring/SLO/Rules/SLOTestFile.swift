import Signals

/// Unit tests for promtool: every burn-rate alert is silent, fires and resolves.
///
/// There are two files, because promtool evaluates all rules of a file at one pace: minutes for
/// windows of an hour, twenty of them for windows of days.
enum SLOTestFile {
    /// How finely a test looks, in minutes.
    private struct Pace {
        let evaluation: Int
        let sample: Int

        static let fast = Pace(evaluation: 1, sample: 1)
        static let slow = Pace(evaluation: 20, sample: 10)

        /// The first evaluation at or after a time.
        func up(_ minutes: Double) -> Int {
            Int((minutes / Double(evaluation)).rounded(.up)) * evaluation
        }

        /// The last evaluation at or before a time.
        func down(_ minutes: Double) -> Int {
            Int((minutes / Double(evaluation)).rounded(.down)) * evaluation
        }
    }

    /// Tests of the fast page, of budgets, and of what is said when there is nothing to judge.
    ///
    /// - Parameters:
    ///   - objectives: The objectives.
    ///   - subject: For what.
    /// - Returns: The text.
    static func fast(_ objectives: [ServiceObjective], _ subject: GenerationSubject) -> String {
        text(objectives, subject, SLOFiles.tests, .fast) { objective, feed in
            objective.rates.filter { $0.window == .fastPage }.flatMap { rate in
                [outage(objective, rate, feed, .fast), trickle(objective, rate, feed, .fast)]
            } + [budget(objective, feed), silence(objective, feed)]
                + (objective.sources.first?.isGood == true ? [missingBound(objective, feed)] : [])
        }
    }

    /// Tests of the alerts on windows of hours and days.
    ///
    /// - Parameters:
    ///   - objectives: The objectives.
    ///   - subject: For what.
    /// - Returns: The text.
    static func slow(_ objectives: [ServiceObjective], _ subject: GenerationSubject) -> String {
        text(objectives, subject, SLOFiles.slowTests, .slow) { objective, feed in
            objective.rates.filter { $0.window != .fastPage }.flatMap { rate in
                [outage(objective, rate, feed, .slow), trickle(objective, rate, feed, .slow)]
            }
        }
    }

    private static func text(
        _ objectives: [ServiceObjective], _ subject: GenerationSubject, _ path: String,
        _ pace: Pace, _ tests: (ServiceObjective, EventFeed) -> [YAMLNode]
    ) -> String {
        GeneratedHeader.comment(for: subject, ["promtool test rules \(path)"])
            + YAMLWriter.document([
                "rule_files": ["../rules/llm-slo.rules.yml"],
                "evaluation_interval": .text("\(pace.evaluation)m"),
                "tests": .list(
                    objectives.flatMap { tests($0, EventFeed($0, subject)) }),
            ])
    }

    // MARK: - Burn rates

    /// All is well for the whole long window, then everything fails, then all is well again.
    private static func outage(
        _ objective: ServiceObjective, _ rate: BurnRate, _ feed: EventFeed, _ pace: Pace
    ) -> YAMLNode {
        let well = minutes(rate.window.long)
        let short = minutes(rate.window.short)
        let detection = (rate.detection() ?? rate.window.long).inSeconds / 60
        let perMinute = Double(max(60, 3 * rate.eventsMin / short + 1))
        let fires = pace.up(detection * 1.1) + 2 * pace.evaluation
        let lasts = fires + pace.evaluation
        let firing = expectation(BurnAlert(objective, rate).rule, objective, feed)
        let silent = pace.down(detection * 0.9)
        var checks = [check(firing.query, at: well, [])]
        if silent > 0 { checks.append(check(firing.query, at: well + silent, [])) }
        checks.append(check(firing.query, at: well + fires, [(firing.labels, 1)]))
        checks.append(check(firing.query, at: well + lasts + short + pace.evaluation, []))
        return test(
            "\(objective.id) \(rate.window.name): everything fails, and works again",
            feed.input(
                [
                    .init(minutes: well, goodPerMinute: perMinute, badPerMinute: 0),
                    .init(minutes: lasts, goodPerMinute: 0, badPerMinute: perMinute),
                    .init(
                        minutes: short + 2 * pace.evaluation, goodPerMinute: perMinute,
                        badPerMinute: 0),
                ], every: pace.sample), checks, pace)
    }

    /// Everything fails, and it is next to nothing.
    private static func trickle(
        _ objective: ServiceObjective, _ rate: BurnRate, _ feed: EventFeed, _ pace: Pace
    ) -> YAMLNode {
        let short = minutes(rate.window.short)
        let perMinute = 0.8 * Double(rate.eventsMin) / Double(short)
        let at = pace.up(Double(short)) + pace.evaluation
        let share = SLORules.selector(
            SLOSeries.badShare(PrometheusTime.text(rate.window.short)), objective)
        let firing = expectation(BurnAlert(objective, rate).rule, objective, feed)
        return test(
            "\(objective.id) \(rate.window.name): too few to tell",
            feed.input(
                [.init(minutes: at + 20, goodPerMinute: 0, badPerMinute: perMinute)],
                every: pace.sample),
            [
                check("sum by (job) (\(share) > bool 0.99)", at: at, [(service(feed), 1)]),
                check(firing.query, at: at, []),
            ], pace)
    }

    // MARK: - Budget

    /// Half of everything fails: the budget is overspent by what that is of it.
    private static func budget(_ objective: ServiceObjective, _ feed: EventFeed) -> YAMLNode {
        let left = 1 - 0.5 / objective.errorBudget
        let budget = SLORules.selector(SLOSeries.budgetRemaining, objective)
        return test(
            "\(objective.id): half of everything fails",
            feed.input([.init(minutes: 30, goodPerMinute: 32, badPerMinute: 32)]),
            [
                check(
                    "sum by (job) (abs(\(budget) - \(signed(left))) < bool 0.001)", at: 30,
                    [(service(feed), 1)])
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
        let written = objective.alertLabels.merging(
            ["severity": AlertTier.warning.rawValue]) { $1 }
        let labels = labels(.bucketBoundMissing, written, objective, feed.values)
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
        _ alert: AlertRule, _ objective: ServiceObjective, _ feed: EventFeed
    ) -> (query: String, labels: String) {
        labels(alert.alert, alert.writtenLabels, objective, feed.values)
    }

    private static func labels(
        _ alert: AlertID, _ written: [String: String], _ objective: ServiceObjective,
        _ values: [String: String]
    ) -> (query: String, labels: String) {
        var all = written
        all["alertname"] = alert.rawValue
        all["alertstate"] = "firing"
        all["slo"] = objective.id
        let query = text(all)
        for label in objective.labels { all[label] = values[label] ?? "x" }
        return (query, text(all))
    }

    private static func text(_ labels: [String: String]) -> String {
        let list = labels.sorted { $0.key < $1.key }.map { label in
            let value = label.value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
            return "\(label.key)=\"\(value)\""
        }
        return "ALERTS{\(list.joined(separator: ", "))}"
    }

    /// The service of the tests, as an expected sample.
    private static func service(_ feed: EventFeed) -> String {
        "{job=\"\(feed.values["job"] ?? "")\"}"
    }

    private static func test(
        _ name: String, _ input: YAMLNode, _ checks: [YAMLNode], _ pace: Pace = .fast
    ) -> YAMLNode {
        [
            "name": .text(name), "interval": .text("\(pace.sample)m"), "input_series": input,
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
