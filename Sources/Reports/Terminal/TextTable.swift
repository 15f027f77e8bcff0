/// A table for a terminal: columns as wide as they need, wrapped where the terminal ends, and a
/// list of records where it is too narrow for columns.
struct TextTable {
    /// A piece of text with its meaning.
    struct Cell {
        var text: String
        var tone: Tone

        init(_ text: String, _ tone: Tone = .plain) {
            self.text = text
            self.tone = tone
        }
    }

    /// The columns' titles.
    var header: [String]

    /// The rows, each with as many cells as there are titles.
    var rows: [[Cell]] = []

    private static let gap = 2

    /// The lines of the table.
    ///
    /// - Parameters:
    ///   - indent: Blanks before every line.
    ///   - style: The width there is and whether colours are wanted.
    /// - Returns: Lines without line feeds, none ending in a blank.
    func lines(indent: Int, style: TerminalStyle) -> [String] {
        let room = max(style.width - indent, 1)
        guard let widths = columnWidths(room: room) else {
            return recordLines(indent: indent, style: style)
        }
        let titles = header.map { Cell($0, .faint) }
        return ([titles] + rows).flatMap { row in
            rowLines(row, widths: widths, indent: indent, color: style.color)
        }
    }

    /// The width of each column, or `nil` when not even the longest words fit side by side.
    private func columnWidths(room: Int) -> [Int]? {
        let all = [header] + rows.map { $0.map(\.text) }
        var widths = header.indices.map { column in
            all.map { DisplayWidth.of($0[column]) }.max() ?? 0
        }
        let least = header.indices.map { column in
            // Below a dozen columns a sentence becomes a ladder.
            min(widths[column], max(12, all.map { TextWrap.widestWord($0[column]) }.max() ?? 0))
        }
        let free = room - Self.gap * (header.count - 1)
        guard least.reduce(0, +) <= free else { return nil }
        var heights = WrappedHeights(rows: all)
        while widths.reduce(0, +) > free {
            // The column that gives way is the one whose text then takes the fewest lines; among
            // equals the one with the most to spare.
            let narrower = header.indices.filter { widths[$0] > least[$0] }.map { column in
                var candidate = widths
                candidate[column] -= 1
                return (
                    widths: candidate, height: heights.total(widths: candidate),
                    spare: widths[column] - least[column]
                )
            }
            guard
                let best = narrower.min(by: { ($0.height, -$0.spare) < ($1.height, -$1.spare) })
            else { return nil }
            widths = best.widths
        }
        return widths
    }

    private func rowLines(_ row: [Cell], widths: [Int], indent: Int, color: Bool) -> [String] {
        let wrapped = zip(row, widths).map { TextWrap.lines($0.text, width: $1) }
        return (0..<(wrapped.map(\.count).max() ?? 0)).map { index in
            var line = String(repeating: " ", count: indent)
            var pending = 0
            for (column, lines) in wrapped.enumerated() {
                let text = index < lines.count ? lines[index] : ""
                if !text.isEmpty {
                    line += String(repeating: " ", count: pending)
                    line += row[column].tone.painted(text, color: color)
                    pending = 0
                }
                pending += widths[column] + Self.gap - DisplayWidth.of(text)
            }
            return line
        }
    }

    /// Each row as a block: its first cell, then the others below with their titles.
    private func recordLines(indent: Int, style: TerminalStyle) -> [String] {
        let margin = String(repeating: " ", count: indent)
        return rows.flatMap { row in
            var lines: [String] = []
            for (column, cell) in row.enumerated() where !cell.text.isEmpty {
                let inner = column == 0 ? margin : margin + "  "
                let title = column == 0 ? "" : header[column] + ": "
                // Two columns are kept for the hanging indent of continued lines.
                let width = style.width - inner.count - 2
                for (index, line) in TextWrap.lines(title + cell.text, width: width).enumerated() {
                    let tone = column == 0 ? Tone.strong : cell.tone
                    let hanging = index == 0 ? "" : "  "
                    lines.append(inner + hanging + tone.painted(line, color: style.color))
                }
            }
            return lines
        }
    }
}
