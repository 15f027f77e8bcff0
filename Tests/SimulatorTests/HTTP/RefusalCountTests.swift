import Simulator
import Testing

/// Refused requests in the counters of every engine that has some.
@Suite(.timeLimit(.minutes(1))) struct RefusalCountTests {
    /// A line that appears once a request has been refused.
    struct Refusal: Sendable, CustomTestStringConvertible {
        let engine: SimulatedEngine
        var path = "/metrics"
        let line: String
        var testDescription: String { engine.rawValue }
    }

    static let refusals = [
        Refusal(engine: .tgi, line: #"tgi_request_failure{err="validation"} 1"#),
        Refusal(
            engine: .trtllm, path: "/prometheus/metrics",
            line:
                #"trtllm_request_error_total{engine_type="trtllm",http_code="400",model_name="tiny"} 1.0"#
        ),
        Refusal(
            engine: .sglang,
            line:
                #"sglang:http_responses_total{endpoint="/v1/chat/completions",method="POST",status_code="400"} 1.0"#
        ),
        Refusal(
            engine: .triton,
            line:
                #"nv_inference_request_failure{model="tiny",version="1",reason="OTHER"} 1"#),
        Refusal(
            engine: .dynamo,
            line:
                #"dynamo_frontend_requests_total{model="tiny",endpoint="chat_completions",error_type="validation",request_type="stream",status="error"} 1"#
        ),
        Refusal(
            engine: .lmdeploy,
            line: #"lmdeploy:num_requests_failed{engine="0",model_name="tiny"} 1.0"#),
    ]

    @Test(arguments: refusals)
    func `a refused request is counted where the engine counts it`(
        _ refusal: Refusal
    ) async throws {
        var configuration = TestServers.quick()
        configuration.release = SimulatedRelease(refusal.engine)
        try await withSimulatedServer(configuration) { server in
            let client = LoopbackClient(server)
            func lines() async throws -> [Substring] {
                let response = try await client.exchange("GET", refusal.path)
                return try #require(response).body.split(separator: "\n")
            }
            let before = try await lines()
            #expect(!before.contains { $0 == refusal.line })
            let refused = try await client.chat("{}")
            #expect(refused?.status == 400)
            let after = try await lines()
            #expect(after.contains { $0 == refusal.line }, "\(after)")
        }
    }
}
