import EngineModel

extension SimulatedServerConfiguration {
    /// Every name that requests may ask for: the model's, then those of the adapters.
    var servedNames: [String] { [modelName] + adapters }

    /// Names the build: `vllm-0.32.0-` and eight digits that depend on the configuration, `b11434-unknown`.
    var fingerprint: String {
        switch release.engine {
        case .llamaCpp: version + "-unknown"
        case let engine:
            "\(engine.rawValue)-\(version)-" + Hexadecimal.text(configurationHash, digits: 8)
        }
    }

    private var configurationHash: UInt64 {
        modelName.utf8.reduce(seed) { SeededGenerator.mixed($0, UInt64($1)) }
    }
}
