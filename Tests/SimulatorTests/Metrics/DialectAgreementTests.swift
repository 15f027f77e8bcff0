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

    @Test(arguments: loads) func `as many run and wait in every dialect`(_ load: Load) throws {
        let families = try Self.parsed(SimulatedRelease(load.engine))
        func value(_ name: String, _ label: String?) throws -> Double {
            let family = try #require(families.first { $0.name == name })
            let sample = family.samples.first {
                label == nil || $0.label(load.label?.name ?? "") == label
            }
            return try #require(sample).value
        }
        let truth = try #require(try SmallHistory.run().truth.last).metrics
        #expect(truth.requestsRunning >= 2)
        #expect(truth.requestsWaiting >= 1)
        let running = try value(load.running, load.label?.running)
        let waiting = try value(load.waiting, load.label?.waiting)
        #expect(running == Double(truth.requestsRunning))
        #expect(waiting == Double(truth.requestsWaiting))
    }

    /// A sample that tells how much of the cache is used, how often a request was put back, or what was found in the cache.
    struct Share: Sendable, CustomTestStringConvertible {
        let engine: SimulatedEngine
        var page = ExpositionPage.engine
        let name: String
        var label: (name: String, value: String)?
        let truth: @Sendable (EngineMetrics) -> Double
        var testDescription: String { "\(engine.rawValue): \(name)" }
    }

    static let shares: [Share] = [
        Share(engine: .vllm, name: "vllm:kv_cache_usage_perc") { $0.kvCacheUsage },
        Share(engine: .vllmV0, name: "vllm:gpu_cache_usage_perc") { $0.kvCacheUsage },
        Share(engine: .sglang, name: "sglang:token_usage") { $0.kvCacheUsage },
        Share(engine: .trtllm, name: "trtllm_kv_cache_utilization") { $0.kvCacheUsage },
        Share(
            engine: .triton, name: "nv_trt_llm_kv_cache_block_metrics",
            label: ("kv_cache_block_type", "fraction")
        ) { $0.kvCacheUsage },
        Share(
            engine: .dynamo, page: .worker, name: "dynamo_component_gpu_cache_usage_percent"
        ) { $0.kvCacheUsage },
        Share(engine: .lmdeploy, name: "lmdeploy:gpu_cache_usage_perc") { $0.kvCacheUsage },
        Share(engine: .vllm, name: "vllm:num_preemptions_total") { Double($0.preemptions) },
        Share(engine: .vllmV0, name: "vllm:num_preemptions_total") { Double($0.preemptions) },
        Share(engine: .sglang, name: "sglang:num_retracted_requests_total") {
            Double($0.preemptions)
        },
        Share(engine: .vllm, name: "vllm:prefix_cache_hits_total") {
            Double($0.prefixCacheHits)
        },
        Share(engine: .llamaCpp, name: "llamacpp:prompt_tokens_cached_total") {
            Double($0.cachedPromptTokens)
        },
        Share(engine: .lmdeploy, name: "lmdeploy:prefix_cache_hit_rate") {
            Double($0.prefixCacheHits) / Double($0.prefixCacheQueries)
        },
        Share(
            engine: .sglang, name: "sglang:cached_tokens_total", label: ("cache_source", "total")
        ) { $0.requestCachedTokens.sum },
    ]

    @Test(arguments: shares)
    func `usage, preemptions and hits are the engine's`(_ share: Share) throws {
        let families = try Self.parsed(SimulatedRelease(share.engine), page: share.page)
        let family = try #require(families.first { $0.name == share.name })
        let sample = try #require(
            family.samples.first {
                share.label == nil || $0.label(share.label?.name ?? "") == share.label?.value
            })
        let truth = share.truth(try #require(try SmallHistory.run().truth.last).metrics)
        #expect(truth > 0)
        #expect(sample.value == truth)
    }

    @Test func `series of events that have not happened are absent`() throws {
        let history = try SmallHistory.run()
        let lazy: [(SimulatedEngine, String)] = [
            (.sglang, "sglang:num_retracted_requests_total"),
            (.sglang, "sglang:cached_tokens_total"),
            (.sglang, "sglang:time_to_first_token_seconds"), (.tgi, "tgi_request_count"),
            (.trtllm, "trtllm_request_success_total"), (.dynamo, "dynamo_frontend_requests_total"),
        ]
        for (engine, name) in lazy {
            let snapshots = history.snapshots(as: SimulatedRelease(engine))
            let first = try #require(snapshots.first?.families())
            let last = try #require(snapshots.last?.families())
            #expect(!first.contains { $0.name == name }, "\(name)")
            #expect(last.contains { $0.name == name }, "\(name)")
        }
        let tgi = try #require(history.snapshots(as: SimulatedRelease(.tgi)).last?.families())
        #expect(!tgi.contains { $0.name == "tgi_request_failure" })
    }

    @Test func `with priority scheduling SGLang shows a total and every priority`() throws {
        var configuration = SmallHistory.configuration
        configuration.schedulesByPriority = true
        configuration.release = SimulatedRelease(.sglang)
        let snapshot = EngineSnapshot(
            metrics: try #require(try SmallHistory.run().truth.last).metrics,
            configuration: configuration, startUnixSeconds: 0, elapsedSeconds: 120)
        let families = try #require(snapshot.families())
        let running = try #require(families.first { $0.name == "sglang:num_running_reqs" })
        #expect(running.samples.compactMap { $0.label("priority") } == ["", "0"])
        #expect(Set(running.samples.map(\.value)).count == 1)
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
