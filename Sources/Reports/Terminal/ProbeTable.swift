import Foundation
import Inference
package import Load
package import Readiness

/// Requests as they end, one row each, for `firstlight probe` on a terminal.
///
/// Columns have fixed widths because rows are printed before the next one is known; the last one
/// takes what is left of the width.
package struct ProbeTable: Sendable {
    private let style: TerminalStyle

    private static let widths = [5, 9, 9, 9, 7, 12]

    /// Creates a table.
    ///
    /// - Parameter style: What the terminal can show.
    package init(style: TerminalStyle) {
        self.style = style
    }

    /// The line of titles, ended by a line feed.
    package var header: String {
        line(["#", "status", "ttft", "e2e", "tokens", "tok/s"], tone: .faint, last: "error")
    }

    /// The line of one request, ended by a line feed.
    ///
    /// - Parameter record: The request.
    /// - Returns: Number (`w` before it for a warm-up), status, TTFT, E2E, tokens (`~` before a
    ///   count that the server did not report), tokens per second, and the error cut to the width.
    package func row(_ record: ProbeRecord) -> String {
        let record = record.printable()
        let status = record.httpStatus.map { "\($0)" } ?? "-"
        let speed = record.tokensPerSecond.flatMap { $0.isFinite ? $0 : nil }
        let tokens = record.outputTokens.map {
            (record.outputTokensEstimated ? "~" : "") + Decimals.grouped($0)
        }
        return line(
            [
                (record.isWarmup ? "w" : "") + "\(record.index)",
                record.isSuccess ? "ok \(status)" : "error",
                record.timeToFirstToken.map { FigureText.time($0) } ?? "-",
                record.endToEnd.map { FigureText.time($0) } ?? "-",
                tokens ?? "-",
                speed.map { FigureText.value($0, .tokenRate) } ?? "-",
            ],
            tone: record.isSuccess ? (record.isWarmup ? .faint : .plain) : .bad,
            last: record.isSuccess ? "" : problem(of: record))
    }

    /// What the rows amount to: counts, and percentiles with their intervals.
    ///
    /// - Parameters:
    ///   - counts: How many requests there were.
    ///   - failures: The failures by kind.
    ///   - latencies: The distributions; those without a value are left out.
    ///   - confidence: The confidence of the intervals, such as 0.95.
    /// - Returns: Lines, each ended by a line feed; an empty one first.
    package func summary(
        counts: ProbeCounts, failures: [FailureCount], latencies: [LatencySummary],
        confidence: Double
    ) -> String {
        let identity = TargetIdentity(url: nil, model: nil, api: "")
        var report = GateReport(
            verdict: .inconclusive, headline: "", name: "", target: identity,
            startedAt: .distantPast,
            rule: .sequential, confidence: confidence)
        report.counts = counts
        report.failures = failures
        report.latencies = latencies
        return TerminalPage(report: report.printable(), style: style).measurementLines
            .map { $0 + "\n" }.joined()
    }

    private func problem(of record: ProbeRecord) -> String {
        guard let error = record.error, !error.isEmpty else { return record.outcome }
        return "\(record.outcome): \(error)"
    }

    private func line(_ cells: [String], tone: Tone, last: String) -> String {
        var text = " "
        for (cell, width) in zip(cells, Self.widths) {
            text += " " + DisplayWidth.leading(cell, to: width)
        }
        let used = DisplayWidth.of(text) + 2
        var cut = DisplayWidth.cut(TextWrap.inert(last), to: style.width - used)
        if !cut.isEmpty { cut = "  " + cut }
        return tone.painted(DisplayWidth.cut(text + cut, to: style.width), color: style.color)
            + "\n"
    }
}
