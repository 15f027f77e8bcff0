import Yams

/// The value of one key or list item, with readers for every type a profile knows.
///
/// A reader returns `nil` after it has reported what it found and what it expected.
package struct YAMLField {
    /// The key path, such as `gate.minProbes`.
    package let path: String
    /// Where the key stands; the value's own place for a list item.
    let keyMark: Mark?
    let node: Node
    let log: ProblemLog
    let document: YAMLDocument

    /// Where the value stands.
    var mark: Mark? { isNull ? keyMark : node.mark ?? keyMark }

    /// Whether nothing, `~` or `null` is written.
    package var isNull: Bool { YAMLDocument.isNull(node) }

    /// Whether a mapping is written.
    package var isMapping: Bool {
        if case .mapping = node { true } else { false }
    }

    /// Whether a mapping with a key is written.
    package func hasKey(_ key: String) -> Bool {
        guard case .mapping(let mapping) = node else { return false }
        return mapping.contains { $0.key.scalar?.string == key }
    }

    /// What is written, when it is neither nothing nor a list nor a mapping.
    var written: String? {
        guard case .scalar(let scalar) = node, !isNull else { return nil }
        return scalar.string
    }

    /// What is written, for messages.
    package var kind: String { Self.kind(of: node) }

    /// The key path in front of a sentence; nothing for the document as a whole.
    private var prefix: String { path.isEmpty ? "" : "\(path): " }

    /// Text as written; numbers and words such as `yes` count as text too.
    package func text() -> String? {
        guard let scalar = scalar(expected: "text") else { return nil }
        guard !scalar.trimmed.isEmpty else {
            reportExpected("text", found: "an empty text")
            return nil
        }
        return scalar
    }

    /// A whole number inside a range.
    package func wholeNumber(in range: ClosedRange<Int>) -> Int? {
        let expected = "a whole number from \(range.lowerBound) to \(range.upperBound)"
        guard let scalar = scalar(expected: expected) else { return nil }
        guard let value = Int(scalar), range.contains(value), !scalar.hasPrefix("+") else {
            reportExpected(expected, found: scalar.quoted)
            return nil
        }
        return value
    }

    /// A number inside a range.
    package func number(in range: ClosedRange<Double>) -> Double? {
        let expected =
            "a number from \(Self.plain(range.lowerBound)) to \(Self.plain(range.upperBound))"
        guard let scalar = scalar(expected: expected) else { return nil }
        guard let value = FixedDecimal(scalar)?.double, range.contains(value) else {
            reportExpected(expected, found: scalar.quoted)
            return nil
        }
        return value
    }

    /// `true` or `false`, and the other words YAML 1.1 has for them.
    package func bool() -> Bool? {
        guard let scalar = scalar(expected: "true or false") else { return nil }
        switch scalar.lowercased() {
        case "true", "yes", "on": return true
        case "false", "no", "off": return false
        default:
            reportExpected("true or false", found: scalar.quoted)
            return nil
        }
    }

    /// A duration above zero.
    package func duration() -> Duration? {
        guard let scalar = scalar(expected: "a duration such as 500ms or 2m") else { return nil }
        do {
            let duration = try DurationText.parse(scalar)
            guard duration > .zero else {
                report("\(scalar.quoted) is zero; write a duration such as 500ms or 2m", scalar)
                return nil
            }
            return duration
        } catch {
            report("\(error)", scalar)
            return nil
        }
    }

    /// A share, 0...1.
    package func ratio() -> Double? {
        guard let scalar = scalar(expected: "a share such as 95%") else { return nil }
        do {
            return try RatioText.parse(scalar).double
        } catch {
            report("\(error)", scalar)
            return nil
        }
    }

    /// A URL.
    func address() -> HTTPAddress? {
        guard let scalar = scalar(expected: "a URL") else { return nil }
        do {
            return try HTTPAddress(scalar)
        } catch {
            if error == .credentials { log.hideLine(of: mark) }
            log.report("\(prefix)\(error)", at: mark, keyPath: path, expected: "a URL")
            return nil
        }
    }

    /// One of a set of words, with a sentence for words that are known and not served.
    package func word<Value: RawRepresentable & CaseIterable>(
        of type: Value.Type
    ) -> Value? where Value.RawValue == String {
        let words = Value.allCases.map(\.rawValue)
        let expected = words.joined(separator: ", ")
        guard let scalar = scalar(expected: "one of \(expected)") else { return nil }
        if let value = Value(rawValue: scalar) { return value }
        let nearest = NearestSpelling.of(scalar, among: words)
        log.report(
            "\(prefix)unknown value \(scalar.quoted); "
                + (nearest.map { "did you mean \($0.quoted)?" } ?? "it is one of \(expected)"),
            at: mark, keyPath: path, found: scalar, expected: expected, suggestion: nearest)
        return nil
    }

    /// The items of a list; a single value counts as a list of one.
    ///
    /// `nil` when nothing is written, which is reported.
    package func items() -> [YAMLField]? {
        if isNull {
            reportExpected("a list", found: "nothing; write an item or remove the key")
            return nil
        }
        guard case .sequence(let sequence) = node else {
            return [YAMLField(path: path, keyMark: mark, node: node, log: log, document: document)]
        }
        return sequence.enumerated().map { index, item in
            let path = "\(self.path)[\(index)]"
            log.remember(path, at: item.mark)
            return YAMLField(
                path: path, keyMark: item.mark ?? mark, node: item, log: log, document: document)
        }
    }

    /// The pairs of a mapping with free keys, in the order written.
    package func pairs(expected: String) -> [(key: String, value: YAMLField)]? {
        guard case .mapping(let mapping) = node else {
            reportExpected(expected, found: Self.kind(of: node))
            return nil
        }
        return YAMLEntries.of(mapping, path: path, document: document, log: log).map { entry in
            let field = YAMLField(
                path: "\(path).\(entry.key)", keyMark: entry.mark, node: entry.value, log: log,
                document: document)
            return (entry.key, field)
        }
    }

    /// The value as a section with known keys.
    package func section(
        keys: [String], unknown: YAMLSection.UnknownKeys = .refused
    ) -> YAMLSection? {
        guard case .mapping(let mapping) = node else {
            let expected = "a mapping with \(keys.joined(separator: ", "))"
            reportExpected(expected, found: Self.kind(of: node))
            return nil
        }
        return YAMLSection(
            entries: YAMLEntries.of(mapping, path: path, document: document, log: log),
            path: path, mark: keyMark, keys: keys, unknown: unknown, log: log, document: document)
    }

    /// Reports a sentence about the value.
    package func report(_ sentence: String, _ found: String? = nil, hint: String? = nil) {
        log.report("\(prefix)\(sentence)", at: mark, keyPath: path, found: found, hint: hint)
    }

    /// Reports that something else was expected.
    package func reportExpected(_ expected: String, found: String) {
        log.report(
            "\(prefix)expected \(expected), found \(found)", at: mark, keyPath: path, found: found,
            expected: expected)
    }

    /// The text of a scalar; anything else is reported.
    func scalar(expected: String) -> String? {
        guard let written else {
            reportExpected(expected, found: kind)
            return nil
        }
        return written
    }

    /// What a node is, for messages.
    static func kind(of node: Node) -> String {
        switch node {
        case .scalar(let scalar): YAMLDocument.isNull(node) ? "nothing" : scalar.string.quoted
        case .mapping: "a mapping"
        case .sequence: "a list"
        case .alias: "an alias"
        }
    }

    private static func plain(_ number: Double) -> String {
        FixedDecimal(shortest: number)?.text ?? "\(number)"
    }
}
