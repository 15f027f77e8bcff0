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
    /// Adapters are named, but the engine has no limits for them.
    case adaptersWithoutLimits(first: String)
    /// The engine has limits for adapters, but none is named.
    case adaptersWithoutNames(maxLoras: Int)
    /// An adapter has no name; adapters are counted from 1.
    case emptyAdapterName(number: Int)
    /// Two adapters, or an adapter and the model, have the same name.
    case nameServedTwice(String)
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
        case .adaptersWithoutLimits(let first):
            "the adapter '\(first)' is to be served, but the engine has no adapter limits; set how many "
                + "it holds at once (max_loras), or serve no adapters"
        case .adaptersWithoutNames(let maxLoras):
            "the engine has room for adapters (max_loras \(maxLoras)), but none is named; name at least "
                + "one, or leave the limits out"
        case .emptyAdapterName(let number):
            "adapter \(number) has an empty name; clients ask for an adapter by its name"
        case .nameServedTwice(let name):
            "the name '\(name)' is served twice; the model and every adapter need names of their own"
        case .didNotListen:
            "the simulated server stopped before it listened"
        }
    }
}
