package import Inference

/// Why no evidence can be gathered: our own side's configuration does not allow a single request.
package enum GatheringError: Error, Sendable, CustomStringConvertible {
    /// The client cannot be made.
    case client(ClientConfigurationError)
    /// Several models are served and none was named.
    case modelUnnamed([String])

    package var description: String {
        switch self {
        case .client(let error): "\(error)"
        case .modelUnnamed(let models):
            "the endpoint serves \(models.count) models (\(models.prefix(10).joined(separator: ", ")));"
                + " name the one to ask for"
        }
    }
}
