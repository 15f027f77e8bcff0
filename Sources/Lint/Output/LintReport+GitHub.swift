extension LintReport {
    /// The report as annotations that GitHub shows beside the lines.
    package var gitHubAnnotations: String {
        var lines = failures.map { failure in
            let place = failure.position.map { ",line=\($0.line),col=\($0.column)" } ?? ""
            return "::error file=\(Self.property(failure.path))\(place),title=firstlight lint::"
                + Self.message(failure.message)
        }
        lines += findings.map { finding in
            let source = sources[finding.file]
            let start = source.position(of: finding.range.lowerBound)
            let end = source.position(of: finding.range.upperBound)
            let kind = finding.severity == .info ? "notice" : finding.severity.rawValue
            var place = "file=\(Self.property(source.path)),line=\(start.line)"
            place += ",endLine=\(end.line),col=\(start.column)"
            if end.line == start.line { place += ",endColumn=\(end.column)" }
            let text = finding.message + (finding.hint.map { " (\($0))" } ?? "")
            return "::\(kind) \(place),title=firstlight lint%3A \(finding.rule)::"
                + Self.message(text)
        }
        return lines.joined(separator: "\n")
    }

    private static func message(_ text: String) -> String {
        text.replacing("%", with: "%25").replacing("\r", with: "%0D").replacing("\n", with: "%0A")
    }

    private static func property(_ text: String) -> String {
        message(text).replacing(":", with: "%3A").replacing(",", with: "%2C")
    }
}
