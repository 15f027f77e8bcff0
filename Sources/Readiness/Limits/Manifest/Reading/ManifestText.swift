/// The lines of a manifest, for finding where a flag stands and where documents begin.
struct ManifestText {
    let file: String
    private let lines: [Substring]

    init(_ text: String, file: String) {
        self.file = file
        lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
    }

    /// The documents of a YAML stream, each preceded by as many empty lines as stand before it, so
    /// that the lines of all of them count from the top of the file.
    var documents: [String] {
        var documents: [String] = []
        var start = 0
        func add(upTo end: Int) {
            let body = lines[start..<end]
            let hasContent = body.contains { line in
                let text = line.drop { $0 == " " }
                return !text.isEmpty && !text.hasPrefix("#")
            }
            guard hasContent else { return }
            documents.append(
                String(repeating: "\n", count: start) + body.joined(separator: "\n"))
        }
        for (number, line) in lines.enumerated()
        where line == "---" || line.hasPrefix("--- ") || line == "..." {
            add(upTo: number)
            // "--- # comment" and "--- {a: b}" keep what follows on a line of its own.
            start = number + 1
        }
        add(upTo: lines.count)
        return documents
    }

    /// The first line from `line` on that holds a text; `line` itself when none does.
    ///
    /// The parser joins the lines of folded scalars, so a word inside one knows only the first.
    func line(of text: String, from line: Int?) -> Int? {
        guard let line, line >= 1, !text.isEmpty else { return line }
        // Line breaks written as "\n" inside quotes are counted beyond the end of the file.
        guard line <= lines.count else { return lines.count }
        for index in (line - 1)..<min(lines.count, line - 1 + Self.linesMax)
        where lines[index].contains(text) {
            return index + 1
        }
        return line
    }

    private static let linesMax = 400
}
