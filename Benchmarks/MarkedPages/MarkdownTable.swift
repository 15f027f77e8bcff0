/// A table in Markdown, and the numbers in its cells.
package struct MarkdownTable {
    private var rows: [[String]]

    /// Begins a table.
    package init(header: [String]) {
        rows = [header, header.map { _ in "---" }]
    }

    /// Adds a row of as many cells as the header has.
    package mutating func add(_ row: [String]) {
        rows.append(row)
    }

    /// The table in Markdown, without a line feed at its end.
    package var text: String {
        rows.map { "| " + $0.joined(separator: " | ") + " |" }.joined(separator: "\n")
    }

    /// A share as a percentage: two digits after the point below 10 %, one above.
    package static func percent(_ share: Double) -> String {
        decimal(share * 100, digits: share < 0.1 && share > 0 ? 2 : 1) + " %"
    }

    /// A true share, as the tables name their rows.
    package static func share(_ share: Double) -> String {
        decimal(share * 100, digits: share == 0.999 ? 1 : 0) + " %"
    }

    /// A number with a fixed number of digits after the point.
    package static func decimal(_ value: Double, digits: Int) -> String {
        var scale = 1
        for _ in 0..<digits { scale *= 10 }
        let scaled = Int((value * Double(scale)).rounded())
        if digits == 0 { return String(scaled) }
        let fraction = String(scaled.magnitude % UInt(scale))
        let padding = String(repeating: "0", count: digits - fraction.count)
        return "\(scaled < 0 ? "-" : "")\(scaled.magnitude / UInt(scale)).\(padding)\(fraction)"
    }
}
