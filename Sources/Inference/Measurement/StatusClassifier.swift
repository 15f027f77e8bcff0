/// Tells the failures behind a status code apart.
enum StatusClassifier {
    /// The outcome of a response that is no success.
    ///
    /// - Parameters:
    ///   - status: The status code, outside 200...299.
    ///   - error: The error found in the body.
    ///   - retryAfter: The delay that the server asks for.
    ///   - location: Where a redirect points.
    /// - Returns: The outcome.
    static func outcome(
        status: Int, error: ServerError?, retryAfter: Duration?, location: String?
    ) -> Outcome {
        switch status {
        case 300..<400: return .redirected(status: status, location: location)
        case 401: return .unauthorized(error)
        case 403: return .forbidden(error)
        case 404:
            if let error, speaksOfModel(error) { return .modelNotFound(error) }
            return .pathNotFound(status: status, error)
        case 405: return .pathNotFound(status: status, error)
        case 429: return .rateLimited(retryAfter: retryAfter, error)
        // TGI's word for a generation that failed on its side.
        case 424: return .serverError(status: status, error)
        case 400..<500: return .rejected(status: status, error)
        case 500..<600: return .serverError(status: status, error)
        default: return .malformed("the status \(status)")
        }
    }

    /// Whether a 404 is about the model rather than the path: vLLM says "The model `x` does not
    /// exist", Ollama "model 'x' not found", OpenAI uses the type `model_not_found`.
    private static func speaksOfModel(_ error: ServerError) -> Bool {
        let words = (error.message + " " + (error.type ?? "")).lowercased()
        return words.contains("model")
    }
}
