import Foundation
import Readiness
import Signals
import Testing

@testable import Monitoring

@Suite struct BucketPlanTests {
    private static func lists(_ output: GeneratedOutput) throws -> [String: [Double]] {
        let words = BucketPlan(output.subject).arguments
        let value = try #require(words.last)
        #expect(words.first == "--custom-histogram-buckets")
        return try JSONDecoder().decode([String: [Double]].self, from: Data(value.utf8))
    }

    @Test func `vLLM's flag holds the old bounds and every limit, strictly increasing`() throws {
        let output = try GeneratedOutput(
            .vllm, version: EngineVersion(0, 32), profile: GeneratedOutput.profile)
        let lists = try Self.lists(output)
        #expect(
            Set(lists.keys) == ["time_to_first_token", "inter_token_latency", "request_latency"])
        for (family, bounds) in lists {
            #expect(zip(bounds, bounds.dropFirst()).allSatisfy { $0 < $1 }, "\(family)")
            #expect(bounds.allSatisfy { $0 > 0 && $0.isFinite })
        }
        #expect(lists["time_to_first_token"]?.contains(0.3) == true)
        #expect(lists["inter_token_latency"]?.contains(0.065) == true)
        // Both the whole request and the queue have their bounds in this one.
        #expect(lists["request_latency"]?.contains(12) == true)
        #expect(lists["request_latency"]?.contains(0.4) == true)
        let old = try #require(output.subject.bounds(of: .timeToFirstToken))
        #expect(Set(old).isSubset(of: lists["time_to_first_token"] ?? []))
        #expect(old.count + 1 == lists["time_to_first_token"]?.count)
    }

    @Test func `the file's line and the manifests' argument are the same`() throws {
        let output = try GeneratedOutput(
            .vllm, version: EngineVersion(0, 32), profile: GeneratedOutput.profile,
            limitsAsBounds: true)
        let value = try #require(BucketPlan(output.subject).arguments.last)
        let line = output.text("engine/buckets.txt").split(separator: "\n").last
        #expect(line == "--custom-histogram-buckets '\(value)'")
        let deployment = try output.object("Deployment", in: "kubernetes/deployment.yaml")
        #expect(
            deployment?.at("spec.template.spec.containers.0.args")?.texts.contains(value) == true)
    }

    @Test func `a release without the flag gets none, and the nearest bounds are said`() throws {
        let output = try GeneratedOutput(
            .vllm, version: EngineVersion(0, 20, 1), profile: GeneratedOutput.profile)
        #expect(BucketPlan(output.subject).arguments.isEmpty)
        let text = output.text("engine/buckets.txt")
        #expect(text.contains("ttft p95 <= 300 ms: the limit is no bound"))
        #expect(text.contains("0.25 s and 0.5 s"))
        #expect(text.contains("from 0.32 on"))
        #expect(output.set.notes.contains { $0.subject == "ttft p95 <= 300 ms" })
    }

    @Test func `SGLang's flags are lists of their own`() throws {
        let output = try GeneratedOutput(.sglang, profile: GeneratedOutput.profile)
        let words = BucketPlan(output.subject).arguments
        let flags = words.filter { $0.hasPrefix("--") }
        #expect(
            flags == [
                "--bucket-e2e-request-latency", "--bucket-inter-token-latency",
                "--bucket-time-to-first-token",
            ])
        for part in words.split(whereSeparator: { $0.hasPrefix("--") }) {
            let bounds = part.compactMap(Double.init)
            #expect(bounds.count == part.count)
            #expect(zip(bounds, bounds.dropFirst()).allSatisfy { $0 < $1 })
        }
        #expect(words.contains("0.3"))
        #expect(words.contains("12"))
    }

    @Test func `engines without a flag say so`() throws {
        let tgi = try GeneratedOutput(.tgi).text("engine/buckets.txt")
        #expect(tgi.contains("No flag sets them"))
        let llama = try GeneratedOutput(.llamacpp).text("engine/buckets.txt")
        #expect(llama.contains("llama.cpp has no histogram of time to first token"))
        let dynamo = try GeneratedOutput(.dynamo).text("engine/buckets.txt")
        #expect(dynamo.contains("DYN_METRICS_TTFT_MIN"))
    }
}
