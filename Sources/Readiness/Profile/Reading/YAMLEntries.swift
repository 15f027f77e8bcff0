import Yams

/// The pairs of a mapping in the order written, merge keys resolved.
enum YAMLEntries {
    /// One pair.
    struct Entry {
        let key: String
        let mark: Mark?
        let value: Node
    }

    /// The pairs of a mapping.
    ///
    /// A repeated key is reported where it is repeated, and the first value is kept. `<<` brings in
    /// the pairs of the mapping or mappings behind it; what the mapping says itself wins.
    static func of(
        _ mapping: Node.Mapping, path: String, document: YAMLDocument, log: ProblemLog
    ) -> [Entry] {
        var budget = mergedPairsMax
        return pairs(mapping, path: path, document: document, log: log, budget: &budget)
    }

    /// Merged pairs that are followed; aliases of aliases could otherwise multiply without end.
    private static let mergedPairsMax = 1_000

    private static func pairs(
        _ mapping: Node.Mapping, path: String, document: YAMLDocument, log: ProblemLog,
        budget: inout Int
    ) -> [Entry] {
        var entries: [Entry] = []
        var merged: [Node.Mapping] = []
        var firstLines: [String: Int] = [:]
        for (keyNode, value) in mapping {
            guard case .scalar(let scalar) = keyNode else {
                log.report(
                    "a key must be a word, found \(YAMLField.kind(of: keyNode))", at: keyNode.mark,
                    keyPath: path)
                continue
            }
            let hidden = scalar.mark.flatMap { document.repeated[YAMLDocument.Position($0)] }
            if hidden != nil, let mark = scalar.mark { log.sawRepeated(at: mark) }
            let key = hidden ?? scalar.string
            if key == "<<", scalar.style == .plain {
                merged += mappings(value, path: path, log: log)
                continue
            }
            if let first = firstLines[key] {
                let name = path.isEmpty ? key : "\(path).\(key)"
                log.report(
                    "key \(key.quoted) is given twice; the first is on line \(first)",
                    at: scalar.mark, keyPath: name, found: key)
                continue
            }
            firstLines[key] = scalar.mark?.line ?? 0
            entries.append(Entry(key: key, mark: scalar.mark, value: value))
        }
        for mapping in merged where budget > 0 {
            budget -= mapping.count
            let inherited = pairs(
                mapping, path: path, document: document, log: log, budget: &budget)
            for entry in inherited where !entries.contains(where: { $0.key == entry.key }) {
                entries.append(entry)
            }
        }
        return entries
    }

    private static func mappings(
        _ value: Node, path: String, log: ProblemLog
    ) -> [Node.Mapping] {
        switch value {
        case .mapping(let mapping): return [mapping]
        case .sequence(let sequence):
            let mappings = sequence.compactMap(\.mapping)
            if mappings.count == sequence.count { return mappings }
        default: break
        }
        log.report(
            "<< takes a mapping or a list of mappings, found \(YAMLField.kind(of: value))",
            at: value.mark, keyPath: path)
        return []
    }
}
