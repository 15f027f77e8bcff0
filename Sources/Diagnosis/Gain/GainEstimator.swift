import Estimates
import Inference
import Load
import Signals

/// What a fix is expected to bring, from closed forms and what was observed.
struct GainEstimator {
    let evidence: Evidence
    private let findings: [Clue: ClueFinding]

    init(_ evidence: Evidence, _ findings: [ClueFinding]) {
        self.evidence = evidence
        self.findings = Dictionary(findings.map { ($0.clue, $0) }) { first, _ in first }
    }

    /// The expected gain of fixing a cause; nil when nothing can be said.
    func gain(for cause: Cause) -> ExpectedGain? {
        switch cause {
        case .slotLimit: SlotLimitGain(ObservedService(evidence)).gain
        case .kvExhaustion: cacheGain(ObservedService(evidence))
        case .proxyBuffering: bufferingGain(ObservedService(evidence))
        case .gpuThrottling: clockGain(ObservedService(evidence))
        case .slowConnect: connectGain(ObservedService(evidence))
        case .coldPrefixCache: prefixGain(ObservedService(evidence))
        default: nil
        }
    }

    // MARK: - Estimates

    /// A figure as it was counted.
    static func counted(_ value: Double, count: Int = 1) -> Estimate {
        .exact(value, count: count, provenance: .serverCounter)
    }

    /// A prediction between two ends.
    static func predicted(_ point: Double, _ one: Double, _ other: Double) -> Estimate {
        let lower = min(one, other, point)
        let upper = max(one, other, point)
        return Estimate(
            point: point, lower: lower, upper: upper, count: 1, confidence: 0.95,
            provenance: .prediction, method: .modelError)
    }

    // MARK: - KV cache

    /// Slots that fit the cache: tokens it holds over the mean context, which is half written on average but has to fit at its end.
    private func cacheGain(_ service: ObservedService) -> ExpectedGain? {
        guard let tokens = service.cacheTokens, let prompt = service.promptTokens,
            let answer = service.answerTokens, let story = service.story,
            let count = story.increase(.preemptions), count > 0
        else { return nil }
        let replicas = Double(max(story.engines.count, 1))
        let slots = max(1, (tokens / replicas / (prompt + answer)).rounded(.down))
        var changes = [
            ExpectedGain.Change(
                "preemptions", before: Self.counted(count),
                after: Self.predicted(0, 0, 0.1 * count),
                unit: "")
        ]
        if let speed = service.tokensPerSecond, let prefill = service.mean(.prefillTime),
            let seconds = service.seconds, prompt > 0
        {
            // Each preemption computes its prompt and half an answer again; the batch waits for it.
            let lost = count * prefill / prompt * (prompt + answer / 2)
            let share = min(lost / replicas / seconds, 0.5)
            changes.append(
                ExpectedGain.Change(
                    "generation", before: Self.counted(speed),
                    after: Self.predicted(
                        speed * (1 + share / 2), speed * (1 - 0.05), speed / (1 - share)),
                    unit: "tok/s"))
        }
        return ExpectedGain(
            action: "\(service.slotFlag) \(ServerWords.number(slots))", changes: changes,
            basis: "\(ServerWords.number(slots)) requests of "
                + "\(ServerWords.number(prompt + answer)) tokens fit into "
                + "\(ServerWords.number(tokens / replicas)) tokens of KV cache; what recomputing "
                + "took comes back at most")
    }

    // MARK: - Path

    /// Without buffering the first token comes when the engine has it.
    private func bufferingGain(_ service: ObservedService) -> ExpectedGain? {
        let times = service.firstTokens.filter(\.isFinite)
        guard times.count >= 5, let server = service.mean(.timeToFirstToken) else { return nil }
        let before = Sample.mean(times)
        let way = Sample.median(
            (service.client?.beacons ?? []).filter { $0.status != nil && !$0.isFresh }
                .map(\.duration.seconds))
        let path = way.isFinite ? way : 0.02
        guard before > server + path else { return nil }
        return ExpectedGain(
            action: "proxy_buffering off; proxy_http_version 1.1; X-Accel-Buffering: no",
            changes: [
                ExpectedGain.Change(
                    "TTFT mean", before: .exact(before, count: times.count),
                    after: Self.predicted(server + path, server, server + 3 * path), unit: "s")
            ],
            basis: "the engine's own mean TTFT and the time a cheap request takes on the way")
    }

    /// A kept connection pays for name, handshake and TLS once.
    private func connectGain(_ service: ObservedService) -> ExpectedGain? {
        let fresh = (service.client?.probes ?? []).filter {
            $0.reusedConnection == false && $0.timeToFirstToken != nil
        }
        let pairs = fresh.compactMap { record -> (first: Double, connect: Double)? in
            guard let first = record.timeToFirstToken?.seconds else { return nil }
            let parts = [record.resolve, record.connect, record.secure].compactMap { $0?.seconds }
            return parts.isEmpty ? nil : (first, parts.reduce(0, +))
        }
        guard pairs.count >= 6 else { return nil }
        let without = pairs.map { $0.first - $0.connect }
        let after = MedianComparison.percentile(without)
        return ExpectedGain(
            action: "keep connections open, or repair the resolver, TCP or TLS",
            changes: [
                ExpectedGain.Change(
                    "TTFT p50 of new connections",
                    before: MedianComparison.percentile(pairs.map(\.first)),
                    after: Self.predicted(after.point, after.lower, after.upper), unit: "s")
            ],
            basis: "the same requests without the time their connections took")
    }

    // MARK: - Card

    /// A step takes as long as the clock is slow, or less where memory bounds it.
    private func clockGain(_ service: ObservedService) -> ExpectedGain? {
        guard let gap = service.gap, let finding = findings[.clockFell], finding.state == .holds,
            let clock = finding.figures.first(where: { $0.name == "card clock" })?.estimate,
            clock.upper > clock.point, clock.lower > 0
        else { return nil }
        let ratio = clock.point / clock.upper
        return ExpectedGain(
            action: "restore cooling or the power limit",
            changes: [
                ExpectedGain.Change(
                    "gap between tokens, mean", before: Self.counted(gap),
                    after: Self.predicted(gap * ratio, gap * clock.lower / clock.upper, gap),
                    unit: "s")
            ],
            basis: "gap times clock is constant where computing bounds a step, and less is gained "
                + "where memory does")
    }

    // MARK: - Prefix cache

    /// What was found before need not be computed again.
    private func prefixGain(_ service: ObservedService) -> ExpectedGain? {
        guard let first = service.mean(.timeToFirstToken), let prefill = service.mean(.prefillTime),
            let story = service.story
        else { return nil }
        let clues = ServerClues(evidence, story: story)
        let before = story.engines.compactMap {
            clues.fall(of: $0.shares(.prefixCacheHitRate))?.before
        }
        let healthy =
            (evidence.baseline?.server).map { ServerStory($0) }?.engines
            .flatMap { $0.shares(.prefixCacheHitRate) }.map(\.value) ?? []
        guard let share = before.max() ?? (healthy.isEmpty ? nil : Sample.mean(healthy)) else {
            return nil
        }
        return ExpectedGain(
            action: "make prompts begin alike again, or route by prefix",
            changes: [
                ExpectedGain.Change(
                    "TTFT mean", before: Self.counted(first),
                    after: Self.predicted(
                        first - 0.75 * share * prefill, first - share * prefill,
                        first - 0.3 * share * prefill), unit: "s")
            ],
            basis: "\(ServerWords.percent(share)) of the prompts were found before; prefill takes "
                + "\(ServerWords.seconds(prefill)) and has a part that no cache saves")
    }
}
