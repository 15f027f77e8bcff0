/// The two ways to ask for an answer.
package enum CompletionAPI: Equatable, Sendable {
    /// `POST /v1/chat/completions`.
    case chat
    /// `POST /v1/completions`.
    case completions

    /// Where requests go.
    package var path: String {
        switch self {
        case .chat: "/v1/chat/completions"
        case .completions: "/v1/completions"
        }
    }
}
