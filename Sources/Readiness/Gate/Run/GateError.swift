package import Inference

/// Why a gate cannot even begin: our side's configuration.
package enum GateError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The client cannot be made.
    case client(ClientConfigurationError)

    /// The target's URL cannot be used.
    case endpoint(EndpointError)

    /// Several models are served and none is named.
    case modelUnnamed([String])

    package var description: String {
        switch self {
        case .client(let error): "\(error)"
        case .endpoint(let error): "\(error)"
        case .modelUnnamed(let models):
            "the endpoint serves \(models.count) models and none is named; choose one with "
                + "--model: \(models.prefix(20).joined(separator: ", "))"
        }
    }
}
