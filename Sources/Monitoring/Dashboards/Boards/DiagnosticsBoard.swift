import Signals

/// What explains the rest: caches, finish reasons, lengths, and whether the numbers themselves can
/// be trusted.
enum DiagnosticsBoard {
    /// The rows.
    static func rows(_ queries: BoardQueries) -> [DashboardRow] {
        [
            DashboardRow("How requests end", ends(queries)),
            DashboardRow("Caches and drafts", caches(queries)),
            DashboardRow("Lengths", lengths(queries)),
            DashboardRow("The numbers themselves", health(queries)),
        ]
    }

    private static func ends(_ queries: BoardQueries) -> [Panel?] {
        let shares =
            [("cut at the length limit", "length")]
            + (queries.subject.countsAborts ? [("aborted", "abort")] : [])
        return [
            queries.panel(
                "Finish reasons",
                queries.words(
                    "Requests that ended, by reason, stacked.", queries.meaning(.requestsFinished)),
                .stackedSeries, .requestsPerSecond,
                [queries.breakdown(of: .requestsFinished)], playbook: .highErrorRate, width: 8),
            queries.panel(
                "Truncated and aborted",
                "The share of requests that hit their token limit, and of those whose client went "
                    + "away. A jump of the first is a change of prompts or limits, of the second "
                    + "users who do not wait.", .timeSeries, .ratio,
                axis: (0, 1),
                shares.map { title, reason in
                    queries.finishShare(reason, by: .service).map {
                        PanelTarget($0, queries.legend(title, by: .service))
                    }
                }, playbook: .highEndToEndLatency, width: 8),
            queries.panel(
                "Failed requests",
                queries.words("Failures per second.", queries.meaning(.errors)), .timeSeries,
                .requestsPerSecond, thresholds: PanelThresholds(from: .healthy, (1e-6, .warning)),
                [queries.breakdown(of: .errors) ?? queries.target(.errors, .rate)],
                playbook: .highErrorRate, width: 8),
        ]
    }

    private static func caches(_ queries: BoardQueries) -> [Panel?] {
        [
            queries.panel(
                .prefixCacheHitRate, .value, axis: (0, 1), playbook: .highTimeToFirstToken,
                width: 8),
            queries.panel(
                "Prefix cache, looked up and found",
                queries.words(
                    queries.meaning(.prefixCacheQueries),
                    "The rate of hits says how much computing was saved."), .timeSeries,
                .tokensPerSecond,
                [
                    queries.target(.prefixCacheQueries, .rate, "looked up"),
                    queries.target(.prefixCacheHits, .rate, "found"),
                ], playbook: .highTimeToFirstToken, width: 8),
            queries.panel(
                .speculativeAcceptance, .value, axis: (0, 1), playbook: .lowSpeculativeAcceptance,
                width: 8),
            queries.panel(
                .loraSlotUsage, .value, axis: (0, 1), playbook: .requestsWaiting, width: 8),
        ]
    }

    private static func lengths(_ queries: BoardQueries) -> [Panel?] {
        let mean = queries.panel(
            "Mean lengths",
            "Tokens of a request: longer prompts cost prefill and KV cache, longer answers cost "
                + "time. A change of traffic shows here before it is blamed on the engine.",
            .timeSeries, .tokens,
            [
                queries.target(.promptLength, .mean, "prompt"),
                queries.target(.generationLength, .mean, "answer"),
            ], playbook: .highEndToEndLatency, width: 8)
        return [
            mean,
            queries.heatmap(
                .promptLength, title: "Prompt length, by bucket", unit: .tokens,
                playbook: .highTimeToFirstToken, width: 8),
            queries.heatmap(
                .generationLength, title: "Answer length, by bucket", unit: .tokens,
                playbook: .highEndToEndLatency, width: 8),
        ]
    }

    // MARK: - Health of the metrics

    private static func health(_ queries: BoardQueries) -> [Panel?] {
        let anchor = queries.anchor
        return [
            queries.panel(
                "Age of the last scrape",
                "Seconds since the engine's series were last written: every other panel is at least "
                    + "that old. After 5 minutes Prometheus forgets them.", .timeSeries, .seconds,
                thresholds: PanelThresholds(from: .healthy, (60, .warning), (300, .critical)),
                [
                    anchor.map {
                        PanelTarget("time() - max by (instance) (timestamp(\($0)))", "{{instance}}")
                    }
                ], playbook: .metricsAbsent, width: 6),
            queries.panel(
                "Duration of scrapes",
                "How long the engine takes to answer a scrape; a slow answer is a busy process.",
                .timeSeries, .seconds,
                [
                    PanelTarget(
                        "max by (instance) (scrape_duration_seconds{\(queries.targetChoice)})",
                        "{{instance}}")
                ], playbook: .metricsAbsent, width: 6),
            queries.panel(
                "Samples per scrape",
                "A step down is a metric that went away, often after an upgrade.", .timeSeries,
                .count,
                [
                    PanelTarget(
                        "min by (instance) "
                            + "(scrape_samples_post_metric_relabeling{\(queries.targetChoice)})",
                        "{{instance}}")
                ], playbook: .metricsAbsent, width: 6),
            untold(queries),
        ]
    }

    /// The signals that no panel can show for this engine.
    private static func untold(_ queries: BoardQueries) -> Panel {
        let missing = Signal.allCases.filter { !queries.tells($0) }
        let list =
            missing.isEmpty
            ? "Nothing: every signal of the catalogue is told."
            : missing.map { "* \($0.definition.title)" }.joined(separator: "\n")
        return Panel(
            "What \(queries.subject.title) does not tell",
            detail: "Signals without a series, whose panels are therefore missing on the boards.",
            .text(list), .count, axis: (nil, nil), targets: [], playbook: .metricsAbsent, width: 6)
    }
}
