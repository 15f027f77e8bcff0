import Inference
import Readiness
import Testing

@Suite struct ClassicProbeConfigTests {
    private func parse(
        _ yaml: String, environment: [String: String] = [:]
    ) throws(ProfileErrors) -> ClassicProbeConfig {
        try ClassicProbeConfig.parse(yaml: yaml, file: "vllm.yml", environment: environment)
    }

    @Test func `the published vLLM file is read, its ignored limit named`() throws {
        let config = try parse(
            """
            providers:
              - name: openai
                label: vllm-local
                api_key: unused
                base_url: http://localhost:8000
                models:
                  - name: Qwen/Qwen2-0.5B-Instruct
                    thresholds:
                      max_ttft: 3s
                      max_latency: 30s
                      min_throughput: 2
            """)
        let endpoint = try #require(config.endpoints.first)
        #expect(config.endpoints.count == 1)
        #expect(endpoint.label == "vllm-local")
        #expect(endpoint.url.text == "http://localhost:8000")
        #expect(endpoint.model == "Qwen/Qwen2-0.5B-Instruct")
        #expect(endpoint.prompt == "Hello")
        #expect(endpoint.maxTokens == 20)
        #expect(endpoint.timeout == .seconds(30))
        #expect(endpoint.credential == .key(Secret("unused")))
        #expect(
            endpoint.limits
                == Profile.ProbeLimits(
                    ttft: .seconds(3), latency: .seconds(30), tokensPerSecond: 2))
        #expect(
            config.notes.map(\.description) == [
                "vllm.yml:11:11: the readiness-gate project's probe reads min_tokens_per_sec here and "
                    + "passed over providers[0].models[0].thresholds.min_throughput; "
                    + "firstlight applies it: at least 2 tok/s"
            ])
    }

    @Test func `the innermost setting wins, and other APIs are left out with a note`() throws {
        let config = try parse(
            """
            defaults:
              prompt: "Say hello."
              max_tokens: 10
              timeout: 1m
              concurrency: 5
            baseline: baseline.json
            providers:
              - name: openai
                api_key: ${OPENAI_API_KEY}
                timeout: 20s
                models:
                  - name: gpt-4o
                    max_tokens: 7
                    thresholds: {min_tokens_per_sec: 20, max_ttft_multiplier: 2.0}
                  - gpt-4o-mini
              - name: anthropic
                api_key: ${ANTHROPIC_API_KEY}
                models: [{name: claude}]
              - type: vllm
                name: blue
                url: http://blue:8000/v1
                api_key_env: BLUE_KEY
                model: m
            """, environment: ["OPENAI_API_KEY": "o", "BLUE_KEY": "b"])
        #expect(config.endpoints.map(\.model) == ["gpt-4o", "gpt-4o-mini", "m"])
        #expect(config.endpoints.map(\.label) == ["openai", "openai", "blue"])
        #expect(config.endpoints.map(\.maxTokens) == [7, 10, 10])
        #expect(config.endpoints.map(\.timeout) == [.seconds(20), .seconds(20), .seconds(60)])
        #expect(config.endpoints.map(\.prompt) == ["Say hello.", "Say hello.", "Say hello."])
        #expect(config.endpoints.map(\.limits.tokensPerSecond) == [20, nil, nil])
        #expect(
            config.endpoints.map(\.url.text) == [
                "https://api.openai.com", "https://api.openai.com", "http://blue:8000/v1",
            ])
        #expect(
            config.endpoints.map(\.credential) == [
                .key(Secret("o")), .key(Secret("o")), .key(Secret("b")),
            ])
        #expect(
            config.notes.map(\.description) == [
                "vllm.yml:6:1: key \"baseline\" is not known to firstlight and is left out",
                "vllm.yml:5:3: defaults.concurrency is left out: it limits how many endpoints are "
                    + "probed at once, and firstlight gates one",
                "vllm.yml:8:5: providers[0]: base_url is missing; https://api.openai.com is used, "
                    + "as the original tool does",
                "vllm.yml:14:46: key \"providers[0].models[0].thresholds.max_ttft_multiplier\" is not known to firstlight "
                    + "and is left out",
                "vllm.yml:16:11: providers[1].name: the anthropic API is not supported by this "
                    + "version; the provider is left out",
            ])
    }

    struct Key: Sendable, CustomTestStringConvertible {
        let line: String
        let credential: String?
        let note: String?
        var testDescription: String { line }
    }

    @Test(arguments: [
        Key(line: "label: x", credential: nil, note: nil),
        Key(line: "api_key: ''", credential: nil, note: nil),
        Key(line: "api_key: unused", credential: "unused", note: nil),
        Key(line: "api_key: ${KEY}", credential: "value", note: nil),
        Key(line: "api_key: $KEY", credential: "value", note: nil),
        Key(line: "api_key_env: KEY", credential: "value", note: nil),
        Key(
            line: "api_key: sk-live-1", credential: "sk-live-1",
            note: "vllm.yml:2:5: providers[0].api_key holds a key in plain text; write ${NAME} and "
                + "keep it in the environment"),
    ])
    func `a key comes from the file or the environment`(_ key: Key) throws {
        let config = try parse(
            """
            providers:
              - \(key.line)
                name: openai
                base_url: http://h
                model: m
            """, environment: ["KEY": "value"])
        let expected = key.credential.map { ClassicProbeConfig.Credential.key(Secret($0)) }
        #expect(config.endpoints.map(\.credential) == [expected ?? .none])
        #expect(config.notes.map(\.description) == [key.note].compactMap(\.self))
    }

    struct Refused: Sendable, CustomTestStringConvertible {
        let yaml: String
        let message: String
        var testDescription: String { yaml }
    }

    @Test(arguments: [
        Refused(yaml: "", message: "vllm.yml: is empty; a probe configuration lists its providers"),
        Refused(yaml: "defaults: {}", message: "vllm.yml: providers is missing"),
        Refused(
            yaml: "providers: [{name: anthropic, models: [m]}]",
            message:
                "vllm.yml: lists no endpoint that firstlight can measure; it speaks the OpenAI API, as in "
                + "providers: [{name: openai, base_url: http://localhost:8000, models: [{name: my-model}]}]"
        ),
        Refused(
            yaml: "providers: [{models: [m]}]",
            message: "vllm.yml:1:13: providers[0]: names no provider; write name: openai"),
        Refused(
            yaml: "providers: [{name: openai, base_url: h, models: [m]}]",
            message:
                "vllm.yml:1:38: providers[0].base_url: \"h\" has no scheme; write http:// or https:// in front of it"
        ),
        Refused(
            yaml: "providers: [{name: openai, base_url: http://h, models: [{prompt: x}]}]",
            message: "vllm.yml:1:57: providers[0].models[0]: names no model; write name: my-model"),
        Refused(
            yaml: "providers: [{name: openai, base_url: http://h, timeout: 30, models: [m]}]",
            message:
                "vllm.yml:1:57: providers[0].timeout: \"30\" has no unit; write 30ms, 30s or 30m"),
        Refused(
            yaml: "providers: [{name: openai, base_url: http://<pod-id>.example.com, models: [m]}]",
            message:
                "vllm.yml:1:38: providers[0].base_url: \"http://<pod-id>.example.com\" has a character that a URL cannot hold"
        ),
        Refused(
            yaml: "providers: [x]",
            message:
                "vllm.yml:1:13: providers[0]: expected a mapping with name, type, provider, label, base_url, url, "
                + "api_key, api_key_env, models, model, prompt, max_tokens, timeout, thresholds, found \"x\""
        ),
    ])
    func `a file without a usable endpoint is refused`(_ refused: Refused) {
        let error = #expect(throws: ProfileErrors.self) { try parse(refused.yaml) }
        #expect(error?.problems.map { "\($0.place): \($0.message)" } == [refused.message])
    }
}
