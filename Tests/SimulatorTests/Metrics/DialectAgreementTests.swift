import EngineModel
import Exposition
import Simulator
import Testing

/// Dialects are words for one truth: whatever they share must be equal in all of them.
@Suite struct DialectAgreementTests {
    /// The families of the last scrape, parsed from its bytes.
    private static func parsed(
        _ release: SimulatedRelease, page: ExpositionPage = .engine
    ) throws -> [MetricFamily] {
        let last = try #require(try SmallHistory.run().scrapes(as: release, page: page).last)
        return try ExpositionParser.parse(last.body)
    }

    private static func histogram(
        _ name: String, in families: [MetricFamily]
    ) throws -> HistogramSeries {
        let family = try #require(families.first { $0.name == name }, "\(name)")
        return try #require(family.histograms.first)
    }

    /// A histogram of one dialect and the engine's own.
    struct Shared: Sendable, CustomTestStringConvertible {
        let release: SimulatedRelease
        let name: String
        let truth: @Sendable (EngineMetrics) -> BucketHistogram
        var testDescription: String { "\(release): \(name)" }

        init(
            _ engine: SimulatedEngine, _ name: String,
            _ truth: @escaping @Sendable (EngineMetrics) -> BucketHistogram
        ) {
            release = SimulatedRelease(engine)
            self.name = name
            self.truth = truth
        }
    }

    static let shared: [Shared] = [
        Shared(.vllm, "vllm:time_to_first_token_seconds") { $0.timeToFirstToken },
        Shared(.sglang, "sglang:time_to_first_token_seconds") { $0.timeToFirstToken },
        Shared(.trtllm, "trtllm_time_to_first_token_seconds") { $0.timeToFirstToken },
        Shared(.dynamo, "dynamo_frontend_time_to_first_token_seconds") { $0.timeToFirstToken },
        Shared(.lmdeploy, "lmdeploy:time_to_first_token_seconds") { $0.timeToFirstToken },
        Shared(.llmdSimulator, "vllm:time_to_first_token_seconds") { $0.timeToFirstToken },
        Shared(.vllm, "vllm:inter_token_latency_seconds") { $0.interTokenLatency },
        Shared(.vllmV0, "vllm:time_per_output_token_seconds") { $0.interTokenLatency },
        Shared(.sglang, "sglang:inter_token_latency_seconds") { $0.interTokenLatency },
        Shared(.dynamo, "dynamo_frontend_inter_token_latency_seconds") { $0.interTokenLatency },
        Shared(.lmdeploy, "lmdeploy:iter_token_latency") { $0.interTokenLatency },
        Shared(.vllm, "vllm:e2e_request_latency_seconds") { $0.endToEnd },
        Shared(.sglang, "sglang:e2e_request_latency_seconds") { $0.endToEnd },
        Shared(.tgi, "tgi_request_duration") { $0.endToEnd },
        Shared(.dynamo, "dynamo_frontend_request_duration_seconds") { $0.endToEnd },
        Shared(.router, "vllm:request_latency_seconds") { $0.endToEnd },
        Shared(.vllm, "vllm:request_queue_time_seconds") { $0.queueTime },
        Shared(.sglang, "sglang:queue_time_seconds") { $0.queueTime },
        Shared(.tgi, "tgi_request_queue_duration") { $0.queueTime },
        Shared(.trtllm, "trtllm_request_prefill_time_seconds") { $0.prefillTime },
        Shared(.triton, "nv_llm_output_token_len") { $0.requestGenerationTokens },
    ]

    @Test(arguments: shared)
    func `a histogram holds what the engine counted, in its own buckets`(_ shared: Shared) throws {
        let truth = shared.truth(try #require(try SmallHistory.run().truth.last).metrics)
        let shown = try Self.histogram(shared.name, in: Self.parsed(shared.release))
        #expect(truth.count > 20)
        #expect(shown.count == Double(truth.count))
        #expect(shown.sum == truth.sum)
        let fine = zip(truth.bounds, truth.cumulativeCounts).map { ($0, Double($1)) }
        for (bound, count) in zip(shown.upperBounds, shown.cumulativeCounts) {
            let exact = try #require(fine.first { $0.0 == bound }, "no bound \(bound)")
            #expect(exact.1 == count, "le \(bound)")
        }
    }

    /// A sample that says how many requests run, or wait.
    struct Load: Sendable, CustomTestStringConvertible {
        let engine: SimulatedEngine
        let running: String
        let waiting: String
        var label: (name: String, running: String, waiting: String)?
        var testDescription: String { engine.rawValue }
    }

    static let loads: [Load] = [
        Load(
            engine: .vllm, running: "vllm:num_requests_running",
            waiting: "vllm:num_requests_waiting"),
        Load(
            engine: .vllmV0, running: "vllm:num_requests_running",
            waiting: "vllm:num_requests_waiting"),
        Load(
            engine: .sglang, running: "sglang:num_running_reqs",
            waiting: "sglang:num_queue_reqs"),
        Load(engine: .tgi, running: "tgi_batch_current_size", waiting: "tgi_queue_size"),
        Load(
            engine: .trtllm, running: "trtllm_num_requests_running",
            waiting: "trtllm_num_requests_waiting"),
        Load(
            engine: .triton, running: "nv_trt_llm_request_metrics",
            waiting: "nv_trt_llm_request_metrics", label: ("request_type", "active", "waiting")),
        Load(
            engine: .llamaCpp, running: "llamacpp:requests_processing",
            waiting: "llamacpp:requests_deferred"),
        Load(
            engine: .lmdeploy, running: "lmdeploy:num_requests_running",
            waiting: "lmdeploy:num_requests_waiting"),
    ]

    @Test(arguments: loads) func `four run and two wait in every dialect`(_ load: Load) throws {
        let families = try Self.parsed(SimulatedRelease(load.engine))
        func value(_ name: String, _ label: String?) throws -> Double {
            let family = try #require(families.first { $0.name == name })
            let sample = family.samples.first {
                label == nil || $0.label(load.label?.name ?? "") == label
            }
            return try #require(sample).value
        }
        let truth = try #require(try SmallHistory.run().truth.last).metrics
        #expect(truth.requestsRunning == 4)
        #expect(truth.requestsWaiting >= 1)
        let running = try value(load.running, load.label?.running)
        let waiting = try value(load.waiting, load.label?.waiting)
        #expect(running == 4)
        #expect(waiting == Double(truth.requestsWaiting))
    }

    @Test(arguments: SmallHistory.releases)
    func `every body is valid and says every series once`(_ release: SimulatedRelease) throws {
        for scrape in try SmallHistory.run().scrapes(as: release) {
            let families = try ExpositionParser.parse(scrape.body)
            #expect(Set(families.map(\.name)).count == families.count)
        }
    }

    @Test func `a worker of Dynamo shows the engine inside as well`() throws {
        let families = try Self.parsed(SimulatedRelease(.dynamo), page: .worker)
        #expect(families.contains { $0.name == "dynamo_component_gpu_cache_usage_percent" })
        let inside = try Self.histogram("vllm:time_to_first_token_seconds", in: families)
        #expect(inside.count > 20)
    }

    @Test func `Ollama has no metrics, and only some servers have further pages`() throws {
        let history = try SmallHistory.run()
        #expect(history.scrapes(as: SimulatedRelease(.ollama)).isEmpty)
        #expect(history.scrapes(as: SimulatedRelease(.vllm), page: .worker).isEmpty)
        let old = try SimulatedRelease(.sglang, version: "0.5.8")
        #expect(history.scrapes(as: old, page: .loads).isEmpty)
    }
}
