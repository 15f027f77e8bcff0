import Signals

/// How much of what there is is in use: every use beside its live limit.
enum CapacityBoard {
    static let unknownLimit = "limit unknown"

    private static let limitSource =
        "The limit is the live engine's, from `firstlight limits --format openmetrics` or the "
        + "engine's own series, never a typed number: without either there is none, and no line."

    /// The rows.
    static func rows(_ queries: BoardQueries) -> [DashboardRow] {
        [
            DashboardRow("Slots", slots(queries)),
            DashboardRow("KV cache", cache(queries)),
            DashboardRow("Throughput and replicas", throughput(queries)),
        ]
    }

    // MARK: - Slots

    private static func slots(_ queries: BoardQueries) -> [Panel?] {
        [
            queries.panel(
                "Running against slots",
                queries.words(
                    queries.meaning(.running),
                    "Flat at the limit while requests wait and the KV cache has room: the slot limit "
                        + "holds them back.", limitSource), .timeSeries, .requests,
                [
                    queries.target(.running, .value, "running"),
                    queries.limit(.slots, by: .service).map {
                        PanelTarget($0, queries.legend("slots", by: .service), role: .limit)
                    },
                ], playbook: .slotLimitReached, width: 12),
            slotGauge(queries, width: 4, height: 8),
            queries.panel(
                "Waiting",
                queries.words(
                    queries.meaning(.waiting),
                    "A queue that is never empty grows with the next burst; its length alone says "
                        + "little."), .timeSeries, .requests,
                [
                    queries.target(.waiting, .value, "waiting"),
                    queries.target(.waitingForCapacity, .value, "for capacity"),
                    queries.target(.waitingDeferred, .value, "deferred"),
                ], playbook: .requestsWaiting, width: 8),
        ]
    }

    /// Running requests as a share of the slots.
    static func slotGauge(_ queries: BoardQueries, width: Int, height: Int) -> Panel? {
        queries.panel(
            "Slots in use",
            queries.words(
                "Running requests as a share of the slots. Full slots alone are well used ones; with "
                    + "requests waiting they are a limit.", limitSource), .gauge, .ratio,
            thresholds: PanelThresholds(from: .healthy, (0.9, .warning)), axis: (0, 1),
            [
                queries.slotUsage(by: .service).map {
                    PanelTarget($0, queries.legend("", by: .service))
                }
            ], playbook: .slotLimitReached, noValue: unknownLimit, width: width, height: height)
    }

    // MARK: - KV cache

    private static func cache(_ queries: BoardQueries) -> [Panel?] {
        [
            queries.panel(
                .kvCacheUsage, .value, title: "KV-cache usage of 100 %",
                detail: "The axis ends at the limit: 1 is full, whatever its size.", axis: (0, 1),
                playbook: .kvCacheNearlyFull, width: 8),
            queries.panel(
                "KV tokens against capacity",
                queries.words(
                    "Tokens of live requests in the KV cache: each replica's usage of its own "
                        + "capacity, added up.", limitSource), .timeSeries, .tokens,
                [
                    queries.tokensInUse().map {
                        PanelTarget($0, queries.legend("in use", by: .service))
                    },
                    queries.limit(.tokens, by: .service).map {
                        PanelTarget($0, queries.legend("capacity", by: .service), role: .limit)
                    },
                ], playbook: .kvCacheNearlyFull, noValue: unknownLimit, width: 8),
            queries.panel(
                .preemptions, .rate,
                detail: "Flat at zero: memory is not the problem, whatever else is full.",
                playbook: .preemptionStorm, width: 8),
        ]
    }

    /// The fullest replica's KV cache.
    static func cacheGauge(_ queries: BoardQueries, width: Int, height: Int) -> Panel? {
        queries.panel(
            .kvCacheUsage, .value, .gauge, title: "KV cache in use", axis: (0, 1),
            playbook: .kvCacheNearlyFull, width: width, height: height)
    }

    // MARK: - Throughput

    private static func throughput(_ queries: BoardQueries) -> [Panel?] {
        [
            OverviewBoard.tokens(queries, width: 8),
            queries.panel(
                "Requests",
                queries.words(
                    "Requests that ended, and those turned away because the queue was full.",
                    queries.meaning(.requestsFinished)), .timeSeries, .requestsPerSecond,
                [
                    queries.target(.requestsFinished, .rate, "finished")
                        ?? queries.target(.endToEndLatency, .rate, "finished"),
                    queries.target(.admissionRejections, .rate, "rejected"),
                ], playbook: .admissionRejections, width: 8),
            queries.panel(
                "Replicas up",
                "Targets that answered their last scrape, beside all that are known. A replica that "
                    + "is down takes its slots and its KV cache with it.", .timeSeries, .count,
                [
                    PanelTarget("sum by (job) (up{\(queries.targetChoice)})", "up {{job}}"),
                    PanelTarget(
                        "count by (job) (up{\(queries.targetChoice)})", "known {{job}}",
                        role: .limit),
                ], playbook: .engineDown, width: 8),
            queries.panel(
                "Growth of the queue",
                "How many requests a second the queue grows by, as a slope over 10 minutes: above 0 "
                    + "more arrives than is served.", .timeSeries, .requestsPerSecond,
                axis: (nil, nil),
                [
                    queries.growth(of: .waiting, by: .service).map {
                        PanelTarget($0, queries.legend("", by: .service))
                    }
                ], playbook: .requestsWaiting, width: 8),
            queries.panel(
                .admissionRejections, .rate, playbook: .admissionRejections, width: 8),
            queries.panel(.swapped, .value, playbook: .preemptionStorm, width: 8),
        ]
    }
}
