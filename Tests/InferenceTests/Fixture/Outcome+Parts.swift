import Inference

extension Outcome {
    /// The finish reason, of the outcomes that carry one.
    var finishReason: FinishReason? {
        switch self {
        case .completed(let reason), .empty(let reason): reason
        default: nil
        }
    }

    /// The server's error, of the outcomes that carry one.
    var serverError: ServerError? {
        switch self {
        case .errorInStream(let error), .modelNotFound(let error): error
        case .unauthorized(let error), .forbidden(let error), .pathNotFound(_, let error),
            .rejected(_, let error), .rateLimited(_, let error), .serverError(_, let error):
            error
        default: nil
        }
    }
}
