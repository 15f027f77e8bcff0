import Testing

@testable import Reports

@Suite struct TextTableTests {
    private var table: TextTable {
        var table = TextTable(header: ["name", "what it says"])
        table.rows = [
            [.init("first"), .init("a long sentence that must be wrapped somewhere", .bad)],
            [.init("second"), .init("short")],
        ]
        return table
    }

    @Test func `columns are as wide as they need`() {
        let lines = table.lines(indent: 2, style: TerminalStyle(width: 100))
        #expect(
            lines == [
                "  name    what it says",
                "  first   a long sentence that must be wrapped somewhere",
                "  second  short",
            ])
    }

    @Test func `the column with the most to spare is wrapped`() {
        let lines = table.lines(indent: 0, style: TerminalStyle(width: 32))
        #expect(
            lines == [
                "name    what it says",
                "first   a long sentence that",
                "        must be wrapped",
                "        somewhere",
                "second  short",
            ])
    }

    @Test func `without room for columns each row becomes a block`() {
        var wide = TextTable(header: ["name", "first column", "second column"])
        wide.rows = [[.init("extraordinarily"), .init("incomprehensible"), .init("")]]
        let lines = wide.lines(indent: 0, style: TerminalStyle(width: 30))
        #expect(lines == ["extraordinarily", "  first column:", "    incomprehensible"])
    }
}
