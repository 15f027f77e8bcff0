/// An error as a server words it, in a body or inside a stream.
package struct ServerError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The server's message on one line; at most 500 characters of it are kept.
    package var message: String

    /// The server's own kind of error, such as `NotFoundError`.
    package var type: String?

    /// The numeric code in the body, which may differ from the response's status.
    package var code: Int?

    /// Creates an error.
    ///
    /// - Parameters:
    ///   - message: The server's message; cut after 500 characters, control characters replaced.
    ///   - type: The server's kind of error; cut after 100 characters.
    ///   - code: The numeric code in the body.
    package init(message: String, type: String? = nil, code: Int? = nil) {
        self.message = message.printable(countMax: 500)
        self.type = type?.printable(countMax: 100)
        self.code = code
    }

    package var description: String { message }
}
