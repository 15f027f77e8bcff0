import EngineModel
import Exposition
import Testing

@testable import Simulator

@Suite struct PageDistortionTests {
    static func snapshot(after steps: Int) throws -> EngineSnapshot {
        let configuration = TestServers.quick()
        var engine = try Engine(
            configuration: configuration.recording, costs: configuration.costs, seed: 1)
        for _ in 0..<4 {
            _ = try engine.submit(RequestSpec(promptTokens: 40, maxTokens: 10), at: 0)
        }
        var now = 0.0
        for _ in 0..<steps {
            guard let plan = engine.beginStep(at: now) else { break }
            now = plan.endSeconds
            engine.finishStep()
        }
        return EngineSnapshot(
            metrics: engine.metrics, configuration: configuration,
            startUnixSeconds: 1_800_000_000, elapsedSeconds: now)
    }

    static func families(
        _ distortion: PageDistortion, _ snapshot: EngineSnapshot
    ) throws -> [String: MetricFamily] {
        let body = try #require(distortion.body(of: snapshot, page: .engine))
        let parsed = try ExpositionParser.parse(body)
        return Dictionary(parsed.map { ($0.name, $0) }) { first, _ in first }
    }

    @Test func `an undistorted page is the page`() throws {
        let snapshot = try Self.snapshot(after: 3)
        let distortion = PageDistortion(frozenGauges: nil, conditions: [.scrapeFails])
        #expect(distortion.body(of: snapshot, page: .engine) == snapshot.body())
    }

    @Test func `gauges are of the moment they stood still, counters of now`() throws {
        let (then, now) = (try Self.snapshot(after: 3), try Self.snapshot(after: 100))
        let page = try Self.families(PageDistortion(frozenGauges: then, conditions: []), now)
        #expect(page["vllm:num_requests_running"]?.samples.first?.value == 4)
        #expect(now.metrics.requestsRunning == 0)
        #expect(page["vllm:generation_tokens_total"]?.samples.first?.value == 40)
        #expect(then.metrics.generationTokens < 40)
    }

    @Test func `families take other names with all their series, or vanish`() throws {
        let names = [
            "vllm:kv_cache_usage_perc": "vllm:gpu_cache_usage_perc",
            "vllm:time_to_first_token_seconds": "vllm:ttft_seconds",
            "vllm:num_preemptions_total": "",
        ]
        let snapshot = try Self.snapshot(after: 100)
        let page = try Self.families(
            PageDistortion(frozenGauges: nil, conditions: [.renamedFamilies(names)]), snapshot)
        #expect(page["vllm:kv_cache_usage_perc"] == nil)
        #expect(page["vllm:gpu_cache_usage_perc"]?.type == .gauge)
        let latency = try #require(page["vllm:ttft_seconds"])
        #expect(latency.type == .histogram)
        #expect(latency.samples.contains { $0.name == "vllm:ttft_seconds_bucket" })
        #expect(latency.samples.contains { $0.name == "vllm:ttft_seconds_count" && $0.value == 4 })
        let kept = page.keys.filter {
            $0.hasPrefix("vllm:num_preemptions") || $0.hasPrefix("vllm:time_to_first_token")
        }
        #expect(kept.isEmpty)
        let whole = try Self.families(
            PageDistortion(frozenGauges: nil, conditions: []), snapshot)
        #expect(page.count < whole.count)
        #expect(page["vllm:generation_tokens_total"] == whole["vllm:generation_tokens_total"])
    }

    @Test func `a histogram loses one bucket and nothing else`() throws {
        let snapshot = try Self.snapshot(after: 100)
        let name = "vllm:time_to_first_token_seconds"
        let whole = try Self.families(
            PageDistortion(frozenGauges: nil, conditions: []), snapshot)
        let page = try Self.families(
            PageDistortion(
                frozenGauges: nil, conditions: [.lostBound(family: name, bound: 1)]), snapshot)
        func bounds(_ family: MetricFamily?) -> Set<String> {
            Set(family?.samples.compactMap { $0.label("le") } ?? [])
        }
        // The exporter spells it as a number of Python's.
        #expect(bounds(whole[name]).subtracting(bounds(page[name])) == ["1.0"])
        #expect(bounds(page[name]).isSubset(of: bounds(whole[name])))
        for (other, family) in whole where other != name {
            #expect(page[other] == family, "\(other)")
        }
    }
}
