import Signals

/// The container images of engines.
enum EngineImage {
    /// The image of a subject's engine and release.
    ///
    /// - Parameter subject: Engine and release; without a release the newest that the catalogue of
    ///   metrics was read from.
    /// - Returns: The image with its tag.
    static func reference(for subject: GenerationSubject) -> String {
        let release = subject.version ?? known(subject.engine)
        let tag = release.description
        return switch subject.engine {
        case .sglang: "lmsysorg/sglang:v\(tag)"
        case .tgi: "ghcr.io/huggingface/text-generation-inference:\(tag)"
        case .llamacpp: "ghcr.io/ggml-org/llama.cpp:server-cuda-b\(tag)"
        case .tensorrtLLM: "nvcr.io/nvidia/tensorrt-llm/release:\(tag)"
        case .lmdeploy:
            // The toolkit is part of the tag, and from 0.12 its minor release too.
            "openmmlab/lmdeploy:v\(tag)-cu12" + (release < EngineVersion(0, 12) ? "" : ".8")
        case .triton: tritonPlaceholder
        case .dynamo: "nvcr.io/nvidia/ai-dynamo/vllm-runtime:\(tag)"
        case .vllm, .ollama, .unknown: "vllm/vllm-openai:v\(tag)"
        }
    }

    /// What has to be known about the image; nil where the release was named and says it all.
    static func note(for subject: GenerationSubject) -> GenerationNote? {
        if subject.engine == .triton {
            return GenerationNote(
                "image",
                "Triton's images are numbered by month, not by release: replace "
                    + "\(tritonPlaceholder), or name one with --image")
        }
        guard subject.version == nil else { return nil }
        return GenerationNote(
            "image",
            "no release was named, so the manifests start \(reference(for: subject)); name yours "
                + "with --engine-version, or an image with --image")
    }

    private static let tritonPlaceholder = "registry.example.com/tritonserver:trtllm"

    /// The newest release that the catalogue of metrics was read from.
    private static func known(_ engine: EngineKind) -> EngineVersion {
        switch engine {
        case .sglang: EngineVersion(0, 5, 23)
        case .tgi: EngineVersion(3, 3, 7)
        case .llamacpp: EngineVersion(10519)
        case .tensorrtLLM: EngineVersion(1, 2, 1)
        case .lmdeploy: EngineVersion(0, 18)
        case .dynamo: EngineVersion(1, 3)
        case .vllm, .triton, .ollama, .unknown: EngineVersion(0, 33)
        }
    }
}
