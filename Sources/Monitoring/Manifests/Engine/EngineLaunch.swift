import Readiness
import Signals

/// How one replica of the subject's engine is started: image, arguments, ports.
struct EngineLaunch: Sendable {
    /// The container image with its tag.
    var image: String
    /// What replaces the image's entry point; empty where the entry point is the engine itself.
    var command: [String] = []
    /// What was chosen for the model and changes with it: lengths, slots, memory.
    var coupled: [String] = []
    /// Addresses and switches, the same for every model.
    var serving: [String]
    /// The port of the API.
    let port: Int
    /// Where metrics are, the engine's own first.
    var metrics: [MetricsPort]
    /// What answers 200 as soon as requests are served.
    var healthPath = "/health"
    /// Variables besides the token for the model hub.
    var variables: [String: String] = [:]
    /// A file that the arguments name: its path in the container and its text.
    var configuration: (path: String, text: String)?
    /// A claim that holds what the engine serves, and where it is mounted; nil where the engine
    /// fetches the model itself.
    var repository: (claim: String, path: String)?
    /// The variables that say where what was fetched is kept.
    var cacheVariables = ["HF_HOME"]
    /// What whoever applies it has to know.
    var notes: [GenerationNote] = []

    /// The name of the API's port.
    static let portName = "http"

    /// All ports by name, the API's first.
    var ports: [(name: String, number: Int)] {
        var ports = [(Self.portName, port)]
        for other in metrics where other.number != port { ports.append((other.name, other.number)) }
        return ports
    }

    /// How many requests a replica runs at once: what the profile expects, else 16.
    ///
    /// Two slots with room for nine requests of full length were an incident once; 16 was its end.
    static func slots(of subject: GenerationSubject) -> Int {
        subject.profile?.engine.expect.maxNumSeqs ?? 16
    }

    /// The longest request in tokens.
    static let lengthMax = 8192

    /// All arguments.
    var arguments: [String] { coupled + serving }
}

extension EngineLaunch {
    /// How the subject's engine is started.
    ///
    /// - Parameter subject: Engine, release, model and limits.
    init(_ subject: GenerationSubject) {
        switch subject.engine {
        case .sglang: self = .sglang(subject)
        case .tgi: self = .tgi(subject)
        case .llamacpp: self = .llamaCpp(subject)
        case .tensorrtLLM: self = .tensorRT(subject)
        case .lmdeploy: self = .lmdeploy(subject)
        case .triton: self = .triton(subject)
        case .dynamo: self = .dynamo(subject)
        case .vllm, .ollama, .unknown: self = .vllm(subject)
        }
        if let image = subject.image {
            self.image = image
        } else if let note = EngineImage.note(for: subject) {
            notes.append(note)
        }
        if subject.model == nil {
            notes.append(
                GenerationNote(
                    "model",
                    "no model was named, so the manifests serve \(Self.model(of: subject)); name "
                        + "yours as target.model of a profile"))
        }
    }

    /// The model that is served: the subject's, else a small one that anybody may fetch.
    static func model(of subject: GenerationSubject) -> String {
        subject.model
            ?? (subject.engine == .llamacpp
                ? "Qwen/Qwen2.5-0.5B-Instruct-GGUF:Q8_0" : "Qwen/Qwen2.5-0.5B-Instruct")
    }
}
