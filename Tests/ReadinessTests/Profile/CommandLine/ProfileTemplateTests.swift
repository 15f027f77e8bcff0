import Inference
import Readiness
import Testing

@Suite struct ProfileTemplateTests {
    private func read(
        _ profile: Profile, apiKeyVariable: String? = nil, environment: [String: String] = [:]
    ) throws -> Profile {
        let yaml = ProfileTemplate.render(profile, apiKeyVariable: apiKeyVariable)
        return try Profile.parse(yaml: yaml, file: "firstlight.yml", environment: environment)
    }

    @Test func `the defaults survive being written and read`() throws {
        let profile = Profile(url: try HTTPAddress("http://localhost:8000"))
        #expect(try read(profile) == profile)
    }

    @Test func `the template explains itself`() throws {
        var profile = Profile(url: try HTTPAddress("http://localhost:8000"), name: "chat")
        profile.target.model = "Qwen/Qwen2-0.5B-Instruct"
        profile.engine.metrics = [try HTTPAddress("http://localhost:8000/metrics")]
        #expect(
            ProfileTemplate.render(profile, apiKeyVariable: "OPENAI_API_KEY") == """
                # What to test, how, and what to require of it.
                # Run it with: firstlight gate firstlight.yml
                version: 1
                # Names the run directory: letters, digits, ".", "_" and "-".
                name: chat

                target:
                  # With or without /v1.
                  url: http://localhost:8000
                  # May be left out when the endpoint serves exactly one model.
                  model: Qwen/Qwen2-0.5B-Instruct
                  # openai-chat, openai-completions, anthropic, ollama-chat, ollama-generate, tgi or llamacpp.
                  api: openai-chat
                  # Only ever from the environment.
                  apiKey: ${OPENAI_API_KEY}
                  # headers: {X-Tenant: blue, X-Api-Key: "${GATEWAY_KEY}"}
                  # Certificate authorities to trust instead of the system's, as PEM.
                  # caFile: ca.pem
                  # false opens a new connection for every request.
                  # keepAlive: true

                # Where the engine's own signals come from; everything here is optional.
                engine:
                  # One metrics endpoint for each replica.
                  metrics: [http://localhost:8000/metrics]
                  # prometheus: http://localhost:9090
                  # It judges where no metrics can be scraped, and is compared where they can.
                  # Labels that select this endpoint's series.
                  # selector: {model_name: my-model}
                  # The response header that names the replica that answered.
                  # replicaHeader: x-served-by
                  # startupLog: vllm.log
                  # expect: {maxNumSeqs: 16}

                # What every probe sends.
                workload:
                  # short-chat, long-context, code, rag, or {text: "..."} for a text of your own.
                  prompt: short-chat
                  promptTokens: 128
                  maxTokens: 32
                  # Requests in flight at once.
                  concurrency: 4
                  # temperature: 0
                  stream: true

                # Hard limits: one violated means NOT READY.
                objectives:
                  - ttft p95 <= 2 s
                  - e2e p95 <= 30 s
                  - error rate <= 5 %
                # Soft limits: one violated means DEGRADED.
                # warnings:
                #   - itl p99 <= 150ms
                #   - kv cache max <= 85%

                # How the decision is made.
                gate:
                  # READY is never said on fewer probes; NOT READY does not wait for them.
                  minProbes: 5
                  # An undecided gate gives up after either of these.
                  maxProbes: 300
                  maxDuration: 2m
                  confidence: 95%
                  # Requests sent first and reported apart.
                  warmup: 2
                  # sequential (bounds that hold however often one looks)
                  # or threshold (point estimates).
                  decision: sequential
                  # Share of probes that must pass; used by threshold only.
                  passRate: 95%
                  # The pause between the starts of two rounds of probes.
                  # interval: 5s

                # When a request is given up; a timeout counts as a failure.
                # Values behind # are in force as long as nothing else is written.
                timeouts:
                  # connect: 10s
                  # firstToken: 1m
                  # gap: 30s
                  # total: 2m

                """)
    }

    @Test func `a template with every line uncommented is valid too`() throws {
        let profile = Profile(url: try HTTPAddress("http://localhost:8000"))
        let yaml = ProfileTemplate.render(profile, apiKeyVariable: "OPENAI_API_KEY")
        let uncommented = yaml.split(separator: "\n", omittingEmptySubsequences: false).map {
            line in
            let text = line.drop { $0 == " " || $0 == "#" }
            let key = text.prefix { $0.isLetter }
            let isSetting =
                text.dropFirst(key.count).hasPrefix(": ") && key.first?.isLowercase == true
            let isList = line.hasPrefix("#   - ") || line == "# warnings:"
            guard line.contains("#"), isSetting && line.contains("# ") || isList else {
                return String(line)
            }
            return isList ? String(line.dropFirst(2)) : "  " + String(text)
        }.joined(separator: "\n")
        #expect(uncommented.contains("\n  interval: 5s") && uncommented.contains("\nwarnings:\n"))
        let read = try Profile.parse(
            yaml: uncommented, file: "t.yml",
            environment: ["OPENAI_API_KEY": "k", "GATEWAY_KEY": "g"])
        #expect(read.warnings.count == 2)
        #expect(read.timeouts.total == .seconds(120))
        #expect(read.target.headers.count == 2)
        #expect(read.engine.expect.maxNumSeqs == 16)
    }

    @Test func `any profile survives being written and read`() throws {
        var random = SplitMix(seed: 31_337)
        for _ in 0..<300 {
            let profile = try Self.random(&random)
            #expect(try read(profile) == profile)
        }
    }

    @Test func `an API key is written as the name of its variable`() throws {
        var profile = Profile(url: try HTTPAddress("http://localhost:8000"))
        profile.target.apiKey = Secret("sk-live")
        let yaml = ProfileTemplate.render(profile, apiKeyVariable: "KEY")
        #expect(!yaml.contains("sk-live"))
        #expect(
            try read(profile, apiKeyVariable: "KEY", environment: ["KEY": "sk-live"]) == profile)
    }

    private static let texts = [
        "Qwen/Qwen2-0.5B-Instruct", "model: with colon", "#hash", "- dash", "yes", "null", "7",
        "quote\"and\\slash", "tab\tand\nline", "\u{E9}t\u{E9} \u{1F600}", "'single'", "*star",
        "a, b",
        "{brace}", "trailing:", "@at", "`tick`", "%percent", "\u{85}\u{2028}\u{FEFF}x", "${NAME}",
        "~",
    ]

    private static func random(_ random: inout SplitMix) throws -> Profile {
        func text() -> String { texts.randomElement(using: &random) ?? "x" }
        func maybe<Value>(_ value: Value) -> Value? { Bool.random(using: &random) ? value : nil }
        func duration() -> Duration {
            .microseconds(Int64.random(in: 1...90_000_000, using: &random))
        }
        func share(_ range: ClosedRange<Int>) -> Double {
            Double(Int.random(in: range, using: &random)) / 1_000
        }
        var profile = Profile(
            url: try HTTPAddress("https://host-\(Int.random(in: 0..<99, using: &random)):8443/v1"),
            name: maybe("run-\(Int.random(in: 0..<99, using: &random))"))
        profile.target.model = maybe(text())
        profile.target.api = maybe(.openaiCompletions) ?? .openaiChat
        profile.target.caFile = maybe(text())
        profile.target.keepAlive = Bool.random(using: &random)
        profile.engine.metrics =
            maybe([try HTTPAddress("http://a/metrics"), try HTTPAddress("http://[::1]:1/m")]) ?? []
        profile.engine.prometheus = maybe(try HTTPAddress("http://prometheus:9090"))
        profile.engine.selector = maybe(["b": text(), "a": text()]) ?? [:]
        profile.engine.replicaHeader = maybe("x-pod")
        profile.engine.startupLog = maybe(text())
        profile.engine.expect.maxNumSeqs = maybe(Int.random(in: 1...64, using: &random))
        profile.workload = Profile.Workload(
            prompt: maybe(.text(text())) ?? .named("short-chat"),
            promptTokens: Int.random(in: 1...4_096, using: &random),
            maxTokens: Int.random(in: 2...512, using: &random),
            concurrency: Int.random(in: 10...64, using: &random),
            temperature: maybe(share(0...2_000)))
        profile.objectives = [
            Objective(
                metric: .ttft, statistic: .percentile(share(1...99_999)),
                threshold: share(1...9_000)),
            Objective(metric: .errorRate, statistic: .share, threshold: share(1...999)),
        ]
        profile.warnings =
            maybe([Objective(metric: .running, statistic: .maximum, threshold: 16)]) ?? []
        profile.gate = Profile.Gate(
            minProbes: Int.random(in: 1...10, using: &random),
            maxProbes: Int.random(in: 10...500, using: &random), maxDuration: duration(),
            confidence: share(500...999), warmup: Int.random(in: 0...5, using: &random),
            decision: maybe(.threshold) ?? .sequential, passRate: share(1...1_000),
            interval: maybe(duration()))
        profile.timeouts = Profile.Timeouts(
            connect: maybe(.seconds(20) + duration()), firstToken: maybe(.seconds(20) + duration()),
            gap: maybe(duration()), total: maybe(.seconds(20) + duration()))
        return profile
    }
}
