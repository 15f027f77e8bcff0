import PromQL

extension LintQuery {
    /// Parses a query.
    ///
    /// - Parameters:
    ///   - file: Which of the files.
    ///   - text: The query.
    ///   - place: What it is for.
    ///   - item: The rule or panel around it.
    init(file: Int, reading text: MappedText, _ place: LintPlace, item: Range<Int>) {
        self.file = file
        self.text = text
        self.place = place
        self.item = item
        do {
            expression = try PromQLParser.parse(text.text)
        } catch {
            failure = error
        }
    }
}
