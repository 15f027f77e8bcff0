import Estimates
import Readiness

/// The words that all renderings of a limits report share.
struct LimitsWords {
    let report: LimitsReport

    init(_ report: LimitsReport) {
        self.report = report
    }

    /// `chat-demo at http://localhost:8000`, or the name alone.
    var subject: String {
        let name = report.model ?? report.name
        return report.url.map { "\(name) at \($0)" } ?? name
    }

    /// The columns of the table, those that have content.
    var header: [String] {
        var header = ["limit", "live", "source"]
        if hasManifest { header.append("manifest") }
        if hasProfile { header.append("profile") }
        if hasLog { header.append("log") }
        if hasDashboards { header.append("dashboard") }
        return header + ["judgement"]
    }

    /// The cells of a row, without the judgement.
    func cells(_ row: LimitRow) -> [String] {
        var cells = [
            row.kind.title, row.live?.reading.text ?? "-",
            row.live.map { short($0.reading.source) } ?? "not told",
        ]
        if hasManifest { cells.append(row.manifest?.text ?? "-") }
        if hasProfile { cells.append(row.profile?.text ?? "-") }
        if hasLog { cells.append(row.log?.text ?? "-") }
        if hasDashboards {
            var values: [String] = []
            for text in row.dashboards.map(\.text) where !values.contains(text) {
                values.append(text)
            }
            cells.append(values.isEmpty ? "-" : values.joined(separator: ", "))
        }
        return cells
    }

    /// A source without the path to a field of an answer: `max_num_seqs of GET /server_info`.
    private func short(_ source: String) -> String {
        guard let found = source.firstRange(of: " of GET "),
            let dot = source[..<found.lowerBound].lastIndex(of: ".")
        else { return source }
        return String(source[source.index(after: dot)...])
    }

    private var hasManifest: Bool { report.rows.contains { $0.manifest != nil } }
    private var hasProfile: Bool { report.rows.contains { $0.profile != nil } }
    private var hasLog: Bool { report.rows.contains { $0.log != nil } }
    private var hasDashboards: Bool { report.rows.contains { !$0.dashboards.isEmpty } }

    /// The sources behind the values, each with what was read there.
    var evidence: [String] {
        report.rows.compactMap { row in
            guard let reading = row.live?.reading, let evidence = reading.evidence else {
                return nil
            }
            return "\(row.kind.title) \(reading.text): \(evidence)"
        }
    }

    /// The numbers of the capacity check, one a line.
    var capacity: [String] {
        let rule = report.admission
        var lines: [String] = []
        if let worstCase = rule.worstCase {
            lines.append(
                "memory for \(LimitText.number(worstCase.point)) requests of full length"
                    + perEngine)
        }
        if let mean = rule.tokensPerRequest, let usual = rule.usualCase {
            let source =
                mean.count > 0 && mean.method != .exact
                ? "the mean of \(LimitText.number(Double(mean.count))) finished requests, "
                    + interval(mean) : "as given"
            lines.append(
                "memory for \(LimitText.number(usual.point.rounded(.down))) usual requests of "
                    + "\(LimitText.number(mean.point.rounded())) tokens (\(source))" + perEngine)
        }
        if let demand = rule.demand {
            lines.append("\(LimitText.number(demand)) requests at once expected" + perEngine)
        }
        if let peak = report.observedPeak {
            lines.append("\(LimitText.number(peak)) running and waiting at most while scraped")
        }
        if let waste = report.waste { lines.append(waste.sentence) }
        return lines
    }

    private var perEngine: String { report.engines > 1 ? ", per engine" : "" }

    private func interval(_ mean: Estimate) -> String {
        guard mean.lower.isFinite, mean.upper.isFinite else { return "no interval" }
        let (low, high) = (mean.lower.rounded(.down), mean.upper.rounded(.up))
        return "95 %: \(LimitText.number(low)) to \(LimitText.number(high))"
    }

    /// A finding with its place.
    func text(_ finding: LimitFinding) -> String {
        guard let place = finding.place, !finding.message.contains(place.description) else {
            return finding.message
        }
        return "\(place): \(finding.message)"
    }

    /// Who answers.
    var identity: String? {
        let parts = [report.engine, report.engineVersion].compactMap { $0 }
        return parts.isEmpty ? nil : parts.joined(separator: " ")
    }
}
