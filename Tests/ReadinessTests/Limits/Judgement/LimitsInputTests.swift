import Foundation
import Readiness
import Signals
import Telemetry
import Testing

@Suite struct LimitsInputTests {
    private func identity(
        _ engine: EngineKind = .vllm, models: [String] = ["gemma"], limits: [EngineLimit] = [],
        failure: ProbeFailure? = nil
    ) throws -> EngineIdentity {
        let url = try ServerURL("http://localhost:8000")
        return EngineIdentity(
            baseURL: url, engine: failure == nil ? Sourced(engine, source: "metrics") : nil,
            version: nil, models: failure == nil ? models.map { ServedModel(id: $0) } : nil,
            limits: limits, detection: nil, families: nil,
            probes: ProbePath.allCases.map { path in
                IdentityProbe(path: path, url: url, failure: failure)
            })
    }

    private func trusted(_ input: LimitsInput, _ kind: LimitKind) -> LimitReading? {
        input.live.trusted(kind, tolerance: .standard)?.reading
    }

    @Test func `a server's own answer tells its slots`() throws {
        var input = LimitsInput(name: "x")
        let field = "vllm_config.scheduler_config.max_num_seqs"
        input.add(
            try identity(limits: [
                EngineLimit(
                    kind: .runningRequests, value: 16,
                    provenance: .httpPath("/server_info", field: field)),
                EngineLimit(
                    kind: .batchTokens, value: 8192,
                    provenance: .httpPath("/server_info", field: "max_num_batched_tokens")),
                EngineLimit(
                    kind: .kvCacheBytes, value: 1e10, provenance: .logLine(number: 1, text: "")),
            ]), model: nil)
        #expect(input.model == "gemma")
        #expect(input.engine == "vllm")
        #expect(trusted(input, .runningRequests)?.value == 16)
        #expect(trusted(input, .runningRequests)?.origin == .http)
        #expect(trusted(input, .runningRequests)?.source == "\(field) of GET /server_info")
        #expect(trusted(input, .batchedTokens)?.value == 8192)
        #expect(input.failure == nil)
    }

    @Test func `llama-server's memory is that of its slots`() throws {
        var input = LimitsInput(name: "x")
        input.add(
            try identity(
                .llamacpp,
                limits: [
                    EngineLimit(
                        kind: .runningRequests, value: 4,
                        provenance: .httpPath("/props", field: "total_slots")),
                    EngineLimit(
                        kind: .contextTokens, value: 2048,
                        provenance: .httpPath("/props", field: "n_ctx")),
                ]), model: nil)
        #expect(trusted(input, .kvCacheTokens)?.value == 8192)
        let date = Date(timeIntervalSince1970: 0)
        #expect(LimitsConclusion.report(input, startedAt: date).verdict == .ready)
        // With one context for all slots the log says less, and is believed.
        input.live.readings.append(
            LimitReading(.kvCacheTokens, 2048, .log, source: "llama.log:7"))
        let shared = LimitsConclusion.report(input, startedAt: date)
        #expect(trusted(input, .kvCacheTokens)?.value == 2048)
        #expect(shared.findings.isEmpty)
    }

    @Test func `of several models the one that is meant counts`() throws {
        let limits = [
            EngineLimit(
                kind: .contextTokens, value: 4096, provenance: .httpPath("/v1/models", field: nil),
                scope: "small"),
            EngineLimit(
                kind: .contextTokens, value: 8192, provenance: .httpPath("/v1/models", field: nil),
                scope: "large"),
        ]
        var input = LimitsInput(name: "x")
        input.add(try identity(models: ["small", "large"], limits: limits), model: "large")
        #expect(trusted(input, .contextTokens)?.value == 8192)
    }

    @Test func `a server that nobody reaches, and one that wants a key, tell nothing`() throws {
        var input = LimitsInput(name: "x")
        input.add(try identity(failure: .unauthorized), model: nil)
        #expect(input.failure?.hasPrefix("the endpoint tells nothing without a key") == true)
        input = LimitsInput(name: "x")
        let refused = TelemetryError.connectionRefused(host: "localhost", port: 8000)
        input.add(try identity(failure: .transport(refused)), model: nil)
        #expect(input.failure == refused.description)
    }

    @Test func `a log fills the gaps and is no other process's word`() {
        var input = LimitsInput(name: "x")
        input.live.readings = [
            LimitReading(.runningRequests, 8, .http, source: "GET /server_info")
        ]
        let log = StartupLog.parse(
            lines: [
                "INFO 05-01 10:00:00 [api_server.py:1] vLLM API server version 0.20.1",
                "INFO 05-01 10:00:01 [utils.py:1] non-default args: {'max_num_seqs': 12}",
                "INFO 05-01 10:00:40 [kv_cache_utils.py:1] GPU KV cache size: 71,439 tokens, "
                    + "Maximum concurrency for 8,192 tokens per request: 8.72x",
            ])
        input.add(log, file: "vllm.log")
        #expect(input.engine == "vllm")
        #expect(input.engineVersion == "0.20.1")
        #expect(trusted(input, .runningRequests)?.value == 8)
        #expect(trusted(input, .kvCacheTokens)?.source == "vllm.log:3")
        #expect(trusted(input, .fullLengthRequests)?.value == 8.72)
        #expect(input.notes.isEmpty)
    }

    @Test func `a log without limits says so`() {
        var input = LimitsInput(name: "x")
        input.add(
            StartupLog.parse(lines: ["vLLM API server version 0.20.1"]), file: "vllm.log")
        #expect(
            input.notes == [
                "vllm.log tells no limit; give the log from the start of the engine on"
            ])
    }
}
