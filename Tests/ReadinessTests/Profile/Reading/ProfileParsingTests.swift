import Inference
import Readiness
import Testing

@Suite struct ProfileParsingTests {
    private func parse(
        _ yaml: String, environment: [String: String] = [:]
    ) throws(ProfileErrors) -> Profile {
        try Profile.parse(yaml: yaml, file: "firstlight.yml", environment: environment)
    }

    @Test func `a URL is enough, and everything else has its default`() throws {
        let profile = try parse("target: {url: http://localhost:8000}")
        #expect(profile == Profile(url: try HTTPAddress("http://localhost:8000")))
        #expect(profile.version == 1)
        #expect(profile.name == "localhost-8000")
        #expect(profile.target.model == nil)
        #expect(profile.target.api == .openaiChat)
        #expect(profile.target.apiKey == nil)
        #expect(profile.target.keepAlive)
        #expect(profile.engine == Profile.Engine())
        #expect(profile.workload.prompt == .named("short-chat"))
        #expect(profile.workload.maxTokens == 32)
        #expect(profile.workload.concurrency == 4)
        #expect(profile.workload.stream)
        #expect(
            profile.objectives.map(\.description) == [
                "ttft p95 <= 2 s", "e2e p95 <= 30 s", "error rate <= 5 %",
            ])
        #expect(profile.warnings.isEmpty)
        #expect(profile.gate.minProbes == 5)
        #expect(profile.gate.maxProbes == 300)
        #expect(profile.gate.maxDuration == .seconds(120))
        #expect(profile.gate.confidence == 0.95)
        #expect(profile.gate.warmup == 2)
        #expect(profile.gate.decision == .sequential)
        #expect(profile.gate.passRate == 0.95)
        #expect(profile.gate.interval == nil)
        #expect(profile.gate.probeLimits == nil)
    }

    @Test func `every key is read`() throws {
        let profile = try parse(
            """
            version: 1
            name: chat-staging
            target:
              url: https://gateway.example.com:8443/models/qwen/v1/
              model: Qwen/Qwen2-0.5B-Instruct
              api: openai-completions
              apiKey: ${OPENAI_API_KEY}   # environment only
              headers:
                X-Tenant: blue
                Authorization: Bearer ${TOKEN}
              caFile: /etc/ssl/own.pem
              keepAlive: no
            engine:
              metrics: [http://a:8000/metrics, http://b:8000/metrics]
              prometheus: http://localhost:9090
              selector: {model_name: Qwen/Qwen2-0.5B-Instruct, replica: 7}
              startupLog: vllm.log
              expect: {maxNumSeqs: 16}
            workload: {prompt: {text: "Say hello."}, promptTokens: 64, maxTokens: 128, concurrency: 1, temperature: 0.5, stream: true}
            objectives:
              - ttft p95 <= 500ms
              - throughput p50 >= 3 tok/s
            warnings: itl p99 <= 150ms
            gate: {minProbes: 10, maxProbes: 400, maxDuration: 3m, confidence: 99%, warmup: 0, decision: threshold, passRate: 0.9, interval: 1s}
            timeouts: {connect: 2s, firstToken: 20s, gap: 5s, total: 40s}
            """, environment: ["OPENAI_API_KEY": "sk-1", "TOKEN": "t-2", "OTHER": "x"])
        #expect(profile.name == "chat-staging")
        #expect(profile.target.url.text == "https://gateway.example.com:8443/models/qwen/v1")
        #expect(profile.target.model == "Qwen/Qwen2-0.5B-Instruct")
        #expect(profile.target.api == .openaiCompletions)
        #expect(profile.target.apiKey?.reveal() == "sk-1")
        #expect(profile.target.headers.map(\.name) == ["X-Tenant", "Authorization"])
        #expect(profile.target.headers.map { $0.value.reveal() } == ["blue", "Bearer t-2"])
        #expect(profile.target.caFile == "/etc/ssl/own.pem")
        #expect(!profile.target.keepAlive)
        #expect(
            profile.engine.metrics.map(\.text) == [
                "http://a:8000/metrics", "http://b:8000/metrics",
            ])
        #expect(profile.engine.prometheus?.port == 9090)
        #expect(
            profile.engine.selector == ["model_name": "Qwen/Qwen2-0.5B-Instruct", "replica": "7"])
        #expect(profile.engine.startupLog == "vllm.log")
        #expect(profile.engine.expect.maxNumSeqs == 16)
        #expect(
            profile.workload
                == Profile.Workload(
                    prompt: .text("Say hello."), promptTokens: 64, maxTokens: 128, concurrency: 1,
                    temperature: 0.5, stream: true))
        #expect(profile.objectives.map(\.id) == ["ttft_p95", "throughput_p50"])
        #expect(profile.warnings.map(\.id) == ["itl_p99"])
        #expect(
            profile.gate
                == Profile.Gate(
                    minProbes: 10, maxProbes: 400, maxDuration: .seconds(180), confidence: 0.99,
                    warmup: 0, decision: .threshold, passRate: 0.9, interval: .seconds(1)))
        #expect(
            profile.timeouts
                == Profile.Timeouts(
                    connect: .seconds(2), firstToken: .seconds(20), gap: .seconds(5),
                    total: .seconds(40)))
    }

    @Test func `anchors, merge keys and keys for anchors are fine`() throws {
        let profile = try parse(
            """
            x-common: &common
              maxTokens: 16
              concurrency: 2
            target: {url: &url http://localhost:8000}
            engine: {metrics: [*url]}
            workload:
              <<: *common
              concurrency: 8
            """)
        #expect(profile.workload.maxTokens == 16)
        #expect(profile.workload.concurrency == 8)
        #expect(profile.engine.metrics.map(\.text) == ["http://localhost:8000"])
    }

    @Test func `quoted values, CRLF, a byte order mark and empty sections are fine`() throws {
        let profile = try parse(
            "\u{FEFF}version: \"1\"\r\ntarget:\r\n  url: 'http://localhost:8000'\r\nengine:\r\n"
                + "gate:\r\n  maxProbes: \"200\"\r\n  confidence: '90%'\r\n")
        #expect(profile.gate.maxProbes == 200)
        #expect(profile.gate.confidence == 0.9)
    }

    @Test func `timeouts stretch with the limits unless they are written`() throws {
        let defaults = try parse("target: {url: http://h}").requestTimeouts
        #expect(
            defaults
                == Profile.RequestTimeouts(
                    connect: .seconds(10), firstToken: .seconds(60), gap: .seconds(30),
                    total: .seconds(120)))
        let stretched = try parse(
            "{target: {url: http://h}, objectives: [ttft p95 <= 50s, e2e p95 <= 5m, itl p99 <= 20s]}"
        )
        #expect(
            stretched.requestTimeouts
                == Profile.RequestTimeouts(
                    connect: .seconds(10), firstToken: .seconds(100), gap: .seconds(40),
                    total: .seconds(600)))
        let written = try parse("{target: {url: http://h}, timeouts: {total: 40s, gap: 5s}}")
        #expect(
            written.requestTimeouts
                == Profile.RequestTimeouts(
                    connect: .seconds(10), firstToken: .seconds(40), gap: .seconds(5),
                    total: .seconds(40)))
    }

    struct Named: Sendable {
        let url: String
        let name: String
    }

    @Test(arguments: [
        Named(url: "http://localhost:8000/v1", name: "localhost-8000"),
        Named(url: "https://API.Example.com", name: "api.example.com"),
        Named(url: "http://[::1]:8000", name: "1-8000"),
        Named(url: "http://127.0.0.1:41873", name: "127.0.0.1-41873"),
    ])
    func `a profile without a name is named for its endpoint`(_ named: Named) throws {
        let name = Profile.name(for: try HTTPAddress(named.url))
        #expect(name == named.name)
        #expect(Profile.isName(name))
    }

    @Test(arguments: ["", ".", "..", ".hidden", "-x", "a/b", "a b", "\u{E9}t\u{E9}", "a\n"])
    func `what could leave the run directory is no name`(_ name: String) {
        #expect(!Profile.isName(name))
        #expect(!Profile.isName(String(repeating: "a", count: 65)))
        #expect(Profile.isName(String(repeating: "a", count: 64)))
    }
}
