import Yams

/// The YAML documents of a text, with the places of their scalars.
struct YAMLReader {
    /// The text, which may be a part of a file.
    let source: MappedText

    private let lines: LintSource

    init(_ source: MappedText) {
        self.source = source
        lines = LintSource(path: "", bytes: source.bytes)
    }

    /// Why a text is no YAML.
    struct Failure: Error {
        var message: String
        /// The byte of the text.
        var offset: Int
    }

    /// Nesting that is read; the parser recurses once for each level.
    private static let depthMax = 100

    /// The documents' roots; empty documents are left out.
    func documents() throws(Failure) -> [Node] {
        try refuseDepth()
        do {
            let parser = try Parser(yaml: source.text, resolver: .basic, encoding: .utf8)
            var nodes: [Node] = []
            while let node = try parser.nextRoot() { nodes.append(node) }
            return nodes
        } catch let error as YamlError {
            throw failure(error)
        } catch {
            throw Failure(message: "\(error)", offset: 0)
        }
    }

    private func failure(_ error: YamlError) -> Failure {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            Failure(
                message: problem,
                offset: lines.offset(line: mark.line, scalarColumn: mark.column))
        case .duplicatedKeysInMapping(let keys, let context):
            Failure(
                message: "the key \"\(keys.first ?? "")\" stands twice in one mapping",
                offset: lines.offset(line: context.mark.line, scalarColumn: context.mark.column))
        case .reader(let problem, let offset, _, _):
            // The context that the parser tells is the file's own bytes, fit for no terminal.
            Failure(message: problem, offset: min(offset ?? 0, source.count))
        default: Failure(message: "it cannot be parsed", offset: 0)
        }
    }

    /// Brackets and indentation bound how deep the parser recurses.
    private func refuseDepth() throws(Failure) {
        var depth = 0
        for (offset, byte) in source.bytes.enumerated() {
            if byte == UInt8(ascii: "[") || byte == UInt8(ascii: "{") { depth += 1 }
            if byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}") { depth -= 1 }
            if byte == 0x0A { depth = max(0, min(depth, Self.depthMax)) }
            if depth > 4 * Self.depthMax {
                throw Failure(message: "it is nested too deeply", offset: offset)
            }
        }
    }

    /// The byte of the text at which a node begins.
    func offset(of node: Node) -> Int {
        guard let mark = node.mark else { return 0 }
        return lines.offset(line: mark.line, scalarColumn: mark.column)
    }

    /// A scalar's value with its places in the file; nil for other nodes.
    func text(of node: Node?) -> MappedText? {
        guard let node, case .scalar(let scalar) = node else { return nil }
        let quoting: MappedText.Quoting =
            switch scalar.style {
            case .singleQuoted: .single
            case .doubleQuoted: .double
            case .literal, .folded: .block
            default: .plain
            }
        let reader = YAMLScalarReader(file: source.bytes, value: Array(scalar.string.utf8))
        return source.resolving(reader.read(from: offset(of: node), quoting: quoting))
    }

    /// The first byte of the file that a node stands for.
    func fileOffset(of node: Node) -> Int {
        let start = offset(of: node)
        return source.fileRange(start, start + 1).lowerBound
    }

    /// The file's bytes of a node and all below it.
    func fileRange(of node: Node) -> Range<Int> {
        let start = fileOffset(of: node)
        return start..<max(start, end(of: node))
    }

    private func end(of node: Node) -> Int {
        switch node {
        case .mapping(let mapping):
            mapping.map { end(of: $0.value) }.max() ?? fileOffset(of: node)
        case .sequence(let sequence):
            sequence.map { end(of: $0) }.max() ?? fileOffset(of: node)
        default: text(of: node)?.whole.upperBound ?? fileOffset(of: node)
        }
    }
}
