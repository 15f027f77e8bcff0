import Readiness
import Signals

/// The flag with which an engine gets a bucket bound at a limit.
struct BucketFlag {
    let subject: GenerationSubject
    let signal: Signal
    let limitSeconds: Double

    /// The flag with the present bounds and the limit; nil for an engine, a release or a histogram
    /// without.
    var text: String? {
        guard let (selector, scale) = subject.histogram(of: signal), scale == 1,
            let bounds = subject.bounds(of: signal), isAdjustable
        else { return nil }
        let list = Set(bounds + [limitSeconds]).sorted().map(PromQLNumber.text)
        switch subject.engine {
        case .vllm:
            guard let family = vllmFamily else { return nil }
            return "--custom-histogram-buckets '{\"\(family)\": [\(list.joined(separator: ", "))]}'"
        case .sglang:
            guard let flag = sglangFlags[subject.naming.spell(selector.name)] else { return nil }
            return "\(flag) \(list.joined(separator: " "))"
        default: return nil
        }
    }

    /// The release from which the engine has the flag; nil for all.
    var since: EngineVersion? { subject.engine == .vllm ? adjustableSince : nil }

    private var isAdjustable: Bool {
        guard let since = adjustableSince else { return false }
        return subject.version.map { $0 >= since } ?? true
    }

    private var adjustableSince: EngineVersion? {
        for case .histogram(let selector, _) in subject.sources(of: signal).map(\.formula) {
            for family in KnownFamilies.families(named: selector.name) {
                if let since = family.buckets?.adjustableSince { return since }
            }
        }
        return nil
    }

    private var vllmFamily: String? {
        switch signal {
        case .timeToFirstToken: "time_to_first_token"
        case .interTokenLatency, .timePerOutputToken: "inter_token_latency"
        case .endToEndLatency, .queueTime, .prefillTime, .decodeTime: "request_latency"
        default: nil
        }
    }

    private var sglangFlags: [String: String] {
        [
            "sglang:time_to_first_token_seconds": "--bucket-time-to-first-token",
            "sglang:inter_token_latency_seconds": "--bucket-inter-token-latency",
            "sglang:e2e_request_latency_seconds": "--bucket-e2e-request-latency",
        ]
    }
}
