import Monitoring
import Readiness
import Signals
import Testing
import Yams

/// The start lines of the engines in the manifests.
@Suite struct EngineLaunchTests {
    /// The flags that each engine is started with, as its own documentation spells them.
    ///
    /// Those of vLLM were read from `vllm serve --help=all` of 0.32.0.
    static let known: [EngineKind: Set<String>] = [
        .vllm: [
            "--gpu-memory-utilization", "--max-model-len", "--max-num-seqs", "--host", "--port",
            "--custom-histogram-buckets", "--otlp-traces-endpoint",
        ],
        .sglang: [
            "--model-path", "--context-length", "--max-running-requests", "--host", "--port",
            "--enable-metrics", "--bucket-time-to-first-token", "--bucket-inter-token-latency",
            "--bucket-e2e-request-latency",
        ],
        .tgi: [
            "--model-id", "--max-total-tokens", "--max-batch-size", "--hostname", "--port",
            "--otlp-endpoint",
        ],
        .llamacpp: [
            "-hf", "--n-gpu-layers", "--parallel", "--ctx-size", "--host", "--port", "--metrics",
        ],
        .tensorrtLLM: [
            "--max_seq_len", "--max_batch_size", "--host", "--port", "--extra_llm_api_options",
        ],
        .lmdeploy: [
            "--session-len", "--max-batch-size", "--server-name", "--server-port",
        ],
        .triton: ["--model-repository", "--http-port", "--metrics-port"],
        .dynamo: ["-c"],
    ]

    @Test func `engines are started with flags they have`() throws {
        for output in try GeneratedOutput.all() {
            let flags = Self.known[output.subject.engine] ?? []
            var words: [String] = []
            let deployment = try output.object("Deployment", in: "kubernetes/deployment.yaml")
            let container = deployment?.at("spec.template.spec.containers.0")
            words += container?["command"]?.texts ?? []
            words += container?["args"]?.texts ?? []
            let compose = try #require(
                try output.documents("compose/docker-compose.yml").first)
            words += compose.at("services.engine.entrypoint")?.texts ?? []
            words += compose.at("services.engine.command")?.texts ?? []
            let used = Set(
                words.filter { $0.hasPrefix("-") && $0 != "-m" }
                    .map { String($0.prefix { $0 != "=" }) })
            #expect(!used.isEmpty)
            #expect(used.isSubset(of: flags), "\(output.subject.title): \(used.subtracting(flags))")
        }
    }

    @Test(arguments: [
        EngineKind.vllm, .sglang, .tgi, .llamacpp, .tensorrtLLM, .lmdeploy,
    ])
    func `firstlight limits reads the slots and the length from the manifests`(
        engine: EngineKind
    ) throws {
        let output = try GeneratedOutput(engine, profile: GeneratedOutput.profile)
        for file in ["kubernetes/deployment.yaml", "compose/docker-compose.yml"] {
            let declared = try #require(
                try ManifestReader.read(output.text(file), file: file)
                    .first { $0.engine == engine })
            let limits = declared.limits
            #expect(limits.first { $0.kind == .runningRequests }?.value == 32)
            #expect(limits.first { $0.kind == .contextTokens }?.value == 8192)
            #expect(declared.setting(.refused) == nil)
            #expect(declared.notes.isEmpty, "\(declared.notes)")
            if engine != .llamacpp { #expect(declared.serves("org/model-7b")) }
        }
    }

    struct Tag: Sendable {
        let engine: EngineKind
        let version: EngineVersion
        let image: String
    }

    @Test(arguments: [
        Tag(
            engine: .vllm, version: EngineVersion(0, 20, 1), image: "vllm/vllm-openai:v0.20.1"),
        Tag(engine: .vllm, version: EngineVersion(0, 32), image: "vllm/vllm-openai:v0.32.0"),
        Tag(engine: .sglang, version: EngineVersion(0, 5, 5), image: "lmsysorg/sglang:v0.5.5"),
        Tag(
            engine: .llamacpp, version: EngineVersion(10156),
            image: "ghcr.io/ggml-org/llama.cpp:server-cuda-b10156"),
        Tag(
            engine: .lmdeploy, version: EngineVersion(0, 12, 3),
            image: "openmmlab/lmdeploy:v0.12.3-cu12.8"),
        Tag(
            engine: .tensorrtLLM, version: EngineVersion(1, 2, 1),
            image: "nvcr.io/nvidia/tensorrt-llm/release:1.2.1"),
    ])
    func `the image is that of the release`(tag: Tag) throws {
        let output = try GeneratedOutput(tag.engine, version: tag.version)
        let deployment = try output.object("Deployment", in: "kubernetes/deployment.yaml")
        #expect(
            deployment?.at("spec.template.spec.containers.0.image")?.string == tag.image)
        #expect(!output.set.notes.contains { $0.subject == "image" })
    }

    @Test func `an image of somebody's own is taken as it is`() throws {
        var subject = try GenerationSubject(engine: .triton, toolVersion: "0")
        subject.image = "registry.example.com/mine:1"
        let set = try Generation.files(of: [.job, .kserve, .compose], for: subject)
        for path in [
            "kubernetes/deployment.yaml", "kserve/serving.yaml", "compose/docker-compose.yml",
        ] {
            let text = set.files.first { $0.path == path }?.text ?? ""
            #expect(text.contains("image: registry.example.com/mine:1"), "\(path)")
        }
        #expect(!set.notes.contains { $0.subject == "image" })
    }
}
