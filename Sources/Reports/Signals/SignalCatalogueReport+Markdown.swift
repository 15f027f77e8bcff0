import Signals

extension SignalCatalogueReport {
    /// The catalogue as a page of Markdown; the documentation's page is this one.
    ///
    /// - Returns: UTF-8 text, ended by a line feed.
    package func markdown() -> String {
        var lines = [
            "# Signals", "",
            "What a server says about itself, in one catalogue. Reports, rules, dashboards and this page "
                + "are made from it; this page is written by `firstlight signals --format markdown`.",
            "",
            "A quantile of a server's histogram is the bucket it falls into, never a single number. A "
                + "signal that is not told is unknown, never healthy. Ranges that inform only do not "
                + "judge an endpoint.",
            "",
        ]
        for level in SignalLevel.allCases {
            let signals = signals.filter { $0.definition.level == level }
            guard !signals.isEmpty else { continue }
            lines += ["## \(level.rawValue.capitalizedFirst) signals", ""]
            for signal in signals { lines += section(signal) }
        }
        while lines.last == "" { lines.removeLast() }
        return lines.map { $0 + "\n" }.joined()
    }

    private func section(_ signal: Signal) -> [String] {
        let definition = signal.definition
        var lines = ["### `\(signal.rawValue)`: \(definition.title)", "", definition.meaning, ""]
        var facts = "A \(definition.kind.rawValue)"
        if !definition.unit.symbol.isEmpty { facts += " of \(definition.unit.rawValue)" }
        if definition.unit == .ratio { facts += ", 0 to 1" }
        if definition.worse != .neither { facts += "; worse: \(definition.worse.rawValue)" }
        if let alert = definition.alert { facts += "; alert: `\(alert.rawValue)`" }
        lines += [facts + ".", ""]
        if let ranges = definition.ranges {
            lines.append("Out of range: \(SignalWords.ranges(ranges, unit: definition.unit)).")
            if let condition = ranges.condition { lines.append(condition) }
            lines += ["*\(ranges.source)*", ""]
        }
        let tellings = tellings(of: signal)
        guard !tellings.isEmpty else { return lines + ["No exporter tells it.", ""] }
        lines += ["| exporter | series | releases | remark |", "|---|---|---|---|"]
        for telling in tellings {
            for source in telling.sources {
                let series = source.formula.selectors.map { "`\(cell($0.promQL))`" }
                lines.append(
                    "| \(telling.exporter.displayName) | \(series.joined(separator: " ")) | "
                        + "\(cell(source.releases ?? "")) | \(cell(source.note ?? "")) |")
            }
        }
        lines.append("")
        if let query = tellings.first(where: { !$0.queries.isEmpty }) {
            lines += ["Queries for \(query.exporter.displayName):", "", "```promql"]
            for entry in query.queries { lines += ["# \(entry.statistic.name)", entry.text] }
            lines += ["```", ""]
        }
        return lines
    }

    private func cell(_ text: String) -> String { text.replacing("|", with: "\\|") }
}

extension String {
    fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
