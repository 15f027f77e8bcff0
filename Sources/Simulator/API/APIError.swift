/// A request the server refuses, and the body it answers with.
///
/// Bodies and status codes are those of vLLM 0.32.0.
package struct APIError: Error, Equatable, CustomStringConvertible {
    /// The HTTP status.
    package let status: Int
    /// The `type` member of the error object.
    package let type: String
    /// The sentence for the client.
    package let message: String
    /// The parameter at fault; null in the body without one.
    package let parameter: String?

    /// Describes a refusal.
    package init(status: Int, type: String, message: String, parameter: String? = nil) {
        self.status = status
        self.type = type
        self.message = message
        self.parameter = parameter
    }

    /// The sentence for the client.
    package var description: String {
        message
    }

    /// The body: `{"error":{"message":...,"type":...,"param":...,"code":...}}`.
    var json: String {
        "{\"error\":{\"message\":\(JSONText.quoted(message)),\"type\":\(JSONText.quoted(type)),"
            + "\"param\":\(JSONText.quotedOrNull(parameter)),\"code\":\(status)}}"
    }

    /// The event inside a stream that has already begun, spaced as Python's `json.dumps` does.
    var eventJSON: String {
        "{\"error\": {\"message\": \(JSONText.quoted(message)), "
            + "\"type\": \(JSONText.quoted(type)), "
            + "\"param\": \(JSONText.quotedOrNull(parameter)), \"code\": \(status)}}"
    }

    // MARK: - The refusals of vLLM

    static func badRequest(_ message: String, parameter: String?) -> APIError {
        APIError(
            status: 400, type: "BadRequestError", message: message, parameter: parameter)
    }

    /// A parameter out of its range; the message repeats name and value as vLLM does.
    static func badParameter(_ name: String, value: String, _ sentence: String) -> APIError {
        badRequest("\(sentence) (parameter=\(name), value=\(value))", parameter: name)
    }

    /// The `type` of what pydantic refuses.
    static let validationType = "Bad Request"

    /// What pydantic says about one member of the body.
    static func validation(
        _ kind: String, at location: String, _ message: String, input: String,
        context: String? = nil
    ) -> APIError {
        validation(
            kind, at: location, message, input: input, errorContext: context.map { "'\($0)'" })
    }

    /// The same with the error in the words of Python.
    static func validation(
        _ kind: String, at location: String, _ message: String, input: String,
        errorContext: String?
    ) -> APIError {
        let details =
            "{'type': '\(kind)', 'loc': '\(location)', 'msg': '\(message)', 'input': \(input)"
            + (errorContext.map { ", 'ctx': {'error': \($0)}" } ?? "") + "}"
        return APIError(
            status: 400, type: validationType, message: "1 validation error:\n  \(details)",
            parameter: location)
    }

    static func invalidJSON(_ error: JSONParseError) -> APIError {
        validation(
            "json_invalid", at: "body.\(error.offset)", "JSON decode error",
            input: "'<dict of 0 items>'", context: error.message)
    }

    static func unknownModel(_ name: String, served: [String]) -> APIError {
        APIError(
            status: 404, type: "NotFoundError",
            message:
                "The model `\(name)` does not exist. Valid aliases: \(served.joined(separator: ", ")).",
            parameter: "model")
    }

    static func promptTooLong(atLeast tokens: Int, limit: Int) -> APIError {
        badParameter(
            "input_tokens", value: "\(tokens)",
            "This model's maximum context length is \(limit) tokens. However, your prompt contains "
                + "at least \(tokens) input tokens, which exceeds this limit even without any output "
                + "tokens. Please reduce the length of the input prompt.")
    }

    static func requestTooLong(prompt: Int, output: Int, limit: Int) -> APIError {
        badParameter(
            "input_tokens", value: "\(prompt)",
            "This model's maximum context length is \(limit) tokens. However, you requested "
                + "\(output) output tokens and your prompt contains at least \(prompt) input tokens, "
                + "for a total of at least \(prompt + output) tokens. Please reduce the length of the "
                + "input prompt or the number of requested output tokens.")
    }

    /// What vLLM says when its engine process has died.
    static let engineDead = APIError(
        status: 500, type: "InternalServerError",
        message:
            "EngineCore encountered an issue. See stack trace (above) for the root cause.")

    /// What vLLM's API server says instead of letting a queue grow; the sentence is ours.
    static let queueFull = APIError(
        status: 503, type: "ServiceUnavailableError",
        message: "Too many requests are queued; the limit is --max-num-queued-reqs.")

    /// The body of a 401: it has a form of its own.
    static let unauthorizedJSON = "{\"error\":\"Unauthorized\"}"
}
