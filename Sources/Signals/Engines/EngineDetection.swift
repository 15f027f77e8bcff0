package import Exposition

/// What the names and labels of a metrics body tell about the server behind it.
///
/// A body can hold two dialects: Dynamo workers pass their engine's series through, so Dynamo is a
/// flag beside the engine and the kind only when no engine is there.
package struct EngineDetection: Sendable, Hashable {
    /// How the body spells the engine's series names.
    package enum Naming: Sendable, Hashable {
        /// As the engine documents them.
        case plain
        /// As Ray Serve re-exports vLLM: `ray_` before, and `_` for the colon.
        case ray
        /// With `_` for the colon, as some bodies of SGLang have it.
        case underscored
        /// With a colon for the first `_`, as Dynamo passed TensorRT-LLM through up to 0.7.
        case colon

        /// The name in the body of a series that the engine documents as `name`.
        package func spell(_ name: String) -> String {
            switch self {
            case .plain: return name
            case .ray: return "ray_" + Naming.underscored.spell(name)
            case .underscored: return String(name.map { $0 == ":" ? "_" : $0 })
            case .colon:
                guard let mark = name.firstIndex(of: "_") else { return name }
                return name[..<mark] + ":" + name[name.index(after: mark)...]
            }
        }
    }

    package let kind: EngineKind
    package let naming: Naming
    /// Series of Dynamo's own are present, as in a worker's or the frontend's body.
    package let isDynamo: Bool
    /// The `vllm:` series are the production-stack router's own, not an engine's.
    package let isRouter: Bool
    /// The body comes from the llm-d inference simulator, which borrows vLLM's names.
    package let isSimulator: Bool
    /// The releases that export exactly such a body; nil when nothing bounds them.
    package let version: VersionHint?

    /// An engine known from elsewhere, for a body whose names are the engine's own.
    package init(kind: EngineKind) {
        self.kind = kind
        naming = .plain
        isDynamo = kind == .dynamo
        isRouter = false
        isSimulator = false
        version = nil
    }

    /// Reads the prefixes of the family names, the most specific first, `vllm:` last.
    package init(_ families: [MetricFamily]) {
        func has(_ prefix: String) -> Bool { families.contains { $0.name.hasPrefix(prefix) } }
        isDynamo = has("dynamo_frontend_") || has("dynamo_component_")
        let vllm = families.filter { $0.name.hasPrefix("vllm:") }
        // The router labels its series with the backend's URL and never with an engine's rank.
        let labels = Set(vllm.flatMap(\.samples).flatMap(\.labels).map(\.name))
        let borrowed = labels.contains("server") && !labels.contains("engine")
        let prefix = Self.prefixes.first { has($0.prefix) }
        let found = prefix?.kind ?? .unknown

        isRouter = found == .vllm && borrowed
        kind =
            if isRouter {
                .unknown
            } else if found == .unknown, isDynamo {
                .dynamo
            } else {
                found
            }
        naming = kind == found ? prefix?.naming ?? .plain : .plain
        isSimulator =
            kind == .vllm && vllm.contains(where: Self.isOfSimulator)
        version = kind == .vllm && !isSimulator ? VersionHint(vllm: vllm, labels: labels) : nil
    }

    /// Whether a family is one that only the simulator has: a name of its own, which is there after the
    /// first request, or a cache configuration of four labels where vLLM's has a dozen.
    private static func isOfSimulator(_ family: MetricFamily) -> Bool {
        if family.name == "vllm:max_num_generation_tokens" { return true }
        guard family.name == "vllm:cache_config_info", let sample = family.samples.first else {
            return false
        }
        return Set(sample.labels.map(\.name)) == [
            "block_size", "cache_dtype", "num_cpu_blocks", "num_gpu_blocks",
        ]
    }

    private static let prefixes: [(prefix: String, kind: EngineKind, naming: Naming)] = [
        ("trtllm_", .tensorrtLLM, .plain),
        ("trtllm:", .tensorrtLLM, .colon),
        ("nv_trt_llm_", .triton, .plain),
        ("nv_inference_", .triton, .plain),
        ("sglang:", .sglang, .plain),
        ("sglang_", .sglang, .underscored),
        ("lmdeploy:", .lmdeploy, .plain),
        ("llamacpp:", .llamacpp, .plain),
        ("tgi_", .tgi, .plain),
        ("ray_vllm_", .vllm, .ray),
        ("vllm:", .vllm, .plain),
    ]
}
