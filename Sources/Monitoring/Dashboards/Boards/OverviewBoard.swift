import Readiness
import Signals

/// The five-second read: are users served as promised, how fast is the error budget spent, and
/// what serves them.
enum OverviewBoard {
    /// The rows.
    static func rows(_ queries: BoardQueries) -> [DashboardRow] {
        [
            DashboardRow("Promise", promise(queries)),
            DashboardRow("What users feel", feel(queries)),
            DashboardRow("Over the chosen time", course(queries)),
            DashboardRow("What serves them", serves(queries)),
        ]
    }

    private static let unrecorded = "load the SLO rules"

    private static func promise(_ queries: BoardQueries) -> [Panel?] {
        let served =
            queries.ask(.requestsFinished, .rate, by: .service)
            ?? queries.ask(.endToEndLatency, .rate, by: .service)
        return budget(queries) + [
            queries.panel(
                "Alerts firing",
                "Alerts of the tiers warning and critical that fire now.", .stat, .count,
                thresholds: PanelThresholds(from: .healthy, (1, .critical)),
                [
                    PanelTarget(
                        "sum(ALERTS{alertstate=\"firing\", alertname=~\"LLM.*\", "
                            + "severity=~\"critical|warning\"}) or vector(0)", "firing")
                ], playbook: .engineDown, width: 3, height: 5),
            queries.panel(
                "Failed requests",
                queries.words(
                    "The share of ended requests that failed.", queries.meaning(.errors)), .stat,
                .ratio, thresholds: PanelThresholds(queries.ranges.errorShare), axis: (0, nil),
                [
                    queries.errorShare(by: .service).map {
                        PanelTarget($0, queries.legend("", by: .service))
                    }
                ], playbook: .highErrorRate, width: 3, height: 5),
            queries.panel(
                "Requests", "Requests that ended, per second.", .stat, .requestsPerSecond,
                [served.map { PanelTarget($0, queries.legend("", by: .service)) }],
                playbook: .engineStuck, width: 4, height: 5),
        ]
    }

    /// The error budgets, where the engine carries any.
    private static func budget(_ queries: BoardQueries) -> [Panel?] {
        guard queries.hasObjectives else { return [] }
        let series = queries.burnThresholds(by: "{{slo}}")
        return [
            queries.panel(
                "Error budget left",
                "What is left of each objective's error budget for the period, of the worst "
                    + "service chosen. At 0 % the promise is broken for this period.", .stat,
                .ratio,
                thresholds: PanelThresholds(from: .critical, (1e-6, .warning), (0.25, .healthy)),
                axis: (nil, 1), [PanelTarget(queries.budgetRemaining, "{{slo}}")],
                playbook: .latencyBudgetBurn, noValue: unrecorded, width: 7, height: 5),
            queries.panel(
                "Burn rate, last hour",
                queries.words(
                    "How many times as fast as the period allows the error budget is spent. At 1x "
                        + "it lasts exactly as long as the period.", queries.pageWords,
                    series.isEmpty ? "" : "Each objective turns red by its own factor."),
                .stat, .factor, thresholds: queries.burnThresholds, series: series,
                [PanelTarget(queries.burnRate("1h"), "{{slo}}")],
                playbook: .latencyBudgetBurn, noValue: unrecorded, width: 7, height: 5),
        ]
    }

    private static func feel(_ queries: BoardQueries) -> [Panel?] {
        [
            queries.quantileStat(
                .timeToFirstToken, title: "First token", playbook: .highTimeToFirstToken, width: 6),
            queries.quantileStat(
                .timePerOutputToken, title: "Time per token", playbook: .highTimePerOutputToken,
                width: 6),
            queries.quantileStat(
                .endToEndLatency, title: "Whole answer", playbook: .highEndToEndLatency, width: 6),
            queries.quantileStat(
                .queueTime, title: "Waiting in the queue", playbook: .highQueueTime, width: 6),
        ]
    }

    private static func course(_ queries: BoardQueries) -> [Panel?] {
        budgetCourse(queries) + [
            queries.attainment(
                .timeToFirstToken, title: "First token", playbook: .highTimeToFirstToken, width: 8),
            queries.attainment(
                .endToEndLatency, title: "Whole answer", playbook: .highEndToEndLatency, width: 8),
            tokens(queries, width: 8),
        ]
    }

    /// How the error budgets went, where the engine carries any.
    private static func budgetCourse(_ queries: BoardQueries) -> [Panel?] {
        guard queries.hasObjectives else { return [] }
        return [
            queries.panel(
                "Good events against the objective",
                "The share of good events over 5 minutes, and the share that the objective wants.",
                .timeSeries, .ratio, axis: (nil, 1),
                [
                    PanelTarget(queries.attainment("5m"), "{{slo}}"),
                    PanelTarget(queries.objective, "objective {{slo}}", role: .limit),
                ], playbook: .latencyBudgetBurn, noValue: unrecorded, width: 8),
            queries.panel(
                "Burn rate by window",
                queries.words(
                    "The same budget over a short and a long window: an alert wants both above its "
                        + "factor, so that it is neither a moment nor over.", queries.pageWords),
                .timeSeries, .factor, thresholds: queries.burnThresholds,
                ["5m", "1h"].map {
                    PanelTarget(queries.burnRate($0), "\($0) {{slo}}")
                }, playbook: .latencyBudgetBurn, noValue: unrecorded, width: 8),
            queries.panel(
                "Error budget over time",
                "A slope says how fast it goes, a step is an incident.", .timeSeries, .ratio,
                thresholds: PanelThresholds(from: .critical, (1e-6, .warning), (0.25, .healthy)),
                axis: (nil, 1), [PanelTarget(queries.budgetRemaining, "{{slo}}")],
                playbook: .latencyBudgetBurn, noValue: unrecorded, width: 8),
        ]
    }

    /// Tokens per second, in and out.
    static func tokens(_ queries: BoardQueries, width: Int) -> Panel? {
        queries.panel(
            "Tokens",
            queries.words(
                "Delivered work: tokens generated and prompt tokens processed, per second.",
                queries.meaning(.generationTokens)), .timeSeries, .tokensPerSecond,
            [
                queries.target(.generationTokens, .rate, "generated"),
                queries.target(.promptTokens, .rate, "prompt"),
            ], playbook: .engineStuck, width: width)
    }

    private static func serves(_ queries: BoardQueries) -> [Panel?] {
        [
            CapacityBoard.slotGauge(queries, width: 4, height: 6),
            CapacityBoard.cacheGauge(queries, width: 4, height: 6),
            queries.panel(
                .waiting, .value, .stat, playbook: .requestsWaiting, width: 4, height: 6),
            queries.panel(
                .preemptions, .rate, .stat, playbook: .preemptionStorm, width: 4, height: 6),
            queries.panel(
                .gpuUtilization, .average, .stat, by: .whole,
                detail:
                    "The mean over all GPUs chosen would hide an idle one: this is the busiest.",
                axis: (0, 1), playbook: .gpuThrottling, width: 4, height: 6),
            queries.panel(
                .gpuMemoryUsage, .maximum, .stat, by: .whole, axis: (0, 1), playbook: .gpuMemory,
                width: 4, height: 6),
        ]
    }
}
