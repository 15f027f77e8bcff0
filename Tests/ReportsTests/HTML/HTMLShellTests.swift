import Testing

@testable import Reports

/// What every page has around its content, compared once.
@Suite struct HTMLShellTests {
    @Test func `the shell is what was read`() throws {
        try Golden.expect(
            HTMLShell.document(
                title: "The <title>", sheet: "the sheet", header: "the header",
                sections: ["the first section", "the second section"], footer: "the footer"),
            is: "page-shell.html")
    }

    @Test(arguments: [GoldenPage.Sheet.page, .diagnosis, .sweep, .comparison])
    func `a sheet is what was looked at in a browser`(sheet: GoldenPage.Sheet) throws {
        try Golden.expect(sheet.rules + "\n", is: sheet.file)
    }
}
