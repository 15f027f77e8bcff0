import EngineModel
import Simulator
import Testing

/// What engines say while they start, with the numbers of the configuration.
@Suite struct StartupLogTests {
    /// A release and lines it must write.
    struct Start: Sendable, CustomTestStringConvertible {
        let engine: SimulatedEngine
        let version: String
        let lines: [String]
        var testDescription: String { "\(engine.rawValue) \(version)" }
    }

    static let starts: [Start] = [
        Start(
            engine: .vllm, version: "0.32.0",
            lines: [
                "INFO 01-15 08:00:00 [kv_cache_utils.py:2327] GPU KV cache size: 71,424 tokens, "
                    + "Maximum concurrency for 8,192 tokens per request: 8.72x",
                "'max_num_seqs': 16}",
            ]),
        Start(
            engine: .vllm, version: "0.27.0",
            lines: [
                "] GPU KV cache size: 71,424 tokens",
                "] Maximum concurrency for 8,192 tokens per request: 8.72x",
                "Available KV cache memory: 8.72 GiB",
            ]),
        Start(
            engine: .vllm, version: "0.8.5",
            lines: ["INFO 01-15 08:00:00 [kv_cache_utils.py:1305] GPU KV cache size: 71,424"]),
        Start(
            engine: .vllmV0, version: "0.6.6",
            lines: [
                "# GPU blocks: 4464, # CPU blocks: 0",
                "Maximum concurrency for 8192 tokens per request: 8.72x",
            ]),
        Start(engine: .vllmV0, version: "0.7.3", lines: ["# cuda blocks: 4464"]),
        Start(
            engine: .sglang, version: "0.5.22",
            lines: [
                "max_total_num_tokens=71424, chunked_prefill_size=8192, max_prefill_tokens=16384, "
                    + "max_running_requests=16, context_len=8192, available_gpu_mem=",
                "KV Cache is allocated. #tokens: 71424, K size: 4.36 GB, V size: 4.36 GB",
            ]),
        Start(
            engine: .tgi, version: "3.3.7", lines: ["Setting max batch total tokens to 71424"]),
        Start(
            engine: .trtllm, version: "1.3.0",
            lines: ["max tokens in paged KV cache (71424).", "maxNumSequences: 16"]),
        Start(engine: .triton, version: "2.60.0", lines: ["Number of tokens per block: 16."]),
        Start(
            engine: .dynamo, version: "1.3.1", lines: ["(v0.19.0)", "KV cache size: 71,424"]),
        Start(
            engine: .llamaCpp, version: "b11434",
            lines: ["initializing, n_slots = 16, n_ctx_slot = 8192, kv_unified = 'false'"]),
        Start(engine: .lmdeploy, version: "0.18.0", lines: ["max_batch_size=16", "4464"]),
        Start(engine: .ollama, version: "0.33.0", lines: ["(version 0.33.0)", "= 8192"]),
        Start(engine: .llmdSimulator, version: "0.10.2", lines: ["max-num-seqs=16"]),
        Start(engine: .router, version: "0.1.11", lines: ["Uvicorn running on"]),
    ]

    @Test(arguments: starts) func `a start tells the limits`(_ start: Start) throws {
        var configuration = SimulatedServerConfiguration(calibration: .gemma26BOnL40S)
        configuration.release = try SimulatedRelease(start.engine, version: start.version)
        let log = StartupLog(configuration: configuration, startUnixSeconds: 1_800_000_000)
        for line in start.lines {
            #expect(log.lines.contains { $0.contains(line) }, "\(line) in \(log.lines)")
        }
    }

    @Test func `the one line of 0.28 was two before`() throws {
        var configuration = SimulatedServerConfiguration(calibration: .gemma26BOnL40S)
        for (version, count) in [("0.27", 0), ("0.28", 1)] {
            configuration.release = try SimulatedRelease(.vllm, version: version)
            let log = StartupLog(configuration: configuration, startUnixSeconds: 1_800_000_000)
            let joined = log.lines.filter {
                $0.contains("KV cache size") && $0.contains("Maximum concurrency")
            }
            #expect(joined.count == count)
        }
    }
}
