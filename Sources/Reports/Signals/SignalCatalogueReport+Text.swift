import Signals

extension SignalCatalogueReport {
    /// The catalogue for a terminal.
    ///
    /// Without chosen exporters a table of what the signals mean and who tells them; with chosen ones
    /// the series and a query for each.
    ///
    /// - Parameter style: the terminal.
    /// - Returns: lines, each ended by a line feed.
    package func text(style: TerminalStyle) -> String {
        let lines = exporters.isEmpty ? overview(style) : details(style)
        return lines.map { $0 + "\n" }.joined()
    }

    private func overview(_ style: TerminalStyle) -> [String] {
        var lines: [String] = []
        for level in SignalLevel.allCases {
            let signals = signals.filter { $0.definition.level == level }
            guard !signals.isEmpty else { continue }
            var table = TextTable(header: ["signal", "unit", "worse", "out of range", "told by"])
            for signal in signals {
                let definition = signal.definition
                let ranges = definition.ranges.map {
                    SignalWords.ranges($0, unit: definition.unit)
                }
                table.rows.append([
                    TextTable.Cell(signal.rawValue, .strong),
                    TextTable.Cell(definition.unit.symbol.isEmpty ? "0 to 1" : unit(definition)),
                    TextTable.Cell(definition.worse == .neither ? "" : definition.worse.rawValue),
                    TextTable.Cell(ranges ?? ""),
                    TextTable.Cell(
                        tellings(of: signal).map(\.exporter.name).joined(separator: " ")),
                ])
            }
            lines += ["", Tone.strong.painted(level.rawValue, color: style.color)]
            lines += table.lines(indent: 2, style: style)
        }
        return lines.dropFirst() + [
            "", "firstlight signals --engine vllm shows series and queries.",
        ]
    }

    private func unit(_ definition: SignalDefinition) -> String {
        definition.kind == .counter && definition.unit == .seconds
            ? "s, total" : definition.unit.symbol
    }

    private func details(_ style: TerminalStyle) -> [String] {
        var lines: [String] = []
        for exporter in exporters {
            if !lines.isEmpty { lines.append("") }
            lines.append(Tone.strong.painted(title(of: exporter), color: style.color))
            guard let dialect = dialect(of: exporter) else {
                lines.append("  exports no metrics: every signal is unknown, never healthy.")
                continue
            }
            for signal in signals where dialect.sources[signal] != nil {
                lines.append("")
                lines += block(signal, exporter, style)
            }
            let missing = signals.filter {
                dialect.sources[$0] == nil && belongs($0, to: exporter)
            }
            if !missing.isEmpty {
                let names = missing.map(\.rawValue).joined(separator: ", ")
                lines.append("")
                lines += TextWrap.lines("not told: \(names)", width: style.width - 2).map {
                    "  " + $0
                }
            }
        }
        return lines
    }

    private func belongs(_ signal: Signal, to exporter: ExporterKind) -> Bool {
        let isOfMachine = Dialect.machine.contains { $0.sources[signal] != nil }
        if case .engine = exporter { return !isOfMachine }
        return false
    }

    private func block(
        _ signal: Signal, _ exporter: ExporterKind, _ style: TerminalStyle
    ) -> [String] {
        guard let telling = tellings(of: signal).first(where: { $0.exporter == exporter }) else {
            return []
        }
        let definition = signal.definition
        let title = "  " + Tone.strong.painted(signal.rawValue, color: style.color)
        var lines = [title + "  \(definition.title), \(definition.level.rawValue)"]
        for source in telling.sources {
            let names = source.formula.selectors.map(\.promQL).joined(separator: ", ")
            lines.append("    \(names)" + (source.releases.map { "  (\($0))" } ?? ""))
            if let note = source.note {
                lines += TextWrap.lines(note, width: style.width - 6).map { "      " + $0 }
            }
        }
        for query in telling.queries {
            lines.append(
                "    " + Tone.faint.painted("\(query.statistic.name):", color: style.color)
                    + " \(query.text)")
        }
        return lines
    }
}
