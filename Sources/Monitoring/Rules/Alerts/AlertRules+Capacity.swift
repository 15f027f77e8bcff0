import Signals

extension AlertRules {
    /// Alerts on room and queues.
    var capacity: [AlertRule] { queueing + cacheFull + preempting + plateau + swapping }

    /// What waits for room, as far as the engine tells it apart.
    private var waitingSignal: Signal? {
        [.waitingForCapacity, .waiting].first { tells($0, .value) }
    }

    private var queueing: [AlertRule] {
        guard let signal = waitingSignal else { return [] }
        let queue = RecordedSeries.level(signal).name
        let limit = AlertLimits(.waiting, for: subject)
        let length = limit?.critical?.value ?? limit?.warning?.value ?? 0
        let lasting = "min_over_time(\(queue)[5m]) > \(PromQLNumber.text(length))"
        let warning = rule(
            .requestsWaiting, .warning, [lasting], for: "5m",
            "requests to \(whom) wait all the time",
            "At least \(AlertTemplate.value()) requests have waited at every scrape of the last "
                + "5 minutes.",
            comment: "What is never empty grows with the next burst; a length says nothing, for "
                + "fleets differ in size.")
        // Triton's running requests include those that wait.
        guard tells(.running, .value), subject.engine != .triton else { return [warning] }
        let growth = RecordedSeries.growth(.waiting).name
        return [
            rule(
                .requestsWaiting, .critical,
                [
                    "min_over_time(\(queue)[5m]) > \(RecordedSeries.level(.running).name)",
                    "and \(growth) > 0",
                ], for: "5m",
                "the queue of \(whom) runs away",
                "\(AlertTemplate.value()) requests wait, more than are running, and their number "
                    + "grows."), warning,
        ]
    }

    /// What shows that a full cache hurts.
    private var sufferingSigns: [String] {
        var signs: [String] = []
        if tells(.preemptions, .rate) { signs.append("\(each(.rate(.preemptions))) > 0") }
        if let signal = waitingSignal { signs.append("\(each(.level(signal))) > 0") }
        return signs
    }

    /// That a tier is left out, and why.
    var cacheNotes: [GenerationNote] {
        guard tells(.kvCacheUsage, .value), sufferingSigns.isEmpty else { return [] }
        return [
            GenerationNote(
                AlertID.kvCacheNearlyFull.rawValue,
                "no critical alert: \(subject.title) tells neither preemptions nor waiting "
                    + "requests, and a full cache that serves everybody is well used")
        ]
    }

    private var cacheFull: [AlertRule] {
        guard tells(.kvCacheUsage, .value), let limits = AlertLimits(.kvCacheUsage, for: subject)
        else { return [] }
        let usage = each(.level(.kvCacheUsage))
        let signs = sufferingSigns
        var rules: [AlertRule] = []
        if let critical = limits.critical?.value, !signs.isEmpty {
            rules.append(
                rule(
                    .kvCacheNearlyFull, .critical,
                    [
                        "\(usage) > \(PromQLNumber.text(critical))",
                        "and (\(signs.joined(separator: " or ")))",
                    ], for: "2m",
                    "the KV cache of \(replica) is full and requests suffer",
                    "\(AlertTemplate.value(.percentage)) of it is taken by live requests, and "
                        + "requests are preempted or wait.", result: subject.labels.perReplica,
                    comment:
                        "Usage alone never pages: a full cache that serves everybody is well used."
                ))
        }
        if let warning = limits.warning?.value {
            rules.append(
                rule(
                    .kvCacheNearlyFull, .warning, ["\(usage) > \(PromQLNumber.text(warning))"],
                    for: "5m", "the KV cache of \(replica) fills up",
                    "\(AlertTemplate.value(.percentage)) of it is taken by live requests.",
                    result: subject.labels.perReplica))
        }
        return rules
    }

    private var preempting: [AlertRule] {
        guard tells(.preemptions, .rate), let limits = AlertLimits(.preemptions, for: subject)
        else { return [] }
        return [(AlertTier.critical, limits.critical, "2m"), (.warning, limits.warning, "5m")]
            .compactMap { tier, limit, pending in
                guard let limit, limit.statistic == .rate else { return nil }
                return rule(
                    .preemptionStorm, tier,
                    [
                        "\(RecordedSeries.rate(.preemptions).name) > "
                            + PromQLNumber.text(limit.value)
                    ], for: pending,
                    "\(whom) preempts requests",
                    "\(AlertTemplate.value(.rate)) requests per second lose their KV cache and are "
                        + "computed again.")
            }
    }

    /// Running stands at one number while others wait although the cache has room: the limit of
    /// slots, which most engines export nowhere.
    ///
    /// The median stands, not every value: engines tell what runs at the end of a step, when answers that ended in it have left
    /// and nobody has taken their slots yet. With 16 slots and 128 tokens an answer that is one step in eight.
    private var plateau: [AlertRule] {
        guard tells(.running, .value), tells(.waiting, .value) else { return [] }
        let running = each(.level(.running))
        let top = "max_over_time(\(running)[10m])"
        let median = "quantile_over_time(0.5, \(running)[10m])"
        var lines =
            tells(.slotLimit, .value)
            ? ["\(median) >= \(each(.level(.slotLimit)))"]
            : ["\(top) == \(median)", "and \(top) > 0"]
        lines.append("and min_over_time(\(each(.level(.waiting)))[10m]) > 0")
        if tells(.kvCacheUsage, .value) {
            lines.append("and max_over_time(\(each(.level(.kvCacheUsage)))[10m]) < 0.8")
        }
        if tells(.preemptions, .rate) {
            lines.append("and max_over_time(\(each(.rate(.preemptions)))[10m]) == 0")
        }
        return [
            rule(
                .slotLimitReached, .warning, lines, for: "5m",
                "all slots of \(replica) are taken",
                "\(AlertTemplate.value()) requests run and never more, others wait, and nothing "
                    + "else is short: the limit of requests at once is too low.",
                result: subject.labels.perReplica)
        ]
    }

    private var swapping: [AlertRule] {
        guard tells(.swapped, .value) else { return [] }
        return [
            rule(
                .swapping, .warning, ["max_over_time(\(each(.level(.swapped)))[2m]) > 0"],
                for: "1m", "\(replica) swaps KV cache to main memory",
                "\(AlertTemplate.value()) requests wait for their KV cache to come back.",
                result: subject.labels.perReplica,
                comment: "Only vLLM's first engine swaps; its present one preempts instead.")
        ]
    }
}
