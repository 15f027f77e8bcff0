import Signals

/// Objectives as input of sloth, version `prometheus/v1`.
///
/// Sloth's own windows need an objective above 93 % for its fast page, so windows come along.
enum SlothFile {
    static let windowsPath = "slo/sloth-windows/windows.yaml"

    /// The command that makes rules of the file.
    static func command(_ objectives: [ServiceObjective]) -> String {
        let period = objectives.first?.period ?? SLOOptions.defaultPeriod
        return "sloth generate -i slo/sloth.yaml --default-slo-period="
            + "\(PrometheusTime.text(period)) --slo-period-windows-path=slo/sloth-windows"
    }

    /// The objectives.
    ///
    /// - Parameters:
    ///   - objectives: The objectives.
    ///   - subject: For what.
    /// - Returns: The text.
    static func text(_ objectives: [ServiceObjective], _ subject: GenerationSubject) -> String {
        GeneratedHeader.comment(
            for: subject,
            [
                "\(command(objectives))",
                "Sloth adds all services of a query up: restrict the queries where Prometheus "
                    + "scrapes more than one.",
            ])
            + YAMLWriter.document([
                "version": "prometheus/v1", "service": .text(subject.name),
                "slos": .list(objectives.map { slo($0, subject) }),
            ])
    }

    private static func slo(_ objective: ServiceObjective, _ subject: GenerationSubject) -> YAMLNode
    {
        let queries = SLOQueries(objective, subject)
        var pairs = [
            YAMLPair("name", .text(objective.id)),
            YAMLPair("objective", .plain(percentage(objective.target))),
            YAMLPair(
                "description",
                .text(
                    "\(objective.objective): at most \(ShortNumber.percent(objective.errorBudget)) "
                        + "of the \(objective.events) \(objective.fault).")),
        ]
        if let source = objective.sources.first {
            let part = queries.plain(source.part, "{{.window}}")
            let total = queries.plain(source.total, "{{.window}}")
            let bad = source.isGood ? "(\(total)) - (\(part))" : part
            pairs.append(
                YAMLPair(
                    "sli", ["events": ["error_query": .text(bad), "total_query": .text(total)]]))
        }
        let page: YAMLNode =
            objective.isSoft
            ? ["disable": true]
            : ["labels": ["severity": .text(AlertTier.critical.rawValue)]]
        pairs.append(
            YAMLPair(
                "alerting",
                [
                    "name": .text(objective.alert.rawValue),
                    "labels": .texts(objective.alertLabels.merging(["slo": objective.id]) { $1 }),
                    "annotations": [
                        "runbook_url":
                            .text(subject.runbookBase + objective.alert.rawValue + ".md")
                    ],
                    "page_alert": page,
                    "ticket_alert": ["labels": ["severity": .text(AlertTier.warning.rawValue)]],
                ]))
        return .map(pairs)
    }

    /// Windows for all objectives: those of the one that allows the most bad events, which the
    /// others reach all the more.
    static func windows(_ objectives: [ServiceObjective], _ subject: GenerationSubject) -> String {
        let rates = rates(objectives)
        func window(_ window: BurnWindow) -> YAMLNode {
            let share = rates.first { $0.window == window }?.budgetShare ?? window.budgetShare
            return [
                "errorBudgetPercent": .plain(percentage(share)),
                "shortWindow": .text(PrometheusTime.text(window.short)),
                "longWindow": .text(PrometheusTime.text(window.long)),
            ]
        }
        let period = PrometheusTime.text(objectives.first?.period ?? SLOOptions.defaultPeriod)
        return GeneratedHeader.comment(for: subject)
            + YAMLWriter.document([
                "apiVersion": "sloth.slok.dev/v1", "kind": "AlertWindows",
                "spec": [
                    "sloPeriod": .text(period),
                    "page": ["quick": window(.fastPage), "slow": window(.slowPage)],
                    "ticket": ["quick": window(.fastTicket), "slow": window(.slowTicket)],
                ],
            ])
    }

    /// What sloth alerts on later than the rules of the same run do; nil where they agree.
    ///
    /// Sloth knows one set of windows for all objectives.
    ///
    /// - Parameter objectives: The objectives.
    /// - Returns: A note that names the objective by which the windows are made.
    static func note(_ objectives: [ServiceObjective]) -> GenerationNote? {
        guard let loosest = objectives.min(by: { $0.target < $1.target }) else { return nil }
        let stricter = objectives.filter { other in
            other.rates.contains { rate in
                rates(objectives).contains {
                    $0.window == rate.window && $0.budgetShare != rate.budgetShare
                }
            }
        }
        guard !stricter.isEmpty else { return nil }
        return GenerationNote(
            "sloth",
            "its windows hold for all objectives and follow the weakest one, "
                + "\(loosest.objective): its alerts differ from those of \(SLOFiles.rules) on "
                + stricter.map(\.objective).joined(separator: ", "))
    }

    /// The burn rates by which the windows are made.
    private static func rates(_ objectives: [ServiceObjective]) -> [BurnRate] {
        let loosest = objectives.min { $0.target < $1.target }
        let hard = objectives.filter { !$0.isSoft }.min { $0.target < $1.target }
        return (loosest?.rates.filter { $0.window.tier != .critical } ?? [])
            + (hard?.rates.filter { $0.window.tier == .critical } ?? [])
    }

    /// A share in percent, without the noise of binary fractions.
    private static func percentage(_ share: Double) -> String {
        PromQLNumber.text((share * 1e8).rounded() / 1e6)
    }
}
