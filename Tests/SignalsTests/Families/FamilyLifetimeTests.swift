import Signals
import Testing

@Suite struct FamilyLifetimeTests {
    struct Step: CustomTestStringConvertible {
        var family: String
        var version: EngineVersion?
        var presence: FamilyLifetime.Presence
        var testDescription: String { "\(family) \(version?.description ?? "newest")" }
    }

    @Test(arguments: [
        Step(family: "vllm:gpu_cache_usage_perc", version: v(0, 8, 0), presence: .exported),
        Step(family: "vllm:gpu_cache_usage_perc", version: v(0, 11, 2), presence: .hidden),
        Step(family: "vllm:gpu_cache_usage_perc", version: v(0, 12, 0), presence: .gone),
        Step(family: "vllm:gpu_cache_usage_perc", version: v(0, 20, 1), presence: .gone),
        Step(family: "vllm:gpu_cache_usage_perc", version: nil, presence: .gone),
        Step(family: "vllm:kv_cache_usage_perc", version: v(0, 9, 1), presence: .notYet),
        Step(family: "vllm:kv_cache_usage_perc", version: v(0, 9, 2), presence: .exported),
        Step(
            family: "vllm:time_per_output_token_seconds", version: v(0, 11, 2),
            presence: .exported),
        Step(
            family: "vllm:time_per_output_token_seconds", version: v(0, 14, 1), presence: .hidden),
        Step(
            family: "vllm:time_per_output_token_seconds", version: v(0, 20, 1), presence: .gone),
        Step(family: "vllm:num_requests_swapped", version: v(0, 8, 2), presence: .exported),
        Step(family: "vllm:num_requests_swapped", version: v(0, 9, 1), presence: .gone),
        Step(
            family: "vllm:num_requests_waiting_by_reason", version: v(0, 19), presence: .notYet),
        Step(family: "sglang:queue_time_seconds", version: v(0, 5, 2), presence: .notYet),
        Step(family: "dynamo_component_kvstats_total_blocks", version: v(1), presence: .gone),
    ])
    func `the timeline is the engine's`(step: Step) throws {
        let family = try #require(KnownFamilies.families(named: step.family).first)
        #expect(family.lifetime.presence(in: step.version) == step.presence)
    }

    @Test func `histograms grew longer in vLLM 0.8.4`() throws {
        let family = try #require(
            KnownFamilies.families(named: "vllm:e2e_request_latency_seconds").first)
        #expect(family.buckets?.bounds(in: v(0, 8, 3))?.last == 60)
        #expect(family.buckets?.bounds(in: v(0, 20, 1))?.last == 7680)
        #expect(family.buckets?.contains(0.3, in: v(0, 6, 0)) == false)
        #expect(family.buckets?.contains(0.7, in: nil) == false)
        #expect(family.buckets?.contains(.infinity, in: nil) == true)
    }

    @Test(arguments: [
        ("0.20.1", "0.20.1"), ("v3.3.7", "3.3.7"), ("b10519", "10519"), ("0.11.0rc2", "0.11.0"),
        ("0.12", "0.12.0"), ("1.3.0.post1", "1.3.0"),
    ])
    func `a version is read from what engines print`(text: String, version: String) {
        #expect(EngineVersion(text)?.description == version)
    }

    @Test func `versions are ordered by their numbers`() {
        #expect(v(0, 9, 2) < v(0, 10, 0))
        #expect(v(0, 12) == v(0, 12, 0))
        #expect(EngineVersion("latest") == nil)
    }
}

private func v(_ major: Int, _ minor: Int = 0, _ patch: Int = 0) -> EngineVersion {
    EngineVersion(major, minor, patch)
}
