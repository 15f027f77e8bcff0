/// One message of a conversation.
package struct ChatMessage: Sendable, Equatable, Codable {
    /// Who speaks.
    package enum Role: String, Sendable, Equatable, Codable {
        /// Instructions, the person, the model.
        case system, user, assistant
    }

    /// Who speaks.
    package var role: Role

    /// What is said.
    package var content: String

    /// Creates a message.
    ///
    /// - Parameters:
    ///   - role: Who speaks.
    ///   - content: What is said.
    package init(role: Role, content: String) {
        self.role = role
        self.content = content
    }
}

extension [ChatMessage] {
    /// The texts without roles, joined with line feeds, for APIs that take one prompt.
    var joinedText: String { map(\.content).joined(separator: "\n") }
}
