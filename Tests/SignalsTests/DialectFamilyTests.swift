import Exposition
import Signals
import Testing

/// The dialects and the table of families are written apart, so that each checks the other.
@Suite struct DialectFamilyTests {
    private static let dialects =
        EngineKind.allCases.compactMap { Dialect.of($0) } + Dialect.machine

    @Test func `every series of a dialect is in the table, with a type that fits`() {
        for dialect in Self.dialects {
            for (signal, source) in dialect.sources.flatMap({ entry in
                entry.value.map { (entry.key, $0) }
            }) {
                for selector in source.formula.selectors {
                    expectKnown(selector, in: source, of: signal)
                }
            }
        }
    }

    private func expectKnown(
        _ selector: SeriesSelector, in source: SignalSource, of signal: Signal
    ) {
        if case .histogram = source.formula {
            let families = KnownFamilies.families(named: selector.name)
            #expect(families.contains { $0.type == .histogram }, "\(selector.name)")
            return
        }
        let series = KnownFamilies.series(named: selector.name)
        #expect(!series.isEmpty, "\(selector.name) is in no table")
        for matcher in selector.matchers {
            let knows = series.contains {
                $0.family.hasOpenLabels || $0.family.labels(of: $0.role).contains(matcher.label)
            }
            #expect(knows, "\(selector.name) has no label \(matcher.label)")
        }
        // LMDeploy types totals as gauges; everything else that only grows is a counter.
        let isTotal = signal.definition.kind == .counter && signal != .errors
        if isTotal { #expect(series.contains { $0.isCumulative }, "\(selector.name)") }
    }

    struct Case: Sendable {
        let engine: EngineKind
        let version: EngineVersion
        let signal: Signal
        let series: [String]
    }

    @Test(arguments: [
        Case(
            engine: .vllm, version: EngineVersion(0, 32), signal: .kvCacheUsage,
            series: ["vllm:kv_cache_usage_perc"]),
        Case(
            engine: .vllm, version: EngineVersion(0, 10, 0), signal: .kvCacheUsage,
            series: ["vllm:kv_cache_usage_perc", "vllm:gpu_cache_usage_perc"]),
        Case(
            engine: .vllm, version: EngineVersion(0, 8, 5), signal: .kvCacheUsage,
            series: ["vllm:gpu_cache_usage_perc"]),
        Case(
            engine: .vllm, version: EngineVersion(0, 9, 2), signal: .interTokenLatency,
            series: ["vllm:time_per_output_token_seconds"]),
        Case(engine: .vllm, version: EngineVersion(0, 32), signal: .swapped, series: []),
        Case(
            engine: .sglang, version: EngineVersion(0, 5, 22), signal: .timePerOutputToken,
            series: ["sglang:request_time_per_output_token_seconds"]),
        Case(engine: .sglang, version: EngineVersion(0, 5, 1), signal: .queueTime, series: []),
    ])
    func `a release speaks what it exports`(example: Case) throws {
        let dialect = try #require(Dialect.of(example.engine)).release(example.version)
        let series = (dialect.sources[example.signal] ?? []).flatMap(\.formula.selectors)
        #expect(series.map(\.name) == example.series)
    }
}
