import PromQL
package import Signals

/// Which services of a Prometheus files are about: conditions on labels that all replicas of a
/// service share.
package struct SeriesSelection: Sendable, Hashable {
    /// The conditions; a series fulfils all of them.
    package let matchers: [Signals.LabelMatcher]

    /// Every service.
    package static let everything = SeriesSelection(matchers: [])

    private init(matchers: [Signals.LabelMatcher]) { self.matchers = matchers }

    /// Whether nothing is left out.
    package var isEverything: Bool { matchers.isEmpty }

    /// The labels that the conditions are on, each once, in their order.
    package var labels: [String] {
        matchers.map(\.label).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }

    /// The conditions as PromQL writes them, without braces.
    package var promQL: String { matchers.map(\.promQL).joined(separator: ", ") }

    /// The values of labels of which exactly one is picked.
    package var values: [String: String] {
        var values: [String: String] = [:]
        for matcher in matchers {
            if case .oneOf(let one) = matcher.condition, one.count == 1 {
                values[matcher.label] = one.first
            }
        }
        return values
    }

    /// Whether a value of a label is picked.
    package func allows(_ label: String, _ value: String) -> Bool {
        matchers.filter { $0.label == label }.allSatisfy { $0.matches(value) }
    }

    /// A value of a label that is picked, for unit tests; nil where the conditions contradict each
    /// other.
    func sample(_ label: String, else usual: String) -> String? {
        let own = matchers.filter { $0.label == label }.flatMap { matcher -> [String] in
            switch matcher.condition {
            case .oneOf(let values): values.sorted()
            case .hasPrefix(let text): [text + "a"]
            case .noneOf: []
            }
        }
        return (own + [usual, usual + "-1"]).first { allows(label, $0) }
    }

    // MARK: - Reading

    /// Reads conditions.
    ///
    /// - Parameter text: As in a selector of PromQL, with or without braces:
    ///   `job="chat", namespace=~"prod|staging"`. Regular expressions are alternatives of plain
    ///   texts, or one plain text and `.*`.
    /// - Throws: `GenerationError.impossible` for anything else, and for conditions that no service
    ///   can fulfil.
    package init(parsing text: String) throws(GenerationError) {
        func refusal(_ reason: String) -> GenerationError {
            .impossible(
                subject: "--selector \(text)", reason: reason,
                advice: "write conditions such as job=\"chat\",namespace=\"prod\"")
        }
        let trimmed = Self.trimmed(text)
        let inner =
            trimmed.hasPrefix("{") && trimmed.hasSuffix("}")
            ? String(trimmed.dropFirst().dropLast()) : trimmed
        let selector: VectorSelector
        do throws(PromQLError) {
            let name = "series{"
            guard
                case .vectorSelector(let found) = try PromQLParser.parse(name + inner + "}"),
                found.name == "series", found.range.length == (name + inner).utf8.count + 1
            else { throw PromQLError("no list of conditions", at: .none, in: text) }
            selector = found
        } catch {
            throw refusal(error.message + (error.hint.map { ", \($0)" } ?? ""))
        }
        var matchers: [Signals.LabelMatcher] = []
        for matcher in selector.matchers {
            if let reason = Self.reserved[matcher.name] {
                throw refusal("\(matcher.name) \(reason)")
            }
            guard let read = Self.read(matcher) else {
                throw refusal(
                    "\(matcher.name)\(matcher.operation.rawValue)\"\(matcher.value)\" is no list of "
                        + "plain values, such as prod|staging, and no beginning, such as prod-.*")
            }
            matchers.append(read)
        }
        self.init(matchers: matchers)
        for label in labels where sample(label, else: "llm") == nil {
            throw refusal("no value of \(label) fulfils all conditions")
        }
    }

    /// Labels that no service has as a whole.
    private static let reserved = [
        "instance": "tells replicas apart, and what is recorded is about all replicas of a service",
        "le": "is a bucket's bound", "quantile": "is a summary's rank",
        "slo": "is written by the rules themselves",
        "severity": "is written by the rules themselves",
        "alertname": "is written by the rules themselves",
    ]

    private static func read(_ matcher: PromQL.LabelMatcher) -> Signals.LabelMatcher? {
        switch matcher.operation {
        case .equal:
            return matcher.value.isEmpty ? nil : .equal(matcher.name, matcher.value)
        case .notEqual: return .none(matcher.name, of: [matcher.value])
        case .matchesRegex:
            if matcher.value.hasSuffix(".*"), let text = plain(matcher.value.dropLast(2)),
                !text.isEmpty
            {
                return .prefix(matcher.name, text)
            }
            return alternatives(matcher.value).flatMap {
                $0.contains("") ? nil : .any(matcher.name, of: $0)
            }
        case .notMatchesRegex:
            return alternatives(matcher.value).map { .none(matcher.name, of: $0) }
        }
    }

    private static func alternatives(_ pattern: String) -> Set<String>? {
        var values: Set<String> = []
        for part in pattern.split(separator: "|", omittingEmptySubsequences: false) {
            guard let text = plain(part) else { return nil }
            values.insert(text)
        }
        return values
    }

    /// The text that a regular expression without operators stands for; nil for one with some.
    private static func plain(_ pattern: Substring) -> String? {
        var text = ""
        var isEscaped = false
        for character in pattern {
            if isEscaped {
                guard !character.isLetter, !character.isNumber else { return nil }
                text.append(character)
                isEscaped = false
            } else if character == "\\" {
                isEscaped = true
            } else if ".+*?()[]{}^$".contains(character) {
                return nil
            } else {
                text.append(character)
            }
        }
        return isEscaped ? nil : text
    }

    private static func trimmed(_ text: String) -> String {
        let start = text.drop { $0.isWhitespace }
        let end = start.lastIndex { !$0.isWhitespace }
        return end.map { String(start[...$0]) } ?? ""
    }
}
