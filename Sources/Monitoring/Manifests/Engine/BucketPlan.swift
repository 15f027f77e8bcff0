import Readiness
import Signals

/// The histogram bounds with which every limit of the profile is a bound, as far as the engine can
/// be told its bounds.
struct BucketPlan: Sendable {
    /// A histogram, or several that share their bounds.
    struct List: Sendable, Hashable {
        /// What names it in the flag.
        let family: String
        /// Ascending, in seconds.
        let bounds: [Double]
        /// Which of them are new.
        let added: [Double]
    }

    /// A limit and the bounds around it, where nothing can be done.
    struct Miss: Sendable {
        let objective: Objective
        let signal: Signal
        /// The finite bounds of its histogram; nil when they are not known, or there is no
        /// histogram.
        let bounds: [Double]?
    }

    let engine: EngineKind
    /// What the flag has to say; empty when every limit is a bound already, or no bound can be set.
    let lists: [List]
    /// Limits that are no bounds and that no flag makes one.
    let misses: [Miss]

    /// Plans bounds.
    ///
    /// - Parameter subject: Engine, release and profile; without a profile the gate's limits count.
    init(_ subject: GenerationSubject) {
        engine = subject.engine
        var wanted: [String: (bounds: Set<Double>, added: Set<Double>)] = [:]
        var misses: [Miss] = []
        for objective in Self.limits(of: subject) {
            guard let signal = objective.metric.servedSignal else { continue }
            let bounds = subject.bounds(of: signal)
            if let bounds, bounds.contains(objective.threshold) { continue }
            guard let bounds, let family = BucketFlag.family(of: signal, engine: subject.engine),
                Self.canSet(signal, of: subject)
            else {
                misses.append(Miss(objective: objective, signal: signal, bounds: bounds))
                continue
            }
            var list = wanted[family] ?? (Set(bounds), [])
            list.bounds.insert(objective.threshold)
            list.added.insert(objective.threshold)
            wanted[family] = list
        }
        lists = wanted.sorted { $0.key < $1.key }.map {
            List(
                family: $0.key, bounds: $0.value.bounds.sorted(), added: $0.value.added.sorted())
        }
        self.misses = misses
    }

    /// The limits on times: the profile's, else the gate's own.
    static func limits(of subject: GenerationSubject) -> [Objective] {
        (subject.profile?.allObjectives ?? ProfileDefaults.objectives)
            .filter { $0.metric.dimension == .duration && $0.comparison == .atMost }
    }

    /// Whether the subject's release takes bounds for a signal's histogram.
    private static func canSet(_ signal: Signal, of subject: GenerationSubject) -> Bool {
        subject.sources(of: signal).contains { source in
            guard case .histogram(let selector, _) = source.formula else { return false }
            return KnownFamilies.families(named: selector.name).contains { family in
                guard let since = family.buckets?.adjustableSince else { return false }
                return subject.version.map { since <= $0 } ?? true
            }
        }
    }

    /// The engine's arguments; none when nothing is to be said.
    var arguments: [String] {
        guard !lists.isEmpty else { return [] }
        if engine == .vllm {
            return [
                "--custom-histogram-buckets",
                BucketFlag.vllmValue(lists.map { ($0.family, $0.bounds) }),
            ]
        }
        return lists.flatMap { [$0.family] + $0.bounds.map(BucketFlag.number) }
    }

    /// Whether a limit is a bound once the engine runs with the arguments.
    ///
    /// - Parameter objective: A limit on a time.
    /// - Returns: Whether it was one before, or the flag makes it one.
    func isBound(_ objective: Objective) -> Bool {
        !misses.contains { $0.objective == objective }
    }
}

extension ObjectiveMetric {
    /// The engine's histogram behind a limit on a time, also where the client measures it.
    var servedSignal: Signal? {
        switch self {
        case .ttft, .ttfc: .timeToFirstToken
        case .itl: .interTokenLatency
        case .tpot: .timePerOutputToken
        case .e2e: .endToEndLatency
        default: dimension == .duration ? signal : nil
        }
    }
}
