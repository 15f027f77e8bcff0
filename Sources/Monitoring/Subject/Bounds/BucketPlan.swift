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

    /// A limit that is no bound, where nothing can be done.
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
        for objective in subject.timeLimits {
            guard let signal = objective.metric.servedSignal else { continue }
            let bounds = subject.knownBounds(of: signal)
            if case .bound? = bounds.map({ BucketLimit(objective.threshold, among: $0) }) {
                continue
            }
            guard let bounds, let family = subject.adjustableFamily(of: signal) else {
                misses.append(Miss(objective: objective, signal: signal, bounds: bounds))
                continue
            }
            var list = wanted[family] ?? ([], [])
            list.bounds.formUnion(bounds + [objective.threshold])
            list.added.insert(objective.threshold)
            wanted[family] = list
        }
        lists = wanted.sorted { $0.key < $1.key }.map {
            List(
                family: $0.key, bounds: $0.value.bounds.sorted(), added: $0.value.added.sorted())
        }
        self.misses = misses
    }

    /// The engine's arguments; none when nothing is to be said.
    var arguments: [String] { Self.arguments(lists.map { ($0.family, $0.bounds) }, engine) }

    /// The arguments that give an engine histogram bounds.
    ///
    /// - Parameters:
    ///   - lists: Families, or flags, and their bounds in seconds, ascending.
    ///   - engine: The engine.
    /// - Returns: None without a list.
    static func arguments(
        _ lists: [(family: String, bounds: [Double])], _ engine: EngineKind
    ) -> [String] {
        guard !lists.isEmpty else { return [] }
        if engine == .vllm {
            return ["--custom-histogram-buckets", BucketFlag.vllmValue(lists)]
        }
        return lists.flatMap { [$0.family] + $0.bounds.map(BucketFlag.number) }
    }

    /// Arguments as a shell takes them.
    static func commandLine(_ arguments: [String]) -> String {
        arguments.map { $0.contains(" ") || $0.contains("\"") ? "'\($0)'" : $0 }
            .joined(separator: " ")
    }
}

extension ObjectiveMetric {
    /// The engine's histogram behind a limit on a time, also where the client measures it.
    var servedSignal: Signal? {
        switch self {
        case .ttft: .timeToFirstToken
        case .itl: .interTokenLatency
        case .tpot: .timePerOutputToken
        case .e2e: .endToEndLatency
        default: dimension == .duration ? signal : nil
        }
    }
}
