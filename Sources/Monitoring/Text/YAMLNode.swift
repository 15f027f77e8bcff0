/// YAML to be written: in the order given, with comments, and with no more quotes than needed.
package indirect enum YAMLNode: Sendable, Hashable {
    /// Text; quoted where YAML would read something else.
    case text(String)
    /// Text over several lines, written as a literal block.
    case block(String)
    /// A number, `true`, `false` or `null` as it is written.
    case plain(String)
    case list([YAMLNode])
    case map([YAMLPair])

    /// A whole number.
    package static func number(_ value: Int) -> YAMLNode { .plain("\(value)") }

    /// A map without comments.
    ///
    /// - Parameter pairs: Keys and values, in the order of writing.
    /// - Returns: The map.
    package static func map(_ pairs: KeyValuePairs<String, YAMLNode>) -> YAMLNode {
        .map(pairs.map { YAMLPair($0.key, $0.value) })
    }

    /// A map of texts, in the order of the keys.
    package static func texts(_ texts: [String: String]) -> YAMLNode {
        .map(texts.sorted { $0.key < $1.key }.map { YAMLPair($0.key, .text($0.value)) })
    }
}

extension YAMLNode: ExpressibleByStringLiteral, ExpressibleByStringInterpolation {
    package init(stringLiteral value: String) { self = .text(value) }
}

extension YAMLNode: ExpressibleByIntegerLiteral {
    package init(integerLiteral value: Int) { self = .number(value) }
}

extension YAMLNode: ExpressibleByBooleanLiteral {
    package init(booleanLiteral value: Bool) { self = .plain(value ? "true" : "false") }
}

extension YAMLNode: ExpressibleByArrayLiteral {
    package init(arrayLiteral elements: YAMLNode...) { self = .list(elements) }
}

extension YAMLNode: ExpressibleByDictionaryLiteral {
    package init(dictionaryLiteral elements: (String, YAMLNode)...) {
        self = .map(elements.map { YAMLPair($0.0, $0.1) })
    }
}
