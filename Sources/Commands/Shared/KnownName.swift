import Readiness

/// A word of the command line that must be one of several names.
enum KnownName {
    /// The value of that name; upper and lower case do not matter.
    ///
    /// - Parameters:
    ///   - word: The argument.
    ///   - kind: What it names, for the message.
    ///   - all: The names there are.
    /// - Returns: The value.
    /// - Throws: `UsageError` with the nearest spelling and all names.
    static func of<Value>(
        _ word: String, _ kind: String, among all: [(name: String, value: Value)]
    ) throws(UsageError) -> Value {
        if let found = all.first(where: { $0.name == word.lowercased() }) { return found.value }
        let names = all.map(\.name)
        let nearest = NearestSpelling.of(word, among: names)
        throw UsageError(
            "no \(kind) is called \"\(word)\"; "
                + (nearest.map { "did you mean \($0)? There are " } ?? "there are ")
                + names.joined(separator: ", "))
    }
}
