/// Why a file cannot be looked at.
package struct LintFileError: Error, Sendable, CustomStringConvertible {
    package var path: String
    /// Where, if it is at one place.
    package var position: LintSource.Position?
    package var message: String
    /// Whether nothing is wrong with the file, except that it is none of monitoring.
    package var isForeign: Bool

    package init(
        path: String, position: LintSource.Position? = nil, message: String,
        isForeign: Bool = false
    ) {
        self.path = path
        self.position = position
        self.message = message
        self.isForeign = isForeign
    }

    /// `path:line:column: message`.
    package var description: String {
        let place = position.map { ":\($0.line):\($0.column)" } ?? ""
        return "\(path)\(place): \(message)"
    }
}
