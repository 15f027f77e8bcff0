import Readiness
import Signals

/// The flag with which an engine gets a bucket bound at a limit.
struct BoundFlag {
    let subject: GenerationSubject
    let signal: Signal
    let limitSeconds: Double

    /// The flag with the present bounds and the limit; nil for an engine, a release or a histogram
    /// without.
    var text: String? {
        guard let (_, scale) = subject.histogram(of: signal), scale == 1,
            let bounds = subject.bounds(of: signal), isAdjustable
        else { return nil }
        let list = Set(bounds + [limitSeconds]).sorted()
        switch subject.engine {
        case .vllm:
            guard let family = BucketFlag.vllmFamily(of: signal) else { return nil }
            let value = BucketFlag.vllmValue([(family: family, bounds: list)])
            return "--custom-histogram-buckets '\(value)'"
        case .sglang:
            guard let flag = BucketFlag.sglangFlag(of: signal) else { return nil }
            return "\(flag) \(list.map(BucketFlag.number).joined(separator: " "))"
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
}
