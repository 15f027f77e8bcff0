/// Takes secrets out of texts that a server sent back.
///
/// Gateways quote the key they refuse, and redirects repeat the query; neither may reach a report.
struct SecretFilter: Sendable {
    private let secrets: [[UInt8]]

    /// Creates a filter.
    ///
    /// - Parameter secrets: What to take out, longest first.
    init(_ secrets: [String]) {
        self.secrets = secrets.filter { !$0.isEmpty }.map { Array($0.utf8) }
    }

    /// Whether there is nothing to take out.
    var isEmpty: Bool { secrets.isEmpty }

    /// Replaces every secret in a text.
    ///
    /// - Parameter text: The text.
    /// - Returns: The text with `<secret>` in place of each.
    func clean(_ text: String) -> String {
        guard !secrets.isEmpty else { return text }
        let bytes = Array(text.utf8)
        var result: [UInt8] = []
        var position = 0
        while position < bytes.count {
            if let found = secrets.first(where: { bytes[position...].starts(with: $0) }) {
                result.append(contentsOf: "<secret>".utf8)
                position += found.count
            } else {
                result.append(bytes[position])
                position += 1
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}

extension SecretFilter: CustomStringConvertible, CustomReflectable {
    /// Tells nothing.
    var description: String { "<secrets>" }

    /// A mirror without children.
    var customMirror: Mirror { Mirror(self, children: [:]) }
}
