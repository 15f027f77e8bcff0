import Testing

@testable import Reports

/// A web page compared with a file that was read by a person.
///
/// What is around every page's content, and the style sheets, are compared once, in
/// `HTMLShellTests`. The file of a page holds its title and its body, and links to the same sheets,
/// so that a browser shows it as the page looks.
struct GoldenPage {
    /// The sheets of the page, in their order.
    let sheets: [Sheet]

    /// A verdict's page.
    static let verdict = GoldenPage(sheets: [.page])
    /// A diagnosis' page.
    static let diagnosis = GoldenPage(sheets: [.page, .diagnosis])
    /// A sweep's page.
    static let sweep = GoldenPage(sheets: [.page, .sweep])
    /// A comparison's page.
    static let comparison = GoldenPage(sheets: [.page, .comparison])

    /// A style sheet with a file of its own.
    struct Sheet {
        let file: String
        let rules: String

        static let page = Sheet(file: "page.css", rules: HTMLStyle.sheet)
        static let diagnosis = Sheet(file: "diagnosis.css", rules: DiagnosisHTMLStyle.sheet)
        static let sweep = Sheet(file: "sweep.css", rules: SweepHTMLStyle.sheet)
        static let comparison = Sheet(file: "comparison.css", rules: ComparisonHTMLPage.sheet)
    }

    /// Expects a page to be the shell around what the file holds.
    ///
    /// - Parameters:
    ///   - html: The whole page.
    ///   - name: The file's name in the `Golden` folder.
    ///   - sourceLocation: Where a difference is reported.
    /// - Throws: An error of the file system, or when the page has no title or no body.
    func expect(
        _ html: String, is name: String, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let title = try #require(
            html.firstMatch(of: /<title>[^<]*<\/title>\n/), sourceLocation: sourceLocation)
        let body = try #require(html.firstRange(of: "<body>\n"), sourceLocation: sourceLocation)
        let shell = HTMLShell.document(
            title: "", sheet: sheets.map(\.rules).joined(separator: "\n"), header: "",
            sections: [], footer: "")
        let head = shell.prefix(upTo: try #require(shell.firstRange(of: "<body>\n")).lowerBound)
        #expect(
            html[..<body.lowerBound]
                == head.replacing("<title></title>\n", with: String(title.0)),
            "\(name): the head is not that of every page", sourceLocation: sourceLocation)
        let links = sheets.map { "<link rel=\"stylesheet\" href=\"\($0.file)\">\n" }.joined()
        try Golden.expect(
            "<!DOCTYPE html>\n<meta charset=\"utf-8\">\n" + title.0 + links
                + html[body.lowerBound...],
            is: name, sourceLocation: sourceLocation)
    }
}
