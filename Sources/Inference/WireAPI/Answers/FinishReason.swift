/// Why generation ended, as the server says.
package enum FinishReason: Sendable, Equatable, CustomStringConvertible {
    /// A natural end or a stop string.
    case stop
    /// The token limit.
    case length
    /// A tool is to be called.
    case toolCalls
    /// A content filter cut in.
    case contentFilter
    /// The server aborted the request.
    case abort
    /// Any other word.
    case other(String)

    /// Reads the word on the wire.
    ///
    /// - Parameter word: Such as `stop`; synonyms of other engines are understood.
    package init(_ word: String) {
        switch word {
        case "stop", "eos", "eos_token", "stop_sequence", "end_turn", "word": self = .stop
        case "length", "limit", "max_tokens", "model_context_window_exceeded": self = .length
        case "tool_calls", "function_call", "tool_use": self = .toolCalls
        case "content_filter", "refusal": self = .contentFilter
        case "abort": self = .abort
        default: self = .other(word)
        }
    }

    package var description: String {
        switch self {
        case .stop: "stop"
        case .length: "length"
        case .toolCalls: "tool_calls"
        case .contentFilter: "content_filter"
        case .abort: "abort"
        case .other(let word): word
        }
    }
}
