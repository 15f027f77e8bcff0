import Signals
import Telemetry
import TestKit
import Testing

@Suite struct StartupLogTests {
    private func value(_ kind: EngineLimit.Kind, in log: StartupLog) -> Double? {
        log.limits.first { $0.kind == kind }?.value
    }

    // MARK: - Captured logs

    @Test func `a queueing vLLM tells its limits, its arguments and its plateau`() throws {
        let log = StartupLog.parse(try Fixture.bytes("vllm-0.32.0-queueing.log"))
        #expect(log.engine == Sourced(.vllm, source: "log line 4"))
        #expect(log.version?.value == "0.32.0")
        #expect(log.model?.value.hasSuffix("tiny-deep") == true)
        #expect(log.arguments["max_num_seqs"] == "2")
        #expect(value(.runningRequests, in: log) == 2)
        #expect(value(.contextTokens, in: log) == 2048)
        #expect(value(.kvCacheTokens, in: log) == 131072)
        #expect(value(.fullLengthRequests, in: log) == 64)
        #expect(log.restarts == 0)
        let load = try #require(log.statistics.first)
        #expect(load.runningMax == 2)
        #expect(load.waitingMax == 4)
        #expect(load.kvUsageMax == 0.006)
        #expect(load.plateau?.running == 2)
        #expect(load.plateau?.lines == 5)
        #expect(log.inferredLimits.map(\.value) == [2])
        #expect(log.inferredLimits.first?.source.contains("running flat at 2") == true)
    }

    @Test func `a preempting vLLM has no plateau: its memory holds it back`() throws {
        let log = StartupLog.parse(try Fixture.bytes("vllm-0.32.0-preempting.log"))
        #expect(value(.kvCacheTokens, in: log) == 1280)
        #expect(value(.fullLengthRequests, in: log) == 1.25)
        let load = try #require(log.statistics.first)
        #expect(load.waitingMax == 5)
        #expect(((load.kvUsageMax ?? 0) * 1000).rounded() == 923)
        #expect(load.plateau == nil)
        #expect(log.inferredLimits.isEmpty)
    }

    @Test func `an older vLLM with colours and two lines is read as well`() throws {
        let log = StartupLog.parse(try Fixture.bytes("vllm-0.14.1.log"))
        #expect(log.version?.value == "0.14.1")
        #expect(value(.kvCacheTokens, in: log) == 2_097_152)
        #expect(value(.fullLengthRequests, in: log) == 1024)
        #expect(value(.batchTokens, in: log) == 2048)
        #expect(log.limits.first { $0.kind == .kvCacheTokens }?.scope == "0")
        #expect(log.arguments["served_model_name"] == "['tiny']")
        #expect(log.arguments["enforce_eager"] == "True")
        #expect(log.statistics.first?.runningMax == 6)
    }

    @Test func `a vLLM that did not start tells what it was given`() throws {
        let log = StartupLog.parse(try Fixture.bytes("vllm-0.32.0-kv-too-small.log"))
        #expect(log.version?.value == "0.32.0")
        #expect(value(.contextTokens, in: log) == 2048)
        #expect(value(.kvCacheTokens, in: log) == nil)
        #expect(log.statistics.isEmpty)
    }

    @Test func `llama-server tells slots, context and model`() throws {
        let log = StartupLog.parse(try Fixture.bytes("llamacpp-b11434-queueing.log"))
        #expect(log.engine?.value == .llamacpp)
        #expect(log.model?.value == "v/tiny-deep/tiny.gguf")
        #expect(value(.runningRequests, in: log) == 2)
        #expect(value(.contextTokens, in: log) == 2048)
    }

    @Test func `llama-cpp-python tells the context it made`() throws {
        let log = StartupLog.parse(try Fixture.bytes("llama-cpp-python-0.3.36.log"))
        #expect(log.engine?.value == .llamacpp)
        #expect(value(.runningRequests, in: log) == 1)
        #expect(value(.contextTokens, in: log) == 2048)
        #expect(value(.kvCacheTokens, in: log) == 2048)
    }

    @Test func `transformers serve tells nothing, and nothing is made up`() throws {
        let log = StartupLog.parse(try Fixture.bytes("transformers-5.23.0.log"))
        #expect(log.engine == nil)
        #expect(log.limits.isEmpty)
        #expect(log.arguments.isEmpty)
        #expect(log.lines == 60)
    }

    // MARK: - Several engines, several starts

    @Test func `of several workers of an engine the smallest number holds`() {
        let log = StartupLog.parse(lines: [
            "(EngineCore_DP0 pid=1) GPU KV cache size: 5,000 tokens",
            "(EngineCore_DP1 pid=2) GPU KV cache size: 3,000 tokens",
            "(EngineCore_DP0 pid=1) GPU KV cache size: 4,000 tokens",
            "(EngineCore_DP0 pid=1) GPU KV cache size: 4,500 tokens",
        ])
        #expect(log.limits.map(\.value) == [4000, 3000])
        #expect(log.limits.map(\.scope) == ["0", "1"])
        #expect(log.limits.map(\.source) == ["log line 3", "log line 2"])
    }

    @Test func `SGLang's ranks are told apart behind the time stamps of a container`() {
        let log = StartupLog.parse(lines: [
            "2026-11-21T02:06:12.1Z stderr F [2026-11-21 02:06:12 DP0 TP0] "
                + "max_total_num_tokens=500, max_running_requests=4, context_len=100",
            "2026-11-21T02:06:12.2Z stderr F [2026-11-21 02:06:12 DP1 TP0] "
                + "max_total_num_tokens=400, max_running_requests=3, context_len=100",
        ])
        #expect(log.limits.filter { $0.kind == .runningRequests }.map(\.value) == [4, 3])
        #expect(log.limits.map(\.scope) == ["0", "0", "0", "1", "1", "1"])
    }

    @Test func `what the engine computed beats what it was given`() {
        let log = StartupLog.parse(lines: [
            "server_args=ServerArgs(model_path='m', max_running_requests=256, tp_size=1)",
            "KV Cache is allocated. #tokens: 100, K size: 1 GB",
            "max_total_num_tokens=171008, max_running_requests=48, context_len=4096",
        ])
        #expect(value(.runningRequests, in: log) == 48)
        #expect(value(.kvCacheTokens, in: log) == 171008)
        #expect(log.model?.value == "m")
    }

    @Test func `two containers in one log are told apart`() {
        let log = StartupLog.parse(lines: [
            "a-1  | non-default args: {'model': 'first', 'max_num_seqs': 2}",
            "b-1  | non-default args: {'model': 'second', 'max_num_seqs': 16}",
            "proxy-1  | GET / 200",
            "b-1  | GPU KV cache size: 9,000 tokens",
            "a-1  | GPU KV cache size: 1,000 tokens",
        ])
        #expect(log.model?.value == "first")
        #expect(log.limits.map(\.scope) == ["a-1", "a-1", "b-1", "b-1"])
        #expect(log.limits.map(\.value) == [2, 1000, 16, 9000])
    }

    @Test func `a restart makes an end of what was told before`() {
        let start = { (slots: Int) in
            [
                "vLLM API server version 0.11.0",
                "non-default args: {'model': 'm', 'max_num_seqs': \(slots)}",
                "GPU KV cache size: \(slots),000 tokens",
                "Engine 000: Avg prompt throughput: 1.0 tokens/s, Running: \(slots) reqs, "
                    + "Waiting: 1 reqs, GPU KV cache usage: 1.0%",
            ]
        }
        let log = StartupLog.parse(lines: start(8) + start(2) + start(4))
        #expect(log.restarts == 2)
        #expect(value(.runningRequests, in: log) == 4)
        #expect(value(.kvCacheTokens, in: log) == 4000)
        #expect(log.statistics.map(\.lines) == [1])
    }

    // MARK: - Arguments

    @Test func `arguments keep nested values, quotes and commas`() {
        let log = StartupLog.parse(lines: [
            """
            non-default args: {'model': 'a, b', 'rope_scaling': {'type': 'yarn', 'factor': 4.0}, \
            'lora_modules': ["x='y'", 'z'], 'seed': None, 'note': "it's \\"here\\"", \
            'cut': 'not clo
            """
        ])
        #expect(
            log.arguments == [
                "model": "a, b", "rope_scaling": "{'type': 'yarn', 'factor': 4.0}",
                "lora_modules": "[\"x='y'\", 'z']", "seed": "None", "note": "it's \"here\"",
            ])
    }

    @Test func `secrets among the arguments are nowhere`() {
        let log = StartupLog.parse(lines: [
            "non-default args: {'api_key': ['sk-s3cret'], 'hf_token': 's3cret', "
                + "'max_num_seqs': 4, 'tokenizer': 't', 'max_tokens': 3, 'ssl_keyfile': 'f'}"
        ])
        #expect(log.arguments["api_key"] == "<secret>")
        #expect(log.arguments["hf_token"] == "<secret>")
        #expect(log.arguments["tokenizer"] == "t")
        #expect(log.arguments["max_tokens"] == "3")
        var dumped = ""
        dump(log, to: &dumped)
        #expect(!dumped.contains("s3cret"))
    }

    @Test func `TGI's arguments may take many lines`() {
        let log = StartupLog.parse(lines: [
            "2024-11-01 INFO text_generation_launcher: Args {", "    model_id: \"m\",",
            "    max_concurrent_requests: 64,", "    max_total_tokens: Some(", "        4096,",
            "    ),", "    api_key: Some(", "        \"s3cret\",", "    ),", "}",
            "2024-11-01 INFO text_generation_launcher: Sharding",
        ])
        #expect(log.engine?.value == .tgi)
        #expect(log.model?.value == "m")
        #expect(value(.admittedRequests, in: log) == 64)
        #expect(log.arguments["api_key"] == "<secret>")
    }

    @Test func `llama-server of 2025 tells its build`() {
        let log = StartupLog.parse(lines: ["build: 7079 (1411d9275) with cc (GCC) 14.1.1 for x86"])
        #expect(log.version?.value == "b7079-1411d9275")
    }

    @Test func `SGLang's decode lines are summed up, in ratios`() {
        let lines = (1...4).map {
            "[2025-07-14 05:50:0\($0)] Decode batch, #running-req: 8, #token: 10, "
                + "token usage: 0.25, cuda graph: True, #queue-req: \($0)"
        }
        let log = StartupLog.parse(lines: lines)
        #expect(log.statistics.first?.kvUsageMax == 0.25)
        #expect(log.statistics.first?.waitingMax == 4)
        #expect(log.inferredLimits.map(\.value) == [8])
    }

    // MARK: - Bytes

    @Test func `a file is read like its bytes, and a missing one is named`() async throws {
        let name = "vllm-0.32.0-queueing.log"
        #expect(
            try StartupLog.read(file: Fixture.path(name))
                == StartupLog.parse(try Fixture.bytes(name)))
        let error = #expect(throws: FileError.self) {
            try StartupLog.read(file: "/nonexistent/vllm.log")
        }
        #expect(
            error?.description
                == "/nonexistent/vllm.log cannot be read: No such file or directory")
        #expect(throws: FileError.self) { try StartupLog.read(file: "/") }
    }

    @Test func `however a log is cut into pieces, it tells the same`() throws {
        let bytes = try Fixture.bytes("vllm-0.14.1.log")
        let whole = StartupLog.parse(bytes)
        for seed in 1...10 as ClosedRange<UInt64> {
            var random = SeededGenerator(seed: seed)
            var parser = StartupLogParser()
            var rest = bytes[...]
            while !rest.isEmpty {
                let count = min(rest.count, Int.random(in: 1...4000, using: &random))
                parser.consume(rest.prefix(count))
                rest = rest.dropFirst(count)
            }
            #expect(parser.finish() == whole, "seed \(seed)")
        }
    }

    @Test func `damaged logs are read without harm, and no limit is out of range`() throws {
        let names = [
            "vllm-0.32.0-queueing.log", "llamacpp-b11434-queueing.log", "vllm-0.14.1.log",
        ]
        let logs = try names.map { try Fixture.bytes($0) }
        let special = Array("\n\r\u{1B}[{}()'\"\\,:=|<> 0123456789".utf8) + [0, 0x80, 0xFF]
        for seed in 1...60 as ClosedRange<UInt64> {
            var random = SeededGenerator(seed: seed)
            guard var bytes = logs.randomElement(using: &random) else { continue }
            for _ in 0..<Int.random(in: 1...400, using: &random) {
                let index = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0...2, using: &random) {
                case 0: bytes[index] = special.randomElement(using: &random) ?? 0
                case 1: bytes.remove(at: index)
                default: bytes.insert(UInt8.random(in: 0...255, using: &random), at: index)
                }
            }
            for limit in StartupLog.parse(bytes).limits {
                #expect(limit.value > 0 && limit.value < 1e25, "seed \(seed)")
            }
        }
    }

    @Test func `a line without end costs no memory and hides nothing after it`() {
        var parser = StartupLogParser()
        let piece = [UInt8](repeating: UInt8(ascii: "x"), count: 100_000)
        for _ in 0..<20 { parser.consume(piece) }
        parser.consume("\nGPU KV cache size: 77 tokens".utf8)
        let log = parser.finish()
        #expect(log.limits.map(\.value) == [77])
        #expect(log.limits.map(\.source) == ["log line 2"])
        #expect(log.lines == 2)
    }
}
