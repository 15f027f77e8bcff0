package import EngineModel

/// Why a simulated server does not start.
package enum SimulatedServerError: Error, Equatable, CustomStringConvertible {
    /// The engine's limits make no sense.
    case engine(EngineConfigurationError)
    /// The served model has no name.
    case emptyModelName
    /// No such port exists.
    case port(Int)
    /// More replicas than one process serves, or none.
    case replicas(Int, most: Int)
    /// One request of full length would not fit into the cache; the real server refuses to start as well.
    case cacheBelowModelLength(cacheTokens: Int, maxModelLen: Int)
    /// The server stopped before it listened.
    case didNotListen

    /// A sentence that names the setting, the value found and the way out.
    package var description: String {
        switch self {
        case .engine(let error):
            "the simulated engine cannot start: \(error)"
        case .emptyModelName:
            "the simulated server needs a model name, got an empty one"
        case .port(let port):
            "port \(port) does not exist; choose one from 1 to 65535, or 0 for a free one"
        case .replicas(let replicas, let most):
            "there cannot be \(replicas) replicas; choose 1 to \(most)"
        case .cacheBelowModelLength(let cacheTokens, let maxModelLen):
            "the KV cache holds \(cacheTokens) tokens, but one request may grow to \(maxModelLen); "
                + "lower max_model_len or give the engine more cache"
        case .didNotListen:
            "the simulated server stopped before it listened"
        }
    }
}
