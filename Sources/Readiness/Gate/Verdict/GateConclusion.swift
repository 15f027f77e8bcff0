import Estimates
import Inference
package import Load

/// Draws the verdict from the evidence: pure, so that every combination can be tested.
package struct GateConclusion: Sendable, Equatable {
    /// Everything a verdict depends on beside the probes.
    package struct Circumstances: Sendable {
        /// Identity, function and measurement checks.
        package var checks: [CheckResult] = []
        /// Was firstlight able to measure.
        package var selfCheck = SelfCheck()
        /// Hard objectives whose violation our own lag explains.
        package var excused: [Objective] = []
        /// The signal that interrupted the run.
        package var interruptedBy: Int32?
        /// Why the run ended.
        package var end: ClosedLoop<ContinuousClock>.End = .requestsSpent
        /// Whether the probes were recorded earlier.
        package var isRecorded = false

        /// Creates the circumstances of an undisturbed run.
        package init() {}
    }

    /// The verdict.
    package var verdict: Verdict

    /// What kind of reason it rests on.
    package var verdictClass: VerdictClass?

    /// The reason in a few words.
    package var headline: String

    /// What to do next.
    package var next: [String]

    private init(
        _ verdict: Verdict, _ verdictClass: VerdictClass?, _ headline: String, next: [String] = []
    ) {
        self.verdict = verdict
        self.verdictClass = verdictClass
        self.headline = headline
        self.next = next
    }

    /// Draws the verdict.
    ///
    /// - Parameters:
    ///   - evidence: The evidence of the run, complete.
    ///   - around: Everything else.
    /// - Returns: The verdict with its reason.
    package static func draw(
        from evidence: GateEvidence, _ around: Circumstances
    ) -> GateConclusion {
        if let fatal = evidence.fatal { return unusable(fatal) }
        if let failed = around.checks.first(where: { $0.group == .identity && $0.state == .failed })
        {
            return GateConclusion(.notReady, .configuration, failed.message)
        }
        let violated = evidence.meters.filter {
            $0.severity == .hard && $0.judgement == .violated
        }.map(\.objective)
        let standing =
            evidence.gate.decision == .threshold
            ? violated.filter(\.metric.isServerSide) : violated
        if !standing.isEmpty, around.excused.count < standing.count || around.excused.isEmpty {
            return refused(standing, evidence)
        }
        if !around.excused.isEmpty {
            return GateConclusion(
                .inconclusive, .measurement, "firstlight was too busy to measure this endpoint",
                next: ["run firstlight on a machine with idle processors, or with less concurrency"]
            )
        }
        if let failed = around.checks.first(where: { $0.group == .function && $0.state == .failed })
        {
            return GateConclusion(.notReady, .functional, failed.message)
        }
        if evidence.gate.decision == .threshold { return byThreshold(evidence, around) }
        return bySequence(evidence, around)
    }

    // MARK: - The rules

    private static func bySequence(
        _ evidence: GateEvidence, _ around: Circumstances
    ) -> GateConclusion {
        let hard = evidence.meters.filter { $0.severity == .hard }
        let open = hard.filter { $0.judgement == .undecided }
        if open.isEmpty, evidence.counted >= evidence.gate.minProbes {
            return accepted(evidence)
        }
        if around.interruptedBy != nil {
            return GateConclusion(
                .inconclusive, .interrupted,
                "interrupted after \(evidence.counted) probes, before the evidence decided",
                next: nextForMore(evidence, around))
        }
        let names = open.map(\.objective.description).joined(separator: ", ")
        let headline =
            open.isEmpty
            ? "only \(evidence.counted) of at least \(evidence.gate.minProbes) probes"
            : "\(evidence.counted) probes do not decide \(names)"
        return GateConclusion(
            .inconclusive, .evidence, headline, next: nextForMore(evidence, around))
    }

    private static func byThreshold(
        _ evidence: GateEvidence, _ around: Circumstances
    ) -> GateConclusion {
        let rule = ThresholdRule(
            minProbes: evidence.gate.minProbes, passRate: evidence.gate.passRate)
        let counted = evidence.counted
        guard counted >= rule.minProbes else {
            return GateConclusion(
                .inconclusive, around.interruptedBy == nil ? .evidence : .interrupted,
                "only \(counted) of at least \(rule.minProbes) probes",
                next: ["allow more time or more probes"])
        }
        let failing = evidence.probes.count { !$0.isSuccess && $0.outcomeClass != .excluded }
        let errorLimits = evidence.meters.filter {
            $0.severity == .hard
                && ($0.objective.metric == .errorRate || $0.objective.metric == .successRate)
        }
        for meter in errorLimits {
            let rate = Double(failing) / Double(counted)
            let value = meter.objective.metric == .errorRate ? rate : 1 - rate
            if !meter.objective.isWithin(value) {
                return GateConclusion(
                    .notReady, .failures,
                    "\(failing) of \(counted) requests failed, \(meter.objective) asked for",
                    next: failureAdvice(evidence))
            }
        }
        if rule.passes(successes: evidence.passed, trials: counted) { return accepted(evidence) }
        return GateConclusion(
            .notReady, failing * 2 > counted - evidence.passed ? .failures : .performance,
            "\(evidence.passed) of \(counted) probes passed, "
                + "\(RatioText.exact(rule.passRate)) asked for",
            next: failureAdvice(evidence))
    }

    private static func accepted(_ evidence: GateEvidence) -> GateConclusion {
        let soft = evidence.meters.filter { $0.severity == .soft && $0.judgement == .violated }
        guard !soft.isEmpty else {
            return GateConclusion(
                .ready, nil,
                evidence.gate.decision == .threshold
                    ? "\(evidence.passed) of \(evidence.counted) probes passed"
                    : "every objective is met")
        }
        let names = soft.map(\.objective.description).joined(separator: ", ")
        return GateConclusion(
            .degraded, kind(of: soft.map(\.objective), evidence),
            "the hard objectives are met; \(names) is not")
    }

    private static func refused(
        _ violated: [Objective], _ evidence: GateEvidence
    ) -> GateConclusion {
        let kind = kind(of: violated, evidence)
        let first = violated[0]
        let headline =
            switch kind {
            case .failures:
                "\(evidence.probes.count { !$0.isSuccess && $0.outcomeClass != .excluded }) of "
                    + "\(evidence.counted) requests failed"
            default:
                "\(first.metric.title) is \(first.comparison == .atMost ? "over" : "under") "
                    + "its limit"
            }
        return GateConclusion(.notReady, kind, headline, next: failureAdvice(evidence))
    }

    private static func unusable(_ fatal: ProbeRecord) -> GateConclusion {
        let what = fatal.error ?? fatal.outcome
        let next: String? =
            switch fatal.outcome {
            case "unauthorized", "forbidden":
                "set target.apiKey to ${NAME} in the profile, or the environment variable given "
                    + "with --api-key-env"
            case "model_not_found": "name a model that the endpoint serves: --model NAME"
            case "path_not_found", "redirected":
                "check the URL: firstlight asks for /v1/chat/completions below it"
            case "dns": "check the host name"
            case "connect_refused": "check that the server is running and listening on that port"
            case "connect_timeout", "connect_unreachable": "check the address and the firewall"
            case "tls_certificate": "name the certificate authority: target.caFile in the profile"
            case "tls_hostname": "use the host name that the certificate is for"
            case "tls_handshake": "check whether the port speaks HTTPS"
            case "rejected": "check the workload: prompt length, token limit, parameters"
            default: nil
            }
        return GateConclusion(
            .notReady, fatal.outcomeClass == .unreachable ? .unreachable : .configuration, what,
            next: next.map { [$0] } ?? [])
    }

    // MARK: - Words

    /// A violated objective is a matter of failures when the failed requests alone violate it.
    private static func kind(of violated: [Objective], _ evidence: GateEvidence) -> VerdictClass {
        if violated.allSatisfy(\.metric.isServerSide) { return .capacity }
        if violated.contains(where: { $0.metric == .errorRate || $0.metric == .successRate }) {
            return .failures
        }
        var failing = 0
        var slow = 0
        for probe in evidence.probes where probe.outcomeClass != .excluded {
            if !probe.isSuccess {
                failing += 1
            } else if violated.contains(where: {
                $0.kind == .perRequestShare && $0.finding(on: probe) == .outside
            }) {
                slow += 1
            }
        }
        return failing > slow ? .failures : .performance
    }

    private static func failureAdvice(_ evidence: GateEvidence) -> [String] {
        var waits: [Duration] = []
        for probe in evidence.probes {
            if let wait = probe.retryAfter { waits.append(wait) }
        }
        guard let longest = waits.max() else { return [] }
        return [
            "the endpoint limits the rate: wait \(DurationText.rounded(longest)) or raise the limit"
        ]
    }

    private static func nextForMore(
        _ evidence: GateEvidence, _ around: Circumstances
    ) -> [String] {
        guard let further = evidence.furtherCleanProbes else { return [] }
        let total = evidence.probes.count + further
        if around.isRecorded {
            return ["record at least \(further) more probes: \(total) clean ones in all decide"]
        }
        guard further > 0 else {
            return ["the endpoint's metrics must be readable to judge its server-side objectives"]
        }
        let flag = around.end == .timeSpent ? "--max-duration" : "--max-probes \(total)"
        return [
            "\(further) more clean probes would decide: allow them with \(flag)"
                + (around.end == .timeSpent ? " (and at least \(total) probes)" : "")
        ]
    }
}

extension ObjectiveMetric {
    /// The metric's name at the beginning of a sentence.
    var title: String {
        switch self {
        case .ttft: "TTFT"
        case .ttfb: "time to first byte"
        case .ttfc: "time to first chunk"
        case .connect: "connection time"
        case .e2e: "end-to-end latency"
        case .itl: "inter-token latency"
        case .tpot: "time per output token"
        case .throughput: "throughput"
        case .errorRate: "the error rate"
        case .successRate: "the success rate"
        case .kvCache: "KV-cache usage"
        case .waiting: "the number of waiting requests"
        case .running: "the number of running requests"
        case .preemptions: "the number of preemptions"
        }
    }
}
