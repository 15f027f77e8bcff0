import Yams

extension YAMLReader {
    /// A query inside an object of another program.
    ///
    /// - Parameters:
    ///   - node: The text; templates in it are replaced.
    ///   - file: Which of the files.
    ///   - name: What messages call it.
    ///   - item: What stands around it; the text alone when nil.
    ///   - isLookup: Whether only the names in it matter.
    /// - Returns: Nil when no text stands there, or a blank one.
    func query(
        _ node: Node?, file: Int, named name: String, in item: Node? = nil, isLookup: Bool = false
    ) -> LintQuery? {
        guard let text = text(of: node), !text.text.allSatisfy(\.isWhitespace) else { return nil }
        let (replaced, uses) = TemplateVariables.replaced(in: text)
        let start = item.map { fileOffset(of: $0) } ?? text.whole.lowerBound
        var query = LintQuery(
            file: file, reading: replaced, isLookup ? .lookup(name) : .inquiry(name),
            item: min(start, text.whole.lowerBound)..<text.whole.upperBound)
        query.variables = uses
        return query
    }
}
