import Estimates
import Inference
import Load
import Readiness

extension HTMLPage {
    /// The most requests listed one by one; the file beside the page has them all.
    static let listedMax = 1000

    // MARK: - Objectives

    var objectivesSection: String? {
        guard !report.objectives.isEmpty else { return nil }
        let header = [
            "objective", "observed", "evidence (\(words.confidence))", "interval", "judgement",
        ]
        let rows = report.objectives.map { result -> [HTMLCell] in
            let words = ObjectiveWords(result, of: report)
            let style = standingStyle(words.standing, result.severity)
            let bar = IntervalBar(result, of: report)?.element(style: style) ?? ""
            return [
                HTMLCell("<code>\(text(words.objective))</code>"),
                HTMLCell(text(UnitText.glued(words.observed))),
                HTMLCell(text(UnitText.glued(words.evidence))),
                HTMLCell(bar, style: "interval"),
                HTMLCell("<strong class=\"\(style)\">\(text(words.judgement))</strong>"),
            ]
        }
        return section("objectives", "Objectives", HTMLTable(header: header, rows: rows).element)
    }

    private func standingStyle(
        _ standing: Judgement, _ severity: ObjectiveResult.Severity
    ) -> String {
        switch (standing, severity) {
        case (.met, _): "met"
        case (.violated, .hard): "violated"
        case (.violated, .soft): "soft"
        case (.undecided, _): "undecided"
        }
    }

    // MARK: - Latencies

    var latenciesSection: String? {
        let shown = report.latencies.filter { $0.count > 0 }
        guard !shown.isEmpty else { return nil }
        let ranks = [50.0, 90, 95, 99]
        let header =
            ["metric", "n"] + ranks.map { "p\(Decimals.significant($0))" } + ["smallest to largest"]
        let rows = shown.map { summary -> [HTMLCell] in
            let words = LatencyWords(summary.metric)
            let range = summary.range.map {
                FigureText.interval($0.lowerBound, $0.upperBound, summary.metric.dimension)
            }
            return [
                HTMLCell("<code>\(text(summary.metric.rawValue))</code>"),
                HTMLCell(Decimals.grouped(summary.count)),
            ]
                + ranks.map { rank in
                    let words = summary.percentiles.first { $0.rank == rank }.map(words.text)
                    return HTMLCell(text(UnitText.glued(words ?? "")))
                } + [HTMLCell(text(UnitText.glued(range ?? "")))]
        }
        let methods = Set(shown.flatMap { $0.percentiles.map(\.value.method) })
            .map(LatencyWords.method).sorted().joined(separator: ", ")
        let remark =
            "<p class=\"remark\">Intervals at \(words.confidence), each by itself, drawn by "
            + "\(text(methods)). Failed requests count as slower than any number.</p>"
        return section(
            "latencies", "Percentiles with their intervals",
            HTMLTable(header: header, rows: rows).element + "\n" + remark)
    }

    // MARK: - Failures and checks

    var failuresSection: String? {
        guard !report.failures.isEmpty else { return nil }
        let rows = report.failures.map { failure in
            [
                HTMLCell(Decimals.grouped(failure.count)),
                HTMLCell("<code>\(text(failure.outcome))</code>"),
                HTMLCell(failure.outcomeClass.rawValue),
                HTMLCell(text(failure.example), style: "said"),
            ]
        }
        let header = ["count", "outcome", "class", "first message"]
        return section("failures", "Failures", HTMLTable(header: header, rows: rows).element)
    }

    var checksSection: String? {
        guard !report.checks.isEmpty else { return nil }
        let rows = report.checks.map { check in
            [
                HTMLCell("<code>\(text(check.id))</code>"), HTMLCell(check.group.rawValue),
                HTMLCell(
                    "<strong class=\"\(checkStyle(check.state))\">\(check.state.rawValue)</strong>"),
                HTMLCell(text(check.message), style: "said"),
            ]
        }
        let header = ["check", "about", "state", "found"]
        return section("checks", "Checks", HTMLTable(header: header, rows: rows).element)
    }

    private func checkStyle(_ state: CheckResult.State) -> String {
        switch state {
        case .passed: "met"
        case .failed: "violated"
        case .warning: "soft"
        case .skipped: "faint"
        }
    }

    // MARK: - Method and environment

    var methodSection: String {
        var paragraphs = [text(words.method)]
        if case .sequential = report.rule, report.confidence > 0, report.confidence < 1 {
            let test = ShareTest(share: 0.95, confidence: report.confidence)
            let needed = test.cleanProbesNeeded.map(Decimals.grouped) ?? "no number of"
            paragraphs.append(
                """
                An objective such as <code>ttft p95 &lt;= 2 s</code> asks that 95 % of the requests \
                keep the limit. It is <em>met</em> when the whole interval for that share lies at \
                or above 95 %, <em>violated</em> when the whole interval lies below, and else \
                <em>undecided</em>. So a few good requests are not enough: it takes \(needed) clean \
                ones in a row to show a p95 at \(words.confidence).
                """)
        }
        if case .sequential = report.rule, objectivesSection != nil, latenciesSection != nil {
            paragraphs.append(
                """
                The intervals of the <a href="#objectives">objectives</a> carry the verdict. Those \
                of the <a href="#latencies">percentiles</a> hold for one look at the end, each by \
                itself; they describe, they do not decide.
                """)
        }
        let body = paragraphs.map { "<p>\($0)</p>" }.joined(separator: "\n")
        return section("method", "How it was decided", body)
    }

    var environmentSection: String {
        var rows: [(String, String?)] = [
            ("address", report.target.url), ("model", report.target.model),
            ("wire API", report.target.api), ("engine", report.target.engine),
            ("engine version", report.target.engineVersion),
        ]
        rows += report.target.limits.map { ($0.name, "\($0.value), from \($0.source)") }
        rows += report.workload.map { ($0.name, $0.value) }
        rows += [
            ("took", FigureText.time(report.duration)), ("run directory", report.directory),
            ("firstlight", report.toolVersion), ("profile digest", report.profileDigest),
        ]
        let items = rows.compactMap { name, value -> String? in
            guard let value, !value.isEmpty else { return nil }
            return "<div><dt>\(text(name))</dt><dd>\(text(value))</dd></div>"
        }
        var content = "<dl class=\"settings\">\n\(items.joined(separator: "\n"))\n</dl>"
        if let command = words.reproduction {
            content += "\n<h3>The same again</h3>\n<pre><code>\(text(command))</code></pre>"
        }
        return section("environment", "What was asked of whom", content)
    }

    // MARK: - Requests

    var probesSection: String? {
        guard !report.probes.isEmpty else { return nil }
        let listed = report.probes.prefix(Self.listedMax)
        let header = [
            "#", "start", "status", "connect", "ttft", "e2e", "tokens", "tok/s", "finish or error",
        ]
        let table = HTMLTable(header: header, rows: listed.map(row), style: "probes").element
        let rest = report.probes.count - listed.count
        let remark =
            rest == 0
            ? "" : "<p>\(Decimals.grouped(rest)) more are in <code>probes.jsonl</code>.</p>"
        return """
            <section id="requests">
            <details>
            <summary>Every request (\(Decimals.grouped(report.probes.count)))</summary>
            \(table)
            \(remark)
            </details>
            </section>
            """
    }

    private func row(_ probe: ProbeRecord) -> [HTMLCell] {
        func time(_ time: Duration?) -> HTMLCell {
            HTMLCell(time.map { FigureText.time($0) } ?? "")
        }
        let style = probe.isSuccess ? (probe.isWarmup ? "faint" : "") : "violated"
        let speed = probe.tokensPerSecond.flatMap { $0.isFinite ? $0 : nil }
        let tokens = probe.outputTokens.map {
            (probe.outputTokensEstimated ? "~" : "") + Decimals.grouped($0)
        }
        let end = probe.isSuccess ? probe.finishReason : probe.error ?? probe.outcome
        return [
            HTMLCell((probe.isWarmup ? "w" : "") + "\(probe.index)"), time(probe.intendedStart),
            HTMLCell(
                "<span class=\"\(style)\">\(probe.isSuccess ? "ok" : text(probe.outcome))</span>"),
            probe.reusedConnection == true ? HTMLCell("reused") : time(probe.connect),
            time(probe.timeToFirstToken), time(probe.endToEnd), HTMLCell(tokens ?? ""),
            HTMLCell(speed.map { Decimals.significant($0) } ?? ""),
            HTMLCell(text(end ?? ""), style: "said"),
        ]
    }
}
