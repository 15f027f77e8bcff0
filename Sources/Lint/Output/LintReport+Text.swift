extension LintReport {
    /// The report for people: each finding with its line and a mark below the place.
    ///
    /// - Parameter hasColor: Whether the reader is a terminal that shows colours.
    /// - Returns: Several lines, the last of them a summary.
    package func text(hasColor: Bool = false) -> String {
        var parts = failures.map { "\(paint("error", .error, hasColor)): \($0)\n" }
        parts += notes.map { "note: \($0)\n" }
        parts += findings.map { block($0, hasColor) }
        // About a file that could not be read there is more to say than that nothing was found.
        if queryCount > 0 || failures.isEmpty { parts.append(summary) }
        return parts.joined(separator: "\n")
    }

    /// One line: how much there is of what.
    package var summary: String {
        var head = "\(queryCount) \(queryCount == 1 ? "query" : "queries")"
        if fileCount > 1 { head += " in \(fileCount) files" }
        let tail =
            switch skipped.count {
            case 0: ""
            case 1: "; 1 file holds none of it"
            case let count: "; \(count) files hold none of it"
            }
        guard !findings.isEmpty else { return head + ": no finding" + tail }
        let counts = [LintSeverity.error, .warning, .info].compactMap { severity -> String? in
            let number = count(severity)
            guard number > 0 else { return nil }
            let word = severity == .info ? "remark" : severity.rawValue
            return "\(number) \(word)\(number == 1 ? "" : "s")"
        }
        let fixable = findings.count { !$0.fix.isEmpty }
        let fixes = fixable > 0 ? "; --fix mends \(fixable)" : ""
        return head + ": " + counts.joined(separator: ", ") + fixes + tail
    }

    private func block(_ finding: LintFinding, _ hasColor: Bool) -> String {
        let source = sources[finding.file]
        let start = source.position(of: finding.range.lowerBound)
        let end = source.position(of: max(finding.range.lowerBound, finding.range.upperBound))
        let head =
            "\(source.path):\(start.line):\(start.column): "
            + paint("\(finding.severity.rawValue)[\(finding.rule)]", finding.severity, hasColor)
            + ": \(finding.message)"
        let excerpt = Excerpt(
            line: source.line(start.line), from: start.column,
            to: end.line == start.line ? end.column : nil)
        let number = "\(start.line)"
        let margin = String(repeating: " ", count: max(4, number.count))
        let padded = String(repeating: " ", count: margin.count - number.count) + number
        var lines = [
            head, "  \(padded) | \(excerpt.text)", "  \(margin) | \(excerpt.marks)",
        ]
        if let hint = finding.hint { lines.append("  \(margin) = \(hint)") }
        return lines.joined(separator: "\n") + "\n"
    }

    private func paint(_ text: String, _ severity: LintSeverity, _ hasColor: Bool) -> String {
        guard hasColor else { return text }
        let color =
            switch severity {
            case .error: "31"
            case .warning: "33"
            case .info: "36"
            }
        return "\u{1B}[1;\(color)m\(text)\u{1B}[0m"
    }
}
