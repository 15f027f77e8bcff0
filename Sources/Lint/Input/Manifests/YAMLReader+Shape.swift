import PromQL
import Readiness
import Yams

/// What a document has to look like, with the place of what does not.
extension YAMLReader {
    /// The nodes of a list; none where nothing stands.
    ///
    /// - Parameters:
    ///   - node: What stands there.
    ///   - name: The key before it.
    ///   - content: What the list is of, such as `rules`.
    ///   - document: Where the problem is put when something else stands there.
    /// - Returns: The list's nodes.
    func list(
        _ node: Node?, _ name: String, of content: String, for document: inout LintDocument
    ) -> [Node] {
        guard let node, !Self.isNothing(node) else { return [] }
        if case .sequence(let nodes) = node { return Array(nodes) }
        document.problems.append(
            problem(node, "\(name) is \(Self.words(node)); expected a list of \(content)"))
        return []
    }

    /// Reports the keys of a mapping that are slips of known ones.
    ///
    /// - Parameters:
    ///   - node: The mapping.
    ///   - known: The keys that it may have.
    ///   - document: Where problems are put.
    /// - Returns: The keys that were meant.
    func slips(_ node: Node, among known: [String], for document: inout LintDocument) -> [String] {
        var meant: [String] = []
        for (key, _) in node.mapping ?? [:] {
            guard let name = key.string, !known.contains(name),
                let nearest = NearestSpelling.of(name, among: known), node[nearest] == nil
            else { continue }
            document.problems.append(
                problem(key, "the key \(name) is unknown; did you mean \(nearest)?"))
            meant.append(nearest)
        }
        return meant
    }

    /// Reads a query that has to stand under a key.
    ///
    /// - Parameters:
    ///   - key: The key.
    ///   - node: The mapping that has it.
    ///   - name: What messages call the query.
    ///   - item: What stands around it.
    ///   - file: Which of the files.
    ///   - document: Where the query is put, or the problem.
    func addQuery(
        _ key: String, of node: Node, named name: String, in item: Node, file: Int,
        to document: inout LintDocument
    ) {
        if let query = query(node[key], file: file, named: name, in: item) {
            document.queries.append(query)
            return
        }
        let found = node[key].map { "\(key) is \(Self.words($0))" } ?? "there is no \(key)"
        document.problems.append(problem(node[key] ?? node, "\(found); expected a query"))
    }

    /// Reads a duration, as Prometheus writes it.
    ///
    /// - Parameters:
    ///   - node: What stands there; a variable is left alone.
    ///   - name: The key before it.
    ///   - document: Where the problem is put when it is none.
    /// - Returns: The duration and where it stands; nil when nothing, or none, stands there.
    func duration(
        _ node: Node?, _ name: String, for document: inout LintDocument
    ) -> (value: Duration, text: MappedText)? {
        guard let node, !Self.isNothing(node) else { return nil }
        guard let text = text(of: node) else {
            document.problems.append(
                problem(node, "\(name) is \(Self.words(node)); expected a duration such as 15s"))
            return nil
        }
        // Zero is none to the grammar of queries, and is written to wait for nothing.
        let digits = text.text.filter(\.isNumber)
        if !digits.isEmpty, digits.allSatisfy({ $0 == "0" }) { return (.zero, text) }
        if let value = try? DurationText.duration(of: text.text) { return (value, text) }
        if !text.text.contains("$"), !text.text.contains("{{") {
            document.problems.append(
                problem(
                    node, "\(name) is \"\(text.text)\"; expected a duration such as 15s or 1h30m"))
        }
        return nil
    }

    /// A problem at a node's beginning.
    func problem(_ node: Node, _ message: String) -> LintProblem {
        let start = fileOffset(of: node)
        return LintProblem(range: start..<start, message: message)
    }

    /// What a node is, as messages call it.
    static func words(_ node: Node) -> String {
        switch node {
        case .sequence: "a list"
        case .mapping: "a mapping"
        default: isNothing(node) ? "empty" : "the text \"\((node.string ?? "").prefix(40))\""
        }
    }

    /// Whether a node is a key's missing value.
    private static func isNothing(_ node: Node) -> Bool {
        guard case .scalar(let scalar) = node, scalar.style == .plain else { return false }
        return ["", "~", "null"].contains(scalar.string)
    }
}
