import Readiness
import Signals
import Testing

@Suite struct ManifestReaderTests {
    @Test(arguments: ManifestCase.kubernetes + ManifestCase.others)
    func `every way of deploying an engine is read`(test: ManifestCase) throws {
        let engines = try ManifestReader.read(test.text, file: test.file)
        let engine = try #require(engines.first)
        #expect(engine.name == test.engine)
        #expect(ManifestCase.words(engine) == test.settings)
        #expect(engine.notes.isEmpty)
    }

    @Test func `documents and containers of one file are kept apart`() throws {
        let text = """
            apiVersion: v1
            kind: Service
            metadata: {name: chat}
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: small}
            spec:
              template:
                spec:
                  initContainers:
                    - {name: load, image: vllm/vllm-openai, args: [--max-num-seqs=99]}
                  containers:
                    - {name: proxy, image: envoy, args: [-c, /etc/envoy.yaml]}
                    - {name: engine, image: vllm/vllm-openai, args: [--max-num-seqs=4]}
            --- # the other one
            apiVersion: apps/v1
            kind: StatefulSet
            metadata: {name: large}
            spec:
              replicas: 3
              template:
                spec:
                  containers:
                    - name: engine
                      image: lmsysorg/sglang:v0.5.9
                      command: [python3, -m, sglang.launch_server]
                      args: [--model-path, big, --max-running-requests, "32"]
            ---
            apiVersion: autoscaling/v2
            kind: HorizontalPodAutoscaler
            metadata: {name: small}
            spec:
              scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: small}
              minReplicas: 2
              maxReplicas: 9
            """
        let engines = try ManifestReader.read(text, file: "all.yaml")
        #expect(
            engines.map(\.name) == [
                "Deployment small, container engine", "StatefulSet large, container engine",
            ])
        #expect(engines.map(\.engine) == [.vllm, .sglang])
        #expect(engines.map { $0.limits.map(\.value) } == [[4], [32]])
        #expect(
            engines.map { $0.limits.map(\.source) } == [
                ["all.yaml:15 --max-num-seqs"], ["all.yaml:28 --max-running-requests"],
            ])
        #expect(engines.map(\.scaling) == ["2 to 9 replicas, autoscaled", "3 replicas"])
    }

    @Test func `of a repeated flag the last counts, as for the engine`() throws {
        let engine = try #require(
            try ManifestReader.read(
                commandLine: "vllm serve m --max-num-seqs 2 --max_num_seqs=8"
            ).first)
        #expect(engine.limits.map(\.value) == [8])
    }

    @Test func `llama-server divides its context among the slots`() throws {
        let engine = try #require(
            try ManifestReader.read(commandLine: "llama-server -m a.gguf -c 16384 -np 4").first)
        #expect(engine.limits.map(\.kind) == [.runningRequests, .kvCacheTokens, .contextTokens])
        #expect(engine.limits.map(\.value) == [4, 16_384, 4096])
    }

    /// A length as vLLM reads it.
    struct Length: Sendable, CustomTestStringConvertible {
        var text: String
        var tokens: Double?
        var testDescription: String { text }
    }

    @Test(arguments: [
        Length(text: "8192", tokens: 8192), Length(text: "8k", tokens: 8000),
        Length(text: "8K", tokens: 8192), Length(text: "25.6k", tokens: 25_600),
        Length(text: "1M", tokens: 1_048_576), Length(text: "auto", tokens: nil),
        Length(text: "-1", tokens: nil),
    ])
    func `lengths are read as vLLM reads them`(length: Length) throws {
        let engine = try #require(
            try ManifestReader.read(commandLine: "vllm serve m --max-model-len \(length.text)")
                .first)
        #expect(engine.limits.first?.value == length.tokens)
    }

    @Test func `what cannot be known is said and left out`() throws {
        let text = """
            containers:
              - image: vllm/vllm-openai
                args: ["--max-num-seqs=$(SEQS)", "--max-num-seq", "16", "--enable-metrics"]
            """
        let engine = try #require(try ManifestReader.read(text, file: "patch.yaml").first)
        #expect(engine.limits.isEmpty)
        #expect(
            engine.notes.map(\.description) == [
                "patch.yaml:3:1: the value of --max-num-seqs comes from \"$(SEQS)\", which this "
                    + "file does not set; it is left out",
                "patch.yaml:3:1: \"--max-num-seq\" is no flag that limits; did you mean "
                    + "\"--max-num-seqs\"?",
            ])
        #expect(engine.setting(.refused)?.flag == "--enable-metrics")
    }

    /// A text that cannot be read, and the message.
    struct Refusal: Sendable, CustomTestStringConvertible {
        var text: String
        var message: String
        var testDescription: String { message }
    }

    @Test(arguments: [
        Refusal(
            text: "kind: Pod\nspec:\n  containers:\n    - image: vllm/vllm-openai\n"
                + "      args:\n        - --max-num-seqs=two",
            message: "x.yaml:6:1: --max-num-seqs: expected a whole number above zero, found \"two\""
        ),
        Refusal(
            text: "args: [--max-num-seqs, --max-model-len, 8192]",
            message: "x.yaml:1:1: --max-num-seqs has no value"),
        Refusal(
            text: "kind: Service\nspec: {ports: [80]}",
            message: "x.yaml: starts no inference engine that firstlight knows; expected a "
                + "container, a service or a command with the arguments of vLLM, SGLang, TGI, "
                + "llama-server, trtllm-serve, lmdeploy or Ollama"),
    ])
    func `a mistake names its place, what was found and what was expected`(
        refusal: Refusal
    ) throws {
        let errors = try #require(throws: ProfileErrors.self) {
            try ManifestReader.read(refusal.text, file: "x.yaml")
        }
        #expect(errors.description == refusal.message)
    }

    @Test func `a template is told to be rendered first`() throws {
        let errors = try #require(throws: ProfileErrors.self) {
            try ManifestReader.read("spec:\n  {{ if .x }}\n  a: b\n", file: "x.yaml")
        }
        #expect(errors.description.contains("hint: this looks like a template; render it first"))
    }

    @Test func `a command line that starts nothing is refused`() throws {
        let errors = try #require(throws: ProfileErrors.self) {
            try ManifestReader.read(commandLine: "nginx -g daemon")
        }
        #expect(
            errors.description.contains("is neither a file nor a command that starts an engine"))
    }

    @Test func `aliases that multiply without end are given up`() throws {
        var text = "a0: &a0 [x, x]\n"
        for level in 1..<25 {
            text += "a\(level): &a\(level) [*a\(level - 1), *a\(level - 1)]\n"
        }
        text += "z: {image: vllm/vllm-openai, args: [--max-num-seqs=3]}\n"
        // Whether the engine behind them is found is not promised; that it ends is.
        _ = try? ManifestReader.read(text, file: "bomb.yaml")
    }
}
