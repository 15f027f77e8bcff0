import Exposition
import Signals
import Testing

@Suite struct DialectTests {
    static let engines = EngineKind.allCases.filter { Dialect.of($0) != nil }

    /// A body with samples of 0.5 for every series that a formula reads.
    private func body(of formula: SeriesFormula) -> [MetricFamily] {
        var families: [MetricFamily] = []
        for selector in formula.selectors {
            var labels = selector.matchers.compactMap { matcher -> Label? in
                let value =
                    switch matcher.condition {
                    case .oneOf(let values): values.min() ?? ""
                    case .noneOf: "other"
                    case .hasPrefix(let text): text + "x"
                    }
                return value.isEmpty ? nil : Label(name: matcher.label, value: value)
            }
            if case .label(_, let label) = formula { labels.append(Label(name: label, value: "7")) }
            var names = [selector.name]
            if case .histogram = formula { names = ["_sum", "_count"].map { selector.name + $0 } }
            for name in names {
                families.append(
                    MetricFamily(
                        name: name, type: .untyped,
                        samples: [Sample(name: name, labels: labels, value: 0.5)]))
            }
        }
        return families
    }

    @Test(arguments: engines)
    func `every source of a dialect can be evaluated and its engine found`(
        engine: EngineKind
    ) throws {
        let dialect = try #require(Dialect.of(engine))
        #expect(dialect.exporter == .engine(engine))
        for (signal, sources) in dialect.sources {
            #expect(!sources.isEmpty)
            for source in sources {
                let reading = SignalReading(
                    body(of: source.formula), detection: EngineDetection(kind: engine))
                let value = reading[signal]
                switch (signal.definition.kind, value) {
                case (.gauge, .gauge?), (.counter, .counter?), (.histogram, .observations?),
                    (.share, .share?), (.share, .gauge?):
                    break
                default: Issue.record("\(engine) \(signal): \(String(describing: value))")
                }
            }
        }
        let everything = dialect.sources.values.flatMap { $0 }.flatMap { body(of: $0.formula) }
        #expect(EngineKind.detect(from: everything) == engine)
    }

    @Test func `SGLang totals are read once despite priority and rank rows`() throws {
        let reading = SignalReading(
            try families(
                """
                sglang:num_running_reqs{model_name="m",tp_rank="0",priority=""} 5
                sglang:num_running_reqs{model_name="m",tp_rank="0",priority="1"} 2
                sglang:num_running_reqs{model_name="m",tp_rank="0",priority="2"} 3
                sglang:num_running_reqs{model_name="m",tp_rank="1",priority=""} 5
                sglang:num_queue_reqs{model_name="m"} 1
                sglang:token_usage{model_name="m"} 0.42
                """))
        #expect(reading.gauge(.running) == 5)
        #expect(reading.gauge(.waiting) == 1)
        #expect(reading.gauge(.kvCacheUsage) == 0.42)
    }

    @Test func `SGLang's TTFT leaves out responses that did not stream`() throws {
        let reading = SignalReading(
            try families(
                """
                sglang:time_to_first_token_seconds_sum{is_streaming="true"} 2
                sglang:time_to_first_token_seconds_sum{is_streaming="false"} 90
                sglang:time_to_first_token_seconds_count{is_streaming="true"} 4
                sglang:time_to_first_token_seconds_count{is_streaming="false"} 9
                """))
        #expect(reading.observations(.timeToFirstToken)?.sum == 2)
        #expect(reading.observations(.timeToFirstToken)?.count == 4)
    }

    /// A body of SGLang's cached tokens and what it amounts to.
    struct CachedTokens: Sendable, CustomTestStringConvertible {
        let tokensBySource: [String: Int]
        let expected: Double

        var testDescription: String { "\(tokensBySource)" }
    }

    @Test(arguments: [
        CachedTokens(tokensBySource: ["device": 10, "host": 5, "total": 15], expected: 15),
        CachedTokens(tokensBySource: ["total": 12], expected: 12),
        CachedTokens(tokensBySource: ["": 9], expected: 9),
    ])
    func `SGLang's cached tokens are not counted twice`(item: CachedTokens) throws {
        let lines = item.tokensBySource.map { source, tokens in
            "sglang:cached_tokens_total{cache_source=\"\(source)\"} \(tokens)\n"
        }
        let reading = SignalReading(try families(lines.joined()))
        #expect(reading.counter(.prefixCacheHits)?.total == item.expected)
    }

    @Test func `Triton's microseconds become seconds`() throws {
        let reading = SignalReading(
            try families(
                """
                nv_inference_request_success{model="m",version="1"} 4
                nv_inference_request_duration_us{model="m",version="1"} 6000000
                nv_inference_queue_duration_us{model="m",version="1"} 500000
                nv_trt_llm_kv_cache_block_metrics{kv_cache_block_type="used",model="m"} 30
                nv_trt_llm_kv_cache_block_metrics{kv_cache_block_type="max",model="m"} 40
                nv_trt_llm_request_metrics{request_type="active",model="m"} 7
                nv_trt_llm_request_metrics{request_type="waiting",model="m"} 2
                """))
        #expect(reading.engine == .triton)
        #expect(reading.observations(.endToEndLatency)?.sum == 6)
        #expect(reading.observations(.endToEndLatency)?.count == 4)
        #expect(reading.observations(.queueTime)?.sum == 0.5)
        #expect(reading.gauge(.kvCacheUsage) == 0.75)
        #expect(reading.gauge(.running) == 7)
        #expect(reading.gauge(.waiting) == 2)
    }

    @Test func `Ray Serve's spelling of vLLM is read`() throws {
        let reading = SignalReading(
            try families(
                """
                ray_vllm_num_requests_running{ReplicaId="a",engine="0"} 2
                ray_vllm_time_to_first_token_seconds_sum{ReplicaId="a",engine="0"} 3
                ray_vllm_time_to_first_token_seconds_count{ReplicaId="a",engine="0"} 6
                """))
        #expect(reading.engine == .vllm)
        #expect(reading.gauge(.running) == 2)
        #expect(reading.observations(.timeToFirstToken)?.sum == 3)
    }

    @Test func `every signal says what it means`() {
        for signal in Signal.allCases {
            #expect(signal.definition.signal == signal)
            #expect(signal.definition.meaning.hasSuffix("."))
        }
        #expect(Set(Signal.allCases.map(\.rawValue)).count == Signal.allCases.count)
    }
}
