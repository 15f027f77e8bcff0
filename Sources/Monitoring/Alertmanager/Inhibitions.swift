import Signals

/// The inhibitions for a subject's alerts; each is proven to match before it is written.
package struct Inhibitions: Sendable {
    /// What causes what.
    struct Cause: Sendable {
        let source: AlertID
        let tier: AlertTier
        let targets: [AlertID]
        /// The tiers of the targets that are muted.
        let tiers: [AlertTier]
        let reason: String
    }

    /// Tickets about consequences are muted.
    ///
    /// A page about what users feel never is: they feel it whatever the cause is.
    static let causes: [Cause] = [
        Cause(
            source: .engineDown, tier: .critical,
            targets: [
                .requestsWaiting, .highQueueTime, .kvCacheNearlyFull, .slotLimitReached,
                .engineStuck, .metricsAbsent, .bucketBoundMissing, .throughputDrop,
                .lowTokenThroughput, .replicaSkew, .prefixHitCollapse,
            ],
            tiers: AlertTier.allCases,
            reason: "With no engine left nothing else can be told about it"),
        Cause(
            source: .engineDown, tier: .warning,
            targets: [.metricsAbsent, .replicaSkew], tiers: [.warning, .info],
            reason: "A replica that is down has no metrics, and the others carry its load"),
        Cause(
            source: .engineStuck, tier: .critical,
            targets: [
                .requestsWaiting, .highQueueTime, .slotLimitReached, .kvCacheNearlyFull,
                .throughputDrop, .lowTokenThroughput, .highTimeToFirstToken, .replicaSkew,
            ],
            tiers: [.warning, .info],
            reason: "An engine that stands still lets requests wait and makes no tokens"),
        Cause(
            source: .kvCacheNearlyFull, tier: .critical,
            targets: [.requestsWaiting, .highQueueTime], tiers: AlertTier.allCases,
            reason: "Requests wait because the KV cache is full"),
        Cause(
            source: .kvCacheNearlyFull, tier: .critical,
            // Not the limit of slots: that alert is silent unless the cache has room.
            targets: [
                .highTimeToFirstToken, .preemptionStorm, .swapping, .highInterTokenLatency,
                .highTimePerOutputToken,
            ],
            tiers: [.warning, .info],
            reason: "A full KV cache delays first tokens and preempts requests"),
        Cause(
            source: .preemptionStorm, tier: .critical,
            targets: [
                .highInterTokenLatency, .highTimePerOutputToken, .highEndToEndLatency,
                .requestsWaiting, .highQueueTime, .lowTokenThroughput,
            ],
            tiers: [.warning, .info],
            reason: "Preempted requests start over, which all latencies show"),
        Cause(
            source: .slotLimitReached, tier: .warning,
            targets: [.requestsWaiting, .highQueueTime], tiers: [.warning, .info],
            reason: "Requests wait because all slots are taken"),
        Cause(
            source: .latencyBudgetBurn, tier: .critical,
            targets: [
                .highTimeToFirstToken, .highInterTokenLatency, .highTimePerOutputToken,
                .highEndToEndLatency,
            ],
            tiers: [.warning, .info],
            reason: "The page about the budget says the same"),
        Cause(
            source: .availabilityBudgetBurn, tier: .critical,
            targets: [.highErrorRate], tiers: [.warning, .info],
            reason: "The page about the budget says the same"),
    ]

    /// Labels that are different on alerts about the same thing.
    private static let ignored: Set<String> = [
        "alertname", "severity", "long_window", "short_window",
    ]

    /// The inhibitions that match.
    package let all: [Inhibition]

    /// Makes the inhibitions for alerts.
    ///
    /// - Parameters:
    ///   - rules: All alerts that reach Alertmanager.
    ///   - labels: The labels of the engine's series.
    package init(among rules: [AlertRule], labels: SubjectLabels) {
        let candidates =
            Self.ofSameAlert(rules, labels)
            + Self.causes.flatMap { Self.of($0, rules, labels) }
        all = candidates.filter { InhibitionProof($0, among: rules).holds }
    }

    // MARK: - Tiers of one alert

    /// Critical mutes warning and info of the same alert.
    ///
    /// The alerts whose tiers have the same labels share one rule; the others get one each, with
    /// the labels that both tiers have.
    private static func ofSameAlert(
        _ rules: [AlertRule], _ labels: SubjectLabels
    ) -> [Inhibition] {
        let target: [AlertTier] = [.warning, .info]
        var groups: [[String]: [AlertID]] = [:]
        for alert in AlertID.allCases {
            let sources = rules.filter { $0.alert == alert && $0.tier == .critical }
            let targets = rules.filter { $0.alert == alert && target.contains($0.tier) }
            guard !sources.isEmpty, !targets.isEmpty else { continue }
            groups[shared(sources, targets), default: []].append(alert)
        }
        return groups.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { equal, alerts in
            Inhibition(
                source: .init(alerts, [.critical]), target: .init(alerts, target),
                equal: ["alertname"] + equal,
                reason: "A page mutes the tickets of the same alert")
        }
    }

    // MARK: - Causes

    private static func of(
        _ cause: Cause, _ rules: [AlertRule], _ labels: SubjectLabels
    ) -> [Inhibition] {
        let sources = rules.filter { $0.alert == cause.source && $0.tier == cause.tier }
        guard !sources.isEmpty else { return [] }
        var groups: [[String]: [AlertRule]] = [:]
        for alert in cause.targets {
            let targets = rules.filter { $0.alert == alert && cause.tiers.contains($0.tier) }
            guard !targets.isEmpty else { continue }
            let known = Set(labels.perReplica)
            let equal = shared(sources, targets).filter(known.contains)
            if !equal.isEmpty { groups[equal, default: []] += targets }
        }
        return groups.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { equal, targets in
            let alerts = Set(targets.map(\.alert))
            let tiers = Set(targets.map(\.tier))
            return Inhibition(
                source: .init([cause.source], [cause.tier]),
                target: .init(
                    AlertID.allCases.filter(alerts.contains),
                    AlertTier.allCases.filter(tiers.contains)),
                equal: equal, reason: cause.reason)
        }
    }

    /// The labels that all rules of both sides have, in the order of the alphabet.
    private static func shared(_ sources: [AlertRule], _ targets: [AlertRule]) -> [String] {
        let sets = (sources + targets).map { Set(AlertLabels($0).names) }
        guard let first = sets.first else { return [] }
        return sets.dropFirst().reduce(first) { $0.intersection($1) }
            .subtracting(ignored).sorted()
    }
}
