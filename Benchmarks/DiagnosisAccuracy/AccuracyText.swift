import MarkedPages

/// The tables for a terminal.
struct AccuracyText {
    private let accuracy: Accuracy
    private let elapsed: Duration

    init(_ accuracy: Accuracy, elapsed: Duration) {
        self.accuracy = accuracy
        self.elapsed = elapsed
    }

    var text: String {
        (accuracy.levels.map(level) + [summary]).joined(separator: "\n\n")
    }

    private func level(_ level: EvidenceLevel) -> String {
        var rows = [["fault", "top-1", "top-3", "nothing", "undecided", "answered instead"]]
        for fault in accuracy.faults {
            let row = accuracy.row(fault, level)
            let others = accuracy.answers(to: fault, level).filter { $0.answer != fault }
            rows.append([
                fault, short(row.top1), short(row.top3), short(row.nothing), short(row.undecided),
                others.map { "\($0.answer) \($0.count)" }.joined(separator: ", "),
            ])
        }
        let alarms = accuracy.accusations(level).map { "\($0.answer) \($0.count)" }
        return """
            == \(level.title)
            \(Self.aligned(rows))
            healthy: false alarms \(accuracy.falseAlarms(level).text) \
            \(alarms.joined(separator: ", "))
            """
    }

    private var summary: String {
        var rows = [["level", "top-1", "top-3", "nothing", "undecided", "false alarms"]]
        for level in accuracy.levels {
            let row = accuracy.overall(level)
            rows.append([
                level.rawValue, row.top1.text, row.top3.text, row.nothing.text, row.undecided.text,
                accuracy.falseAlarms(level).text,
            ])
        }
        let seconds = MarkdownTable.decimal(
            Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) * 1e-18,
            digits: 1)
        return Self.aligned(rows)
            + "\n\(accuracy.faultyRuns) runs with a fault, \(accuracy.healthyRuns) without, "
            + "\(seconds) s"
    }

    private func short(_ rate: Rate) -> String {
        "\(rate.hits)/\(rate.count)"
    }

    private static func aligned(_ rows: [[String]]) -> String {
        let widths = (rows.first ?? []).indices.map { column in
            rows.map { $0[column].count }.max() ?? 0
        }
        return rows.map { row in
            let cells = zip(row, widths).map { cell, width in
                cell + String(repeating: " ", count: width - cell.count)
            }
            var line = cells.joined(separator: "  ")
            while line.last == " " { line.removeLast() }
            return line
        }
        .joined(separator: "\n")
    }
}
