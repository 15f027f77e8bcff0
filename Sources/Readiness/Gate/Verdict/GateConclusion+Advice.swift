import Inference
import Load

/// What to do about a verdict, in sentences.
extension GateConclusion {
    /// The verdict when nothing can ever work as configured.
    static func unusable(_ fatal: ProbeRecord) -> GateConclusion {
        let what = fatal.error ?? fatal.outcome
        let next: String? =
            switch fatal.outcome {
            case "unauthorized", "forbidden":
                "set target.apiKey to ${NAME} in the profile, or name the environment variable "
                    + "with \(flag(.apiKeyVariable))"
            case "model_not_found":
                "name a model that the endpoint serves: \(flag(.model)) NAME"
            case "path_not_found", "redirected":
                "check the URL: the API's path, such as /v1/chat/completions, is put below it"
            case "dns": "check the host name"
            case "connect_refused": "check that the server is running and listening on that port"
            case "connect_timeout", "connect_unreachable": "check the address and the firewall"
            case "tls_certificate":
                "name the certificate authority: \(flag(.caFile)) FILE, or target.caFile in the "
                    + "profile"
            case "tls_hostname": "use the host name that the certificate is for"
            case "tls_handshake": "check whether the port speaks HTTPS"
            case "rejected": "check the workload: prompt length, token limit, parameters"
            default: nil
            }
        return GateConclusion(
            .notReady, fatal.outcomeClass == .unreachable ? .unreachable : .configuration, what,
            next: next.map { [$0] } ?? [])
    }

    /// What the endpoint itself asks for.
    static func failureAdvice(_ evidence: GateEvidence) -> [String] {
        guard let longest = evidence.probes.compactMap(\.retryAfter).max() else { return [] }
        return [
            "the endpoint limits the rate: wait \(DurationText.rounded(longest)) or raise the limit"
        ]
    }

    /// What would decide, one sentence for each thing that is missing.
    ///
    /// - Parameters:
    ///   - open: Hard objectives that are undecided.
    ///   - evidence: The evidence.
    ///   - around: The circumstances.
    /// - Returns: Sentences; empty when nothing would.
    static func nextForMore(
        _ open: [Objective], _ evidence: GateEvidence, _ around: Circumstances
    ) -> [String] {
        var steps: [String] = []
        for meter in evidence.meters where meter.severity == .hard {
            let objective = meter.objective
            guard open.contains(objective) else { continue }
            if meter.isServerSide {
                if let step = serverStep(meter, around) { steps.append(step) }
            } else if meter.isBlind {
                steps.append(
                    "\(objective) cannot be judged: no answer has this value"
                        + (objective.metric == .connect
                            ? "; target.keepAlive: false opens a connection for every request" : "")
                )
            } else if meter.isContradicted {
                steps.append(
                    "\(objective) was met and later probes contradict it: the endpoint changes, so "
                        + (around.isRecorded ? "record a run of one state" : "gate it again"))
            } else if objective.requiredShare == 1, evidence.gate.decision == .sequential {
                steps.append(
                    "\(objective) can be refuted but never shown: allow a share above 0 %")
            }
        }
        if let further = evidence.furtherCleanProbes, further > 0 {
            steps.append(moreProbes(further, evidence, around))
        }
        return steps
    }

    /// What would decide an objective on a server's signal; `nil` where more requests would.
    private static func serverStep(_ meter: ObjectiveMeter, _ around: Circumstances) -> String? {
        let objective = meter.objective
        if around.isRecorded {
            return "\(objective) needs a live gate: recorded probes hold no server's signals"
        }
        guard let finding = meter.finding else {
            return "\(objective) needs the endpoint's metrics: name every replica's with "
                + "\(flag(.metrics)) or engine.metrics"
        }
        if let advice = finding.advice { return advice }
        return finding.furtherObservations == nil
            ? "\(objective) cannot be judged: \(finding.note)" : nil
    }

    private static func flag(_ flag: ProfileOverrides.Flag) -> String { flag.rawValue }

    private static func moreProbes(
        _ further: Int, _ evidence: GateEvidence, _ around: Circumstances
    ) -> String {
        let total = evidence.counted + further
        let clean = evidence.gate.decision == .sequential ? "clean " : ""
        let more = "\(further) more \(clean)\(further == 1 ? "probe" : "probes")"
        if around.isRecorded { return "record at least \(more), \(total) in all" }
        let wish = "\(more) would decide"
        if around.isInterrupted { return "\(wish): let the gate run to its end" }
        let isTooFew = total > evidence.gate.maxProbes
        // The gate took the evidence for enough and ended by itself; its budget held it back from
        // nothing.
        if around.end == .stopped, !isTooFew, total > evidence.gate.minProbes {
            return "\(wish): ask for them with \(flag(.minProbes)) \(total)"
        }
        var flags: [String] = []
        if around.end == .timeSpent { flags.append("more time with \(flag(.maxDuration))") }
        if isTooFew || flags.isEmpty { flags.append("\(flag(.maxProbes)) \(total)") }
        return "\(wish): allow \(flags.joined(separator: " and "))"
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
        case .preemptionRate: "the rate of preemptions"
        case .queue: "the engine's queue time"
        case .prefill: "the engine's prefill time"
        case .decode: "the engine's decode time"
        case .serverTTFT: "the engine's TTFT"
        case .serverITL: "the engine's inter-token latency"
        case .serverTPOT: "the engine's time per output token"
        case .serverE2E: "the engine's end-to-end latency"
        case .serverThroughput: "the engine's throughput"
        case .prefixCacheHitRate: "the prefix-cache hit rate"
        }
    }
}
