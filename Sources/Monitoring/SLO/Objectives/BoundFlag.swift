import Readiness
import Signals

/// The flag with which an engine gets a bucket bound at a limit.
struct BoundFlag {
    let subject: GenerationSubject
    let signal: Signal
    let limitSeconds: Double

    /// The flag's name; nil for an engine, a release or a histogram without.
    var name: String? {
        guard let (_, scale) = subject.histogram(of: signal), scale == 1,
            subject.bounds(of: signal) != nil, isAdjustable
        else { return nil }
        return switch subject.engine {
        case .vllm: BucketFlag.vllmFamily(of: signal).map { _ in "--custom-histogram-buckets" }
        case .sglang: BucketFlag.sglangFlag(of: signal)
        default: nil
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
