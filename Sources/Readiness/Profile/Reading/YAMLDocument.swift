import Yams

/// One YAML document as nodes that know their lines.
package struct YAMLDocument {
    /// The text.
    package let source: SourceText
    private let root: Node?
    /// Keys that are repeated later in the same mapping, by the place of the earlier one.
    let repeated: [Position: String]

    /// A place in the text.
    struct Position: Hashable {
        let line: Int
        let column: Int

        init(_ mark: Mark) {
            line = mark.line
            column = mark.column
        }
    }

    /// Reads a document.
    ///
    /// Yams gives up at the first repeated key. To collect every problem, the earlier of the two is
    /// hidden behind a character nobody types and the text is read again.
    ///
    /// - Throws: ``ProfileErrors`` with the one problem that ends reading: a syntax error, a
    ///   second document.
    package init(_ text: String, file: String) throws(ProfileErrors) {
        let source = SourceText(file: file, text: text)
        try Self.refuseDeepNesting(source)
        var current = source
        var repeated: [Position: String] = [:]
        while true {
            do {
                // The encoding is named because the default one asks the environment and prints.
                root = try Yams.compose(yaml: current.text, .basic, .default, .utf8)
                break
            } catch let error as YamlError {
                guard case .duplicatedKeysInMapping(let keys, let context) = error,
                    let key = keys.first, repeated.count < Self.repeatedKeysMax,
                    repeated[Position(context.mark)] == nil,
                    let masked = Self.mask(
                        key, at: context.mark, in: current, number: repeated.count)
                else { throw ProfileErrors([Self.problem(error, in: source)]) }
                repeated[Position(context.mark)] = key
                current = masked
            } catch {
                let place = ProfileProblem.Place.file(file)
                throw ProfileErrors([
                    ProfileProblem(
                        place: place, keyPath: "", message: "cannot be read as YAML: \(error)")
                ])
            }
        }
        self.source = source
        self.repeated = repeated
    }

    /// The outermost value; `nil` for a document without content.
    package func rootField(log: ProblemLog) -> YAMLField? {
        root.map {
            YAMLField(path: "", keyMark: $0.mark, node: $0, log: log, document: self)
        }
    }

    /// Whether a node stands for nothing: left empty, `~` or `null`.
    static func isNull(_ node: Node) -> Bool {
        guard case .scalar(let scalar) = node, scalar.style == .plain else { return false }
        return ["", "~", "null", "Null", "NULL"].contains(scalar.string)
    }

    // MARK: - Limits

    /// Repeated keys that are looked for; each costs one more pass over the text.
    private static let repeatedKeysMax = 50
    /// Nesting that is read; the parser recurses once for each level.
    private static let nestingMax = 64

    /// Refuses a text that could exhaust the parser's stack, judging by brackets and indentation.
    private static func refuseDeepNesting(_ source: SourceText) throws(ProfileErrors) {
        var depth = 0
        var line = 1
        var column = 0
        var dashes = 0
        var isIndentation = true
        var previous: Unicode.Scalar = "\n"
        for scalar in source.text.unicodeScalars {
            column += 1
            switch scalar {
            case "\n":
                (line, column, dashes, isIndentation) = (line + 1, 0, 0, true)
            case "[", "{":
                depth += 1
                isIndentation = false
            case "]", "}":
                depth = max(0, depth - 1)
                isIndentation = false
            case " ":
                // "- - - x" opens one level for each dash, on one line.
                if isIndentation, "-?:".unicodeScalars.contains(previous) { dashes += 1 }
            case "-", "?", ":": break
            default:
                isIndentation = false
            }
            previous = scalar
            guard max(depth, dashes) <= nestingMax, !isIndentation || column <= 1_000 else {
                throw ProfileErrors([
                    ProfileProblem(
                        place: .line(file: source.file, line: line, column: column), keyPath: "",
                        message: "nested more than \(nestingMax) levels deep; "
                            + "nothing that is read here needs more than five")
                ])
            }
        }
    }

    // MARK: - Repeated keys

    /// The text with the first character of a key replaced by one of the private use area.
    ///
    /// The character is another each time, so that hidden keys never repeat each other, and it
    /// counts as one, so that no place in the text moves.
    private static func mask(
        _ key: String, at mark: Mark, in source: SourceText, number: Int
    ) -> SourceText? {
        guard var index = source.index(line: mark.line, column: mark.column) else { return nil }
        let text = source.text.unicodeScalars
        guard index < text.endIndex else { return nil }
        if text[index] == "\"" || text[index] == "'" { text.formIndex(after: &index) }
        // An anchored, aliased or escaped key does not stand here letter for letter.
        guard !key.isEmpty, source.text[index...].hasPrefix(key) else { return nil }
        guard let cover = Unicode.Scalar(0xE000 + UInt32(number)) else { return nil }
        var masked = text
        masked.replaceSubrange(index...index, with: CollectionOfOne(cover))
        return SourceText(file: source.file, text: String(masked))
    }

    // MARK: - Syntax errors

    private static func problem(_ error: YamlError, in source: SourceText) -> ProfileProblem {
        switch error {
        case .scanner(let context, let problem, let mark, _),
            .parser(let context, let problem, let mark, _):
            return syntaxProblem(problem, context: context, mark: mark, source)
        case .composer(_, let problem, let mark, _):
            let message =
                problem.contains("another document")
                ? "a second document starts here; a file is read as one document"
                : "not valid YAML: \(problem)"
            return located(message, mark: mark, source)
        case .duplicatedKeysInMapping(let keys, let context):
            let key = keys.first ?? ""
            return located("key \(key.quoted) is given more than once", mark: context.mark, source)
        case .reader(let problem, let offset, _, _):
            let line = offset.map { offset in
                source.text.prefix(offset).count { $0.isNewline } + 1
            }
            let place: ProfileProblem.Place =
                line.map { .line(file: source.file, line: $0, column: 1) } ?? .file(source.file)
            return ProfileProblem(
                place: place, keyPath: "", message: "not valid YAML: \(problem)")
        default:
            return ProfileProblem(
                place: .file(source.file), keyPath: "", message: "cannot be read as YAML: \(error)")
        }
    }

    private static func syntaxProblem(
        _ problem: String, context: YamlError.Context?, mark: Mark, _ source: SourceText
    ) -> ProfileProblem {
        let during = context.map { " (\($0.text), line \($0.mark.line))" } ?? ""
        var result = located("not valid YAML: \(problem)\(during)", mark: mark, source)
        if problem.contains("cannot start any token"),
            let index = source.index(line: mark.line, column: mark.column),
            index < source.text.endIndex, source.text[index] == "\t"
        {
            result.hint = "YAML is indented with spaces; this line begins with a tab"
        }
        if problem.contains("expected ','"), source.text.contains("${") {
            result.hint = "inside { } and [ ] write \"${NAME}\" in quotes"
        }
        return result
    }

    private static func located(
        _ message: String, mark: Mark, _ source: SourceText
    ) -> ProfileProblem {
        ProfileProblem(
            place: .line(file: source.file, line: mark.line, column: mark.column), keyPath: "",
            message: message, excerpt: source.excerpt(line: mark.line, column: mark.column))
    }
}
