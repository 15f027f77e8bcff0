/// Why a file cannot be looked at.
package struct LintFileError: Error, Sendable, CustomStringConvertible {
    package var path: String
    /// Where, if it is at one place.
    package var position: LintSource.Position?
    package var message: String

    package init(path: String, position: LintSource.Position? = nil, message: String) {
        self.path = path
        self.position = position
        self.message = message
    }

    /// `path:line:column: message`.
    package var description: String {
        let place = position.map { ":\($0.line):\($0.column)" } ?? ""
        return "\(path)\(place): \(message)"
    }
}
