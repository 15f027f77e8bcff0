import EngineModel
import Exposition
@testable import Simulator
import Testing

/// Families that are there only with a feature, and what they say.
@Suite struct FeatureDialectTests {
    private static func pages(
        _ history: SimulatedHistory, _ engine: SimulatedEngine, _ version: String
    ) throws -> [[MetricFamily]] {
        try history.scrapes(as: SimulatedRelease(engine, version: version)).map {
            try ExpositionParser.parse($0.body)
        }
    }

    private static func value(
        _ name: String, _ label: (name: String, value: String)? = nil, in page: [MetricFamily]
    ) throws -> Double {
        let family = try #require(page.first { $0.name == name }, "no \(name)")
        let sample = family.samples.first {
            label == nil || $0.label(label?.name ?? "") == label?.value
        }
        return try #require(sample).value
    }

    @Test func `without features no release has their families`() throws {
        let marks = ["spec_decode", "spec_accept", "lora"]
        for release in SmallHistory.releases where release.engine != .llamaCpp {
            for scrape in try SmallHistory.run().scrapes(as: release) {
                for family in try ExpositionParser.parse(scrape.body) {
                    #expect(!marks.contains { family.name.contains($0) }, "\(family.name)")
                }
            }
        }
    }

    @Test(arguments: ["0.8.5", "0.14.1", "0.32.0"])
    func `vLLM counts drafts and what became of them`(_ version: String) throws {
        let history = try FeatureHistory.speculating()
        let page = try #require(try Self.pages(history, .vllm, version).last)
        let truth = try #require(history.truth.last).metrics
        #expect(truth.drafts > 1_000)
        #expect(
            try Self.value("vllm:spec_decode_num_drafts_total", in: page) == Double(truth.drafts))
        let drafted = try Self.value("vllm:spec_decode_num_draft_tokens_total", in: page)
        let accepted = try Self.value("vllm:spec_decode_num_accepted_tokens_total", in: page)
        // (0.7 + 0.49 + 0.343) / 3
        #expect(abs(accepted / drafted - 0.511) < 0.02)
        let positions = (0..<3).map { "\($0)" }
        let byPosition = try positions.map {
            try Self.value(
                "vllm:spec_decode_num_accepted_tokens_per_pos_total", ("position", $0), in: page)
        }
        #expect(byPosition.reduce(0, +) == accepted)
        #expect(byPosition[0] > byPosition[1] && byPosition[1] > byPosition[2])
    }

    @Test func `older releases and other engines have words of their own for drafts`() throws {
        let history = try FeatureHistory.speculating()
        let early = try #require(try Self.pages(history, .vllm, "0.8.0").last)
        #expect(!early.contains { $0.name.contains("spec_decode") })
        let first = try #require(try Self.pages(history, .vllmV0, "0.7.3").last)
        let rate = try Self.value("vllm:spec_decode_draft_acceptance_rate", in: first)
        #expect(abs(rate - 0.511) < 0.02)
        let efficiency = try Self.value("vllm:spec_decode_efficiency", in: first)
        #expect(abs(efficiency - (1 + 3 * rate) / 4) < 1e-9)
        let sglang = try #require(try Self.pages(history, .sglang, "0.5.22").last)
        let length = try Self.value("sglang:spec_accept_length", in: sglang)
        // Of the last five seconds alone.
        #expect(abs(length - (1 + 1.533)) < 0.3)
        let llama = try #require(try Self.pages(history, .llamaCpp, "b11434").last)
        let drafted = try Self.value("llamacpp:spec_decode_num_draft_tokens_total", in: llama)
        let accepted = try Self.value("llamacpp:spec_decode_num_accepted_tokens_total", in: llama)
        #expect(abs(accepted / drafted - 0.511) < 0.02)
    }

    @Test func `tokens that leave together are one gap in vLLM and several in SGLang`() throws {
        let history = try FeatureHistory.speculating()
        let truth = try #require(history.truth.last).metrics
        let vllm = try #require(try Self.pages(history, .vllm, "0.32.0").last)
        let sglang = try #require(try Self.pages(history, .sglang, "0.5.22").last)
        func count(_ name: String, _ page: [MetricFamily]) throws -> Double {
            let family = try #require(page.first { $0.name == name })
            return try #require(family.samples.first { $0.name == name + "_count" }).value
        }
        let steps = try count("vllm:inter_token_latency_seconds", vllm)
        let tokens = try count("sglang:inter_token_latency_seconds", sglang)
        #expect(tokens == Double(truth.generationTokens - truth.timeToFirstToken.count))
        #expect(abs(tokens / steps - 2.533) < 0.1)
    }

    @Test func `vLLM tells which adapters run and wait, with the time as the value`() throws {
        let history = try FeatureHistory.adapting()
        let pages = try Self.pages(history, .vllm, "0.32.0")
        let family = try #require(pages.last?.first { $0.name == "vllm:lora_requests_info" })
        #expect(family.samples.count > 2)
        #expect(family.samples.allSatisfy { $0.label("max_lora") == "1" })
        let latest = try #require(family.samples.max { $0.value < $1.value })
        #expect(latest.value > history.startUnixSeconds + 119)
        let truth = try #require(history.truth.last).metrics
        let activity = try #require(truth.adapterActivities.last)
        #expect(latest.label("running_lora_adapters") == activity.running.joined(separator: ","))
        #expect(latest.label("waiting_lora_adapters") == activity.waiting.joined(separator: ","))
        let waiting = try Self.value("vllm:num_requests_waiting", in: pages[12])
        let deferred = try Self.value(
            "vllm:num_requests_waiting_by_reason", ("reason", "deferred"), in: pages[12])
        let capacity = try Self.value(
            "vllm:num_requests_waiting_by_reason", ("reason", "capacity"), in: pages[12])
        #expect(deferred >= 1)
        #expect(waiting == deferred + capacity)
    }

    @Test func `SGLang tells how many slots for adapters are used`() throws {
        let page = try #require(
            try Self.pages(try FeatureHistory.adapting(), .sglang, "0.5.22").dropFirst(12).first)
        #expect(try Self.value("sglang:lora_pool_slots_used", in: page) == 1)
        #expect(try Self.value("sglang:lora_pool_slots_total", in: page) == 1)
        #expect(try Self.value("sglang:lora_pool_utilization", in: page) == 1)
    }

    @Test func `vLLM's first engine shows who is swapped, and the bus shows the copies`() throws {
        let history = try FeatureHistory.swapping()
        let pages = try Self.pages(history, .vllmV0, "0.7.3")
        let swapped = try pages.map { try Self.value("vllm:num_requests_swapped", in: $0) }
        let host = try pages.map { try Self.value("vllm:cpu_cache_usage_perc", in: $0) }
        #expect(try #require(swapped.max()) >= 1)
        #expect(try #require(host.max()) > 0)
        #expect(zip(swapped, host).allSatisfy { ($0 > 0) == ($1 > 0) })
        let received = try history.snapshots(as: SimulatedRelease(.vllmV0)).map {
            try Self.value("DCGM_FI_PROF_PCIE_RX_BYTES", in: try #require($0.families(.gpu)))
        }
        let truth = try #require(history.truth.last).metrics
        #expect(truth.swappedInBytes > 0)
        let sum = received.reduce(0, +) * 5
        #expect(abs(sum / truth.swappedInBytes - 1) < 1e-9)
        // The V1 engine has no word for it.
        let later = try #require(try Self.pages(history, .vllm, "0.32.0").last)
        #expect(!later.contains { $0.name.contains("swapped") })
    }

    @Test func `vLLM shows the processor time of its API server`() throws {
        let history = try SmallHistory.run()
        let page = try #require(try Self.pages(history, .vllm, "0.32.0").last)
        let truth = try #require(history.truth.last).metrics
        #expect(truth.apiBusySeconds > 0.1)
        #expect(try Self.value("process_cpu_seconds_total", in: page) == truth.apiBusySeconds)
        #expect(!page.contains { $0.name == "process_cpu_seconds_created" })
    }

    @Test func `Triton shows first responses in milliseconds, once told to`() throws {
        let history = try SmallHistory.run()
        var snapshot = try #require(history.snapshots(as: SimulatedRelease(.triton)).last)
        let name = "nv_inference_first_response_histogram_ms"
        let silent = try #require(snapshot.families())
        #expect(silent.allSatisfy { $0.name != name })
        snapshot.configuration.showsLatencyHistograms = true
        let telling = try #require(snapshot.families())
        let family = try #require(telling.first { $0.name == name })
        let observed = try #require(history.truth.last).metrics.timeToFirstToken
        let buckets = family.samples.filter { $0.name.hasSuffix("_bucket") }
        #expect(buckets.map { $0.label("le") } == ["100", "500", "2000", "5000", "+Inf"])
        #expect(buckets.last?.value == Double(observed.count))
        let sum = try #require(family.samples.first { $0.name.hasSuffix("_sum") }).value
        #expect(abs(sum / (observed.sum * 1000) - 1) < 1e-9)
    }

    @Test func `Dynamo counts those turned away from the first one on, and not as unavailable`()
        throws
    {
        let history = try SmallHistory.run()
        var snapshot = try #require(history.snapshots(as: SimulatedRelease(.dynamo)).last)
        let name = "dynamo_frontend_model_rejection_total"
        let silent = try #require(snapshot.families())
        #expect(silent.allSatisfy { $0.name != name })
        snapshot.http.rejections = 3
        snapshot.http.responses[
            HTTPCounts.Route(handler: "/v1/chat/completions", method: "POST", status: 503)] = 4
        let page = try #require(snapshot.families())
        #expect(try Self.value(name, ("endpoint", "chat_completions"), in: page) == 3)
        let requests = "dynamo_frontend_requests_total"
        #expect(try Self.value(requests, ("error_type", "overload"), in: page) == 3)
        #expect(try Self.value(requests, ("error_type", "unavailable"), in: page) == 1)
    }
}
