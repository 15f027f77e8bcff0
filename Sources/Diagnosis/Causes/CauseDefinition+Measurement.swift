extension CauseDefinition {
    /// Causes in the measurement: the tool accuses itself first.
    static let measurement: [CauseDefinition] = [
        CauseDefinition(
            .saturatedClient, kind: .measurement, title: "the client is saturated",
            meaning: "the measuring client was too slow itself; its times are not the endpoint's",
            weights: [Weight(.clientLate, 11, else: -7), Weight(.serverUnaffected, 0.3)],
            consequences: [
                .gatewayQueue, .proxyBuffering, .bandwidthLimit, .streamStall, .longPromptBlocking,
                .slowConnect, .tokenizerBound, .slowReplica, .bucketPercentile, .noisyNeighbour,
                .adapterThrash, .coldPrefixCache, .slotLimit,
            ],
            firstAction:
                "measure with less load or from another machine, and do not judge this run",
            refutation: "an event loop that was on time"),
        CauseDefinition(
            .staleLimit, kind: .measurement, title: "a declared limit is not the engine's",
            meaning: "a dashboard, rule or manifest has a limit that the live engine does not have",
            weights: [Weight(.declaredLimitWrong, 10, else: -6)],
            firstAction: "derive the limit from the live engine: firstlight limits",
            refutation: "the same number told by the live engine"),
        CauseDefinition(
            .renamedMetric, kind: .measurement, title: "a metric was renamed or removed",
            meaning:
                "dashboards or rules ask for series that the engine no longer has, and stay silent",
            weights: [Weight(.expectedSeriesMissing, 10, else: -6)],
            firstAction:
                "check rules and dashboards against the live page: firstlight lint --prometheus",
            refutation: "the series in the live page"),
        CauseDefinition(
            .bucketPercentile, kind: .measurement, title: "a percentile is bucket arithmetic",
            meaning:
                "a percentile of a histogram says where a bucket's edge is, not how long users wait",
            weights: [
                Weight(.percentileIsBucket, 11, else: -5), Weight(.queueDominates, -1),
                Weight(.runningAtLimit, -1),
            ],
            firstAction:
                "judge by samples, means and bucket bounds, or give the engine finer buckets",
            refutation: "samples that agree with the percentile"),
        CauseDefinition(
            .staleScrape, kind: .measurement, title: "metrics are stale",
            meaning: "the page of metrics does not show what happens: frozen, missing, or too old",
            weights: [
                Weight(.gaugesFrozen, 8, else: -0.7), Weight(.pageFrozen, 8, else: -0.7),
                Weight(.scrapesStale, 7, else: -0.7), Weight(.oneReplicaGone, -4),
                Weight(.unavailable, -4), Weight(.restarted, -4),
            ],
            consequences: [
                .slotLimit, .engineHang, .kvExhaustion, .kvLeak, .orphanedWork, .tokenMiscount,
                .tokenizerBound, .slowReplica, .gatewayQueue,
            ],
            firstAction: "scrape the engine directly before and after a few requests, and compare",
            refutation: "counters and gauges that move with our own requests"),
        CauseDefinition(
            .clockSkew, kind: .measurement, title: "clocks disagree",
            meaning: "the server's clock is not ours; differences between the two mean nothing",
            weights: [Weight(.clockOff, 10, else: -6)],
            firstAction:
                "synchronise the clocks, and widen every window by the difference until then",
            refutation: "a Date header that agrees with the local clock"),
        CauseDefinition(
            .tokenMiscount, kind: .measurement, title: "tokens are miscounted",
            meaning: "reported usage, received chunks and the engine's counter do not agree",
            weights: [
                Weight(.usageDisagrees, 8, else: -1.5),
                Weight(.tokenCountsDisagree, 7.5, else: -1.5),
                Weight(.chunksHoldSeveralTokens, 0.5), Weight(.acceptanceLow, -1),
                Weight(.workWithoutClients, -2), Weight(.pageFrozen, -3), Weight(.restarted, -2),
            ],
            firstAction: "ask for usage in the stream and count tokens, not chunks",
            refutation: "the engine's counter rising by what the answers report"),
    ]
}
