import Signals

/// Every replica beside the others: which one is different.
enum ReplicaBoard {
    /// The rows.
    static func rows(_ queries: BoardQueries) -> [DashboardRow] {
        [
            DashboardRow("All replicas", [table(queries), skew(queries)]),
            DashboardRow("Users, by replica", users(queries)),
            DashboardRow("Load, by replica", load(queries)),
            DashboardRow("Availability", [availability(queries)]),
        ]
    }

    private static func table(_ queries: BoardQueries) -> Panel? {
        func column(
            _ title: String, _ signal: Signal, _ statistic: SignalStatistic, _ unit: PanelUnit
        ) -> PanelTarget? {
            queries.ask(signal, statistic, by: .replica).map {
                PanelTarget(
                    $0, title, unit: unit, thresholds: queries.thresholds(signal, statistic))
            }
        }
        return queries.panel(
            "Now",
            "The latest values of each replica; a mean is exact, and comparable between replicas "
                + "whatever the buckets.", .table(rowsBy: queries.subject.labels.replica),
            .count, axis: (nil, nil),
            [
                column("first token, mean", .timeToFirstToken, .mean, .seconds),
                column("whole answer, mean", .endToEndLatency, .mean, .seconds),
                column("queue, mean", .queueTime, .mean, .seconds),
                column("running", .running, .value, .requests),
                column("waiting", .waiting, .value, .requests),
                column("KV cache", .kvCacheUsage, .value, .ratio),
                column("preemptions", .preemptions, .rate, .eventsPerSecond),
                column("generated", .generationTokens, .rate, .tokensPerSecond),
            ], playbook: .replicaSkew, width: 16)
    }

    private static func skew(_ queries: BoardQueries) -> Panel? {
        let signals: [(String, Signal, SignalStatistic)] = [
            ("running", .running, .value), ("first token, mean", .timeToFirstToken, .mean),
            ("whole answer, mean", .endToEndLatency, .mean),
            ("generated", .generationTokens, .rate),
        ]
        return queries.panel(
            "Skew",
            "How many times as large as the mean of all replicas the largest value is: 1 is even. A load "
                + "balancer that favours one, or one that is slower, shows here first.",
            .timeSeries, .factor,
            thresholds: PanelThresholds(from: .healthy, (1.5, .warning), (2, .critical)),
            axis: (1, nil),
            signals.map { title, signal, statistic in
                queries.skew(signal, statistic).map {
                    PanelTarget($0, queries.legend(title, by: .service))
                }
            }, playbook: .replicaSkew, width: 8)
    }

    private static func users(_ queries: BoardQueries) -> [Panel?] {
        let means: [(Signal, String)] = [
            (.timeToFirstToken, "First token, mean"),
            (.timePerOutputToken, "Time per output token, mean"),
            (.endToEndLatency, "Whole answer, mean"),
        ]
        return means.map { signal, title in
            queries.panel(
                signal, .mean, by: .replica, title: title,
                detail: "Means compare replicas exactly, where quantiles compare buckets.",
                playbook: signal.definition.alert ?? .replicaSkew, width: 8)
        }
    }

    private static func load(_ queries: BoardQueries) -> [Panel?] {
        [
            queries.panel(
                "Running and slots",
                "Running requests of each replica beside its own slots.", .timeSeries, .requests,
                [
                    queries.target(.running, .value, by: .replica, "running"),
                    queries.limit(.slots, by: .replica).map {
                        PanelTarget($0, queries.legend("slots", by: .replica), role: .limit)
                    },
                ], playbook: .slotLimitReached, width: 8),
            queries.panel(.waiting, .value, by: .replica, playbook: .requestsWaiting, width: 8),
            queries.panel(
                .kvCacheUsage, .value, by: .replica, axis: (0, 1), playbook: .kvCacheNearlyFull,
                width: 8),
            queries.panel(
                .preemptions, .rate, by: .replica, playbook: .preemptionStorm, width: 8),
            queries.panel(
                .generationTokens, .rate, by: .replica, title: "Generated tokens",
                playbook: .engineStuck, width: 8),
            queries.panel(
                .requestsFinished, .rate, by: .replica, title: "Finished requests",
                playbook: .replicaSkew, width: 8),
        ]
    }

    private static func availability(_ queries: BoardQueries) -> Panel? {
        queries.panel(
            "Scrapes answered",
            "Whether each target answered its scrapes; a gap is a target nobody knew.",
            .stateTimeline(one: "up", zero: "down"), .count,
            thresholds: PanelThresholds(from: .critical, (1, .healthy)), axis: (0, 1),
            [
                PanelTarget(
                    "max by (instance) (up{\(queries.targetChoice)})", "{{instance}}")
            ], playbook: .engineDown, width: 24, height: 6)
    }
}
