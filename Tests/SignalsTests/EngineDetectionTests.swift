import Exposition
import Signals
import Testing

/// A body and the engine that must be seen in it.
struct DetectionCase: Sendable, CustomTestStringConvertible {
    let body: String
    let kind: EngineKind
    var isDynamo = false
    var isRouter = false
    var isSimulator = false

    var testDescription: String { "\(kind.rawValue): \(body)" }
}

@Suite struct EngineDetectionTests {
    static let cases: [DetectionCase] = [
        DetectionCase(body: "vllm:num_requests_running{engine=\"0\"} 1", kind: .vllm),
        DetectionCase(body: "sglang:num_running_reqs 1", kind: .sglang),
        DetectionCase(body: "tgi_queue_size 1", kind: .tgi),
        DetectionCase(body: "llamacpp:requests_processing 1", kind: .llamacpp),
        DetectionCase(body: "trtllm_num_requests_running 1", kind: .tensorrtLLM),
        DetectionCase(body: "nv_inference_count{model=\"m\"} 1", kind: .triton),
        DetectionCase(
            body: "nv_trt_llm_general_metrics{general_type=\"timestamp\"} 1", kind: .triton),
        DetectionCase(body: "lmdeploy:num_requests_running 1", kind: .lmdeploy),
        DetectionCase(
            body: "dynamo_frontend_inflight_requests 1", kind: .dynamo, isDynamo: true),
        DetectionCase(
            body: "vllm:num_requests_running{engine=\"0\"} 1\ndynamo_component_requests_total 2",
            kind: .vllm, isDynamo: true),
        DetectionCase(
            body: "dynamo_component_requests_total 2\nsglang:num_running_reqs 1", kind: .sglang,
            isDynamo: true),
        DetectionCase(
            body: "vllm:num_requests_running{server=\"http://a:8000\"} 1", kind: .unknown,
            isRouter: true),
        DetectionCase(
            body: "vllm:num_requests_running{engine=\"0\",server=\"a\"} 1", kind: .vllm),
        DetectionCase(
            body: "vllm:max_num_generation_tokens 1\nvllm:num_requests_running 1", kind: .vllm,
            isSimulator: true),
        DetectionCase(body: "up 1\nhttp_requests_total 2\ngateway_vllm:x 1", kind: .unknown),
        DetectionCase(body: "", kind: .unknown),
    ]

    @Test(arguments: cases)
    func `an engine is found by its prefix`(item: DetectionCase) throws {
        let found = EngineDetection(try families(item.body))
        #expect(found.kind == item.kind)
        #expect(found.isDynamo == item.isDynamo)
        #expect(found.isRouter == item.isRouter)
        #expect(found.isSimulator == item.isSimulator)
    }

    @Test func `the releases of captured bodies lie inside the hint`() throws {
        let recent = EngineDetection(try Fixture.families("vllm-0.32.0-preempting-before"))
        #expect(recent.version?.atLeast == "0.32.0")
        #expect(recent.version?.below == nil)
        let older = EngineDetection(try Fixture.families("vllm-0.14.1-start"))
        #expect(older.version?.atLeast == "0.13.0")
        #expect(older.version?.below == nil)
        let other = EngineDetection(try Fixture.families("llamacpp-b11434-queueing-before"))
        #expect(other.version == nil)
    }

    @Test func `names that went away bound the release from above`() throws {
        let old = EngineDetection(
            try families(
                "vllm:num_requests_swapped{model_name=\"m\"} 0\nvllm:num_preemptions_total 1"))
        #expect(old.version?.description == "at least 0.4.3, before 0.9.1")
        let middle = EngineDetection(
            try families(
                "vllm:gpu_cache_usage_perc{engine=\"0\"} 0\nvllm:kv_cache_usage_perc{engine=\"0\"} 0"
            ))
        #expect(middle.version?.description == "at least 0.9.2, before 0.12.0")
    }
}
