package import Exposition
import Signals

/// The series that a gate has to keep of every scrape to judge its objectives.
package struct SignalNeeds: Sendable, Equatable {
    /// When a process began; it tells restarts.
    static let processStart = "process_start_time_seconds"

    /// Names of series, as any engine may spell them.
    package let names: Set<String>

    /// Collects the series of all engines, since which one it is may turn out late.
    ///
    /// - Parameter objectives: The objectives; those on requests need none.
    package init(_ objectives: [Objective]) {
        var signals = Set(objectives.compactMap(\.metric.signal))
        guard !signals.isEmpty else {
            names = []
            return
        }
        // The number of requests stands behind every other count.
        signals.formUnion([.requestsFinished, .endToEndLatency])
        var names: Set<String> = [Self.processStart]
        for engine in EngineKind.allCases {
            guard let dialect = Dialect.of(engine) else { continue }
            for signal in signals {
                for source in dialect.sources[signal] ?? [] {
                    for name in Self.names(of: source.formula) {
                        for naming in Self.namings(of: engine) { names.insert(naming.spell(name)) }
                    }
                }
            }
        }
        self.names = names
    }

    private static func namings(of engine: EngineKind) -> [EngineDetection.Naming] {
        switch engine {
        case .vllm: [.plain, .ray]
        case .sglang: [.plain, .underscored]
        case .tensorrtLLM: [.plain, .colon]
        default: [.plain]
        }
    }

    /// The series of a formula on the wire; a histogram has three kinds of them.
    private static func names(of formula: SeriesFormula) -> [String] {
        guard case .histogram(let histogram, _) = formula else {
            return formula.selectors.map(\.name)
        }
        return ["_bucket", "_sum", "_count"].map { histogram.name + $0 }
    }

    /// Whether nothing is needed.
    package var isEmpty: Bool { names.isEmpty }

    /// A body without what is not needed.
    ///
    /// - Parameter families: The body.
    /// - Returns: The needed samples.
    package func filter(_ families: [MetricFamily]) -> [MetricFamily] {
        families.compactMap { family in
            let samples = family.samples.filter { names.contains($0.name) }
            guard !samples.isEmpty else { return nil }
            return MetricFamily(name: family.name, type: family.type, samples: samples)
        }
    }
}
