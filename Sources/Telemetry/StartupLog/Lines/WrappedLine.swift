#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A line that a log driver or a framework has put into JSON.
enum WrappedLine {
    /// The line inside, without its line feed, or nil when it is no such JSON.
    ///
    /// Docker's json-file driver writes `{"log":"...\n","stream":"stderr","time":"..."}`; others use
    /// `message` or `msg`.
    static func unpack(_ text: String) -> String? {
        guard text.first == "{", text.last == "}" else { return nil }
        guard let fields = try? JSONDecoder().decode(Fields.self, from: Data(text.utf8)),
            var line = fields.log ?? fields.message ?? fields.msg
        else { return nil }
        while line.last?.isNewline == true { line.removeLast() }
        return line
    }

    private struct Fields: Decodable {
        let log: String?
        let message: String?
        let msg: String?
    }
}
