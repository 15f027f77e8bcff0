package import Capacity
import Inference
import Readiness

/// A load for a terminal: how it stands, rates, latencies, failures, what was kept.
package enum LoadTerminalReport {
    /// Renders a report.
    ///
    /// - Parameters:
    ///   - report: What was found.
    ///   - cold: The same load with a fresh connection for every request, if it was run.
    ///   - style: What the terminal can show.
    /// - Returns: Lines, each ended by a line feed.
    package static func render(
        _ report: LoadReport, cold: LoadReport? = nil, style: TerminalStyle
    ) -> String {
        let words = LoadWords(report: report)
        let page = TerminalPage(report: words.evidence([]), style: style)
        var lines = [""] + page.standingLines(title: words.title, subject: subject(report, words))
        lines += [""] + page.figureLines(words.figures.map { ($0.name, $0.text) })
        lines += page.evidenceLines
        if let cold {
            let coldWords = LoadWords(report: cold)
            let coldPage = TerminalPage(report: coldWords.evidence([]), style: style)
            lines += [
                "",
                "  the same with a fresh connection for every request: "
                    + "\(coldWords.title), \(SafeText.printable(coldWords.headline))",
            ]
            lines += coldPage.figureLines(
                coldWords.figures.filter { ["answered", "tokens"].contains($0.name) }
                    .map { ($0.name, $0.text) })
            lines += coldPage.evidenceLines
        }
        if let directory = report.directory {
            let kept = SafeText.printable(directory, limit: 4096)
            let files =
                ["report.html", "load.json", "probes.jsonl"]
                + (cold == nil ? [] : ["probes-cold.jsonl"])
            lines += [""]
            lines += page.figureLines([("kept", "\(kept): \(files.joined(separator: ", "))")])
        }
        return (lines + [""]).map { $0 + "\n" }.joined()
    }

    private static func subject(_ report: LoadReport, _ words: LoadWords) -> String {
        let place = report.target.url.map { " at \($0)" } ?? ""
        return SafeText.printable("\(report.name)\(place): \(words.headline)")
    }
}
