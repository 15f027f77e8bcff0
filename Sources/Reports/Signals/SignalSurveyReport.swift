import Estimates
package import Signals

/// What bodies of metrics yield, for people and programs.
package struct SignalSurveyReport: Sendable {
    private let survey: SignalSurvey
    /// Where the bodies came from, in their order.
    private let origins: [String]

    /// - Parameters:
    ///   - survey: what was found.
    ///   - origins: where the bodies came from.
    package init(_ survey: SignalSurvey, origins: [String]) {
        self.survey = survey
        self.origins = origins
    }

    /// The survey for a terminal.
    ///
    /// - Parameter style: the terminal; verbose lists the series that no signal reads.
    /// - Returns: lines, each ended by a line feed.
    package func text(style: TerminalStyle) -> String {
        var lines = [Tone.strong.painted(headline, color: style.color), ""]
        var table = TextTable(header: ["signal", "says", "read from"])
        for row in survey.known {
            let answers = row.answers.map { SignalWords.answer($0, of: row.signal) }
            table.rows.append([
                TextTable.Cell(row.signal.rawValue, .strong),
                TextTable.Cell(answers.joined(separator: ", ")),
                TextTable.Cell(row.series.joined(separator: " "), .faint),
            ])
        }
        if !table.rows.isEmpty { lines += table.lines(indent: 2, style: style) + [""] }
        lines += gaps(style)
        if !survey.unread.isEmpty {
            let count = survey.unread.count
            if style.verbose {
                lines += TextWrap.lines(
                    "read by no signal: " + survey.unread.joined(separator: " "),
                    width: style.width - 2
                ).map { "  " + $0 }
            } else {
                lines.append("  \(count) families are read by no signal; --verbose names them.")
            }
        }
        return lines.map { $0 + "\n" }.joined()
    }

    /// The survey as Markdown.
    ///
    /// - Returns: text, ended by a line feed.
    package func markdown() -> String {
        var lines = ["# What the metrics tell", "", headline, ""]
        lines += ["| signal | says | read from |", "|---|---|---|"]
        for row in survey.rows {
            let says =
                row.gap.map(words)
                ?? row.answers.map { SignalWords.answer($0, of: row.signal) }
                .joined(separator: ", ")
            let series = row.series.map { "`\($0)`" }.joined(separator: " ")
            lines.append(
                "| `\(row.signal.rawValue)` | \(says.replacing("|", with: "\\|")) | \(series) |")
        }
        return lines.map { $0 + "\n" }.joined()
    }

    /// The survey as JSON.
    ///
    /// - Returns: UTF-8, ended by a line feed.
    package func json() -> [UInt8] {
        JSONWriter.bytes(
            of: .object([
                "schema": .integer(1),
                "engine": .string(survey.detection.kind.rawValue),
                "version_hint": .optional(survey.detection.version?.description),
                "is_router": .bool(survey.detection.isRouter),
                "is_simulator": .bool(survey.detection.isSimulator),
                "bodies": .array(origins.map(JSONValue.string)),
                "window_seconds": .number(survey.windowSeconds),
                "signals": .array(survey.rows.map(value)),
                "unread": .array(survey.unread.map(JSONValue.string)),
            ]), indented: true)
    }

    // MARK: - Parts

    private var headline: String {
        let known = "\(survey.known.count) of \(survey.rows.count) signals told"
        let bodies =
            survey.scrapeCount > 1
            ? "over \(Decimals.significant(survey.windowSeconds)) s" : "at one moment"
        return "\(origins.last ?? "the body"): \(engine), \(known) \(bodies)"
    }

    private var engine: String {
        if survey.detection.isRouter { return "the production-stack router, which is no engine" }
        if survey.detection.isSimulator { return "the llm-d inference simulator, not a real vLLM" }
        let name = survey.detection.kind.displayName
        let hint = survey.detection.version.map { " (\($0))" } ?? ""
        return name + hint
    }

    /// What is missing: series that are not there one by one, the rest by its common reason.
    private func gaps(_ style: TerminalStyle) -> [String] {
        var table = TextTable(header: ["not told", "why"])
        var reasons: [(text: String, signals: [String])] = []
        for row in survey.rows {
            guard let gap = row.gap else { continue }
            if case .absent = gap {
                table.rows.append([
                    TextTable.Cell(row.signal.rawValue), TextTable.Cell(words(gap), .faint),
                ])
            } else if let index = reasons.firstIndex(where: { $0.text == words(gap) }) {
                reasons[index].signals.append(row.signal.rawValue)
            } else {
                reasons.append((words(gap), [row.signal.rawValue]))
            }
        }
        for reason in reasons {
            table.rows.append([
                TextTable.Cell(reason.signals.joined(separator: " ")),
                TextTable.Cell(reason.text, .faint),
            ])
        }
        return table.rows.isEmpty ? [] : table.lines(indent: 2, style: style) + [""]
    }

    private func words(_ gap: SignalSurvey.Gap) -> String {
        switch gap {
        case .notExported: return "this exporter has no series for it"
        case .quiet(let reason): return reason
        case .absent(let series, let releases):
            let since = releases.isEmpty ? "" : "; it is in " + releases.joined(separator: ", or ")
            return "no \(series.joined(separator: " or ")) in the body" + since
        }
    }

    private func value(_ row: SignalSurvey.Row) -> JSONValue {
        .object([
            "signal": .string(row.signal.rawValue),
            "unit": .string(row.signal.definition.unit.rawValue),
            "series": .array(row.series.map(JSONValue.string)),
            "gap": .optional(row.gap.map(words)),
            "answers": .array(
                row.answers.map { answer in
                    .object([
                        "statistic": .string(answer.statistic.name),
                        "point": .number(answer.estimate.point),
                        "lower": .number(answer.estimate.lower),
                        "upper": .number(answer.estimate.upper),
                        "count": .integer(answer.estimate.count),
                        "provenance": .string(answer.estimate.provenance.rawValue),
                        "method": .string(answer.estimate.method.rawValue),
                    ])
                }),
        ])
    }
}
