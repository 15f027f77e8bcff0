extension Outcome {
    /// The same outcome with every foreign text changed.
    ///
    /// - Parameter change: Gets each text that came from the server, the resolver or the network.
    /// - Returns: The outcome with the changed texts.
    func mapTexts(_ change: (String) -> String) -> Outcome {
        func changed(_ error: ServerError) -> ServerError {
            ServerError(
                message: change(error.message), type: error.type.map(change), code: error.code)
        }
        return switch self {
        case .completed, .truncated, .empty, .stalled, .timedOut, .cancelled: self
        case .malformed(let what): .malformed(change(what))
        case .errorInStream(let error): .errorInStream(changed(error))
        case .connectionLost(let what): .connectionLost(change(what))
        case .resolveFailed(let what): .resolveFailed(change(what))
        case .connectFailed(let failure, let what): .connectFailed(failure, change(what))
        case .tlsFailed(let failure, let what): .tlsFailed(failure, change(what))
        case .unauthorized(let error): .unauthorized(error.map(changed))
        case .forbidden(let error): .forbidden(error.map(changed))
        case .modelNotFound(let error): .modelNotFound(changed(error))
        case .pathNotFound(let status, let error):
            .pathNotFound(status: status, error.map(changed))
        case .rejected(let status, let error): .rejected(status: status, error.map(changed))
        case .rateLimited(let after, let error):
            .rateLimited(retryAfter: after, error.map(changed))
        case .serverError(let status, let error):
            .serverError(status: status, error.map(changed))
        case .redirected(let status, let location):
            .redirected(status: status, location: location.map(change))
        }
    }
}
