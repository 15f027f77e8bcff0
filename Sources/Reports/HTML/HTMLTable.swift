/// A table that becomes a list of cards where the window is narrow: every cell carries its title.
struct HTMLTable {
    /// The columns' titles, as text.
    var header: [String]
    /// The rows, each with as many cells as there are titles.
    var rows: [[HTMLCell]]
    /// The table's class.
    var style = "cards"

    /// The element.
    var element: String {
        let titles = header.map { "<th scope=\"col\">\(HTMLText.escaped($0))</th>" }.joined()
        let lines = rows.map { row in
            "<tr>" + zip(header, row).map(Self.cell).joined() + "</tr>"
        }
        return """
            <div class="scroll"><table class="\(style)">
            <thead><tr>\(titles)</tr></thead>
            <tbody>
            \(lines.joined(separator: "\n"))
            </tbody>
            </table></div>
            """
    }

    private static func cell(_ title: String, _ cell: HTMLCell) -> String {
        let kind = cell.style.isEmpty ? "" : " class=\"\(cell.style)\""
        return "<td\(kind) data-title=\"\(HTMLText.escaped(title))\">\(cell.html)</td>"
    }
}
