import EngineModel

/// Faults of the measurement: nothing is wrong with the endpoint.
extension CataloguedFault {
    /// The client is the slowest part.
    static let saturatedClient = CataloguedFault(
        "saturated-client",
        summary: "the measuring client does not keep up with its own load",
        shows:
            "all times grow at the client and none at the engine, and the client's event loop is "
            + "late",
        notServable: "the fault is in the measuring client, not in the server"
    ) { scene in
        scene.maybeSeveralReplicas()
        scene.clientLagSeconds = scene.size(0.02, 0.3)
    }

    /// A limit somebody typed.
    static let staleLimit = CataloguedFault(
        "stale-limit",
        summary: "a dashboard divides by a slot limit that the engine no longer has",
        shows: "more runs than the declared limit allows, or the engine's own limit is another",
        notServable: "the fault is in a dashboard, not in the server"
    ) { scene in
        scene.maybeSeveralReplicas(0.15)
        let busy = scene.sessionsEach
        scene.wrongSlots = max(1, Int(busy * scene.size(0.55, 0.15)))
    }

    /// A name that is not there any more.
    static let renamedMetric = CataloguedFault(
        "renamed-metric",
        summary: "dashboards and rules ask for metrics under names that the engine does not have",
        shows: "series that are asked for are missing while the target answers"
    ) { scene in
        scene.maybeSeveralReplicas()
        let release = scene.server.release
        var asked = DeclaredSeries.right(for: release)
        let lost = scene.count(1, 3)
        if scene.draw.chance(0.5) {
            // The dashboard is of another release.
            let isCurrent = asked.contains(DeclaredSeries.cacheUsage(true))
            asked[2] = DeclaredSeries.cacheUsage(!isCurrent)
            if lost > 1 { asked[4] = DeclaredSeries.gaps(!isCurrent) }
            if lost > 2 { asked.append("vllm:request_latency_seconds_bucket") }
        } else {
            // The engine hides or renames.
            let names = [
                "vllm:num_requests_waiting", "vllm:num_preemptions", "vllm:request_success",
            ]
            let renamed = names.prefix(lost).map { ($0, scene.draw.chance(0.5) ? "" : $0 + "_v2") }
            scene.always(.renamedFamilies(Dictionary(uniqueKeysWithValues: renamed)))
        }
        scene.wrongSeries = asked
    }

    /// A number made by a bucket.
    static let bucketPercentile = CataloguedFault(
        "bucket-percentile",
        summary: "a percentile on the dashboard is the arithmetic of one wide bucket",
        shows: "a p95 of E2E near 9.75 s or 14.75 s by the histogram while no request takes longer "
            + "than little above 5 s or 10 s: all of them lie at the bottom of one bucket"
    ) { scene in
        let edge = scene.draw.chance(0.75) ? 5.0 : 10.0
        let target = edge * scene.size(1.25, 1.08)
        scene.load.longShare = 0
        scene.load.cancelShare = 0
        scene.background?.longShare = 0
        // Twice: the length of the answer changes the context that steps read.
        var tokens = 400
        for _ in 0..<3 {
            scene.load.maxTokens = tokens
            scene.server.answers = .untilLimit
            let perToken = scene.answerSeconds / Double(tokens)
            tokens = max(64, Int(target / perToken))
        }
        scene.load.maxTokens = 2 * tokens
        scene.background?.maxTokens = 2 * tokens
        scene.server.answers.stopShare = 1
        scene.server.answers.lengths = .spread(mean: Double(tokens), variation: 0.02)
    }

    /// Old news.
    static let staleScrape = CataloguedFault(
        "stale-scrape",
        summary: "what is scraped is old, stands still or cannot be had",
        shows: "scrapes are missing, or pages or gauges do not move while requests are answered"
    ) { scene in
        let left = scene.size(0.35, 0.85) * scene.durationSeconds
        let start = Duration.seconds(scene.durationSeconds - left)
        switch scene.draw.whole(0...2) {
        case 0: scene.add(FaultRule(elapsed: scene.from(start), faults: [.frozenGauges]))
        case 1: scene.add(FaultRule(elapsed: scene.from(start), faults: [.frozenPage]))
        default:
            let windows = scene.episodes(
                12, lasting: scene.size(10, 40)...scene.size(15, 60), quiet: 10...20)
            for window in windows {
                scene.add(FaultRule(elapsed: window, faults: [.scrapeFails]))
            }
        }
    }

    /// Another time.
    static let clockSkew = CataloguedFault(
        "clock-skew",
        summary: "the server's clock is seconds to minutes off",
        shows: "the `Date` header and times on the pages disagree with the client's clock"
    ) { scene in
        scene.maybeSeveralReplicas()
        let offset = scene.size(4, 300)
        scene.always(.clockSkew(.seconds(scene.draw.chance(0.5) ? offset : -offset)))
    }

    /// Tokens that are counted otherwise.
    static let tokenMiscount = CataloguedFault(
        "token-miscount",
        summary: "the usage that answers report is not what was generated, or is missing",
        shows: "the client's count of tokens and the engine's counter disagree"
    ) { scene in
        scene.maybeSeveralReplicas()
        switch scene.draw.whole(0...2) {
        case 0: scene.always(.usageFactor(scene.size(1.25, 5)))
        case 1: scene.always(.usageFactor(scene.size(0.8, 0.2)))
        default:
            scene.always(.usageFactor(0), .tokensPerEvent(scene.count(2, 5)))
        }
    }
}
