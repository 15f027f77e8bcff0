import Foundation
import Readiness

/// Sentences that every report says about a run.
struct ReportWords {
    private let report: GateReport

    /// Words about a report.
    init(_ report: GateReport) {
        self.report = report
    }

    /// `chat-demo at http://127.0.0.1:41873`, or the name with what was judged instead.
    var subject: String {
        guard let url = report.target.url else {
            return "\(report.name), judged from recorded probes"
        }
        return "\(report.name) at \(url)"
    }

    /// The confidence as a percentage: `95 %`.
    var confidence: String { ShareText.exact(report.confidence) }

    /// Model, engine and wire API.
    var target: String {
        let engine = report.target.engine.map { engine in
            ([engine] + [report.target.engineVersion].compactMap(\.self)).joined(separator: " ")
        }
        return [report.target.model, engine, report.target.api].compactMap(\.self)
            .filter { !$0.isEmpty }.joined(separator: ", ")
    }

    /// `80 counted, all whole; 2 warm-up, 1 cut short by the end; 14.2 s`.
    var probes: String {
        let counts = report.counts
        var words = "\(Decimals.grouped(counts.counted)) counted"
        if counts.counted > 0 {
            words +=
                counts.failed == 0
                ? ", all answered whole"
                : ", \(Decimals.grouped(counts.succeeded)) answered whole, "
                    + "\(Decimals.grouped(counts.failed)) failed"
        }
        var apart: [String] = []
        if counts.warmup > 0 { apart.append("\(Decimals.grouped(counts.warmup)) warm-up") }
        if counts.excluded > 0 {
            apart.append("\(Decimals.grouped(counts.excluded)) cut short by the end")
        }
        if !apart.isEmpty { words += "; apart: " + apart.joined(separator: ", ") }
        if report.duration > .zero { words += "; in \(FigureText.time(report.duration))" }
        return words
    }

    /// How the verdict came about, as one sentence.
    var method: String {
        switch report.rule {
        case .sequential:
            "Each objective was judged after every probe by bounds for the share of requests "
                + "within the limit that hold at \(confidence) however often one looks; failed "
                + "requests count as outside every limit."
        case .threshold(let minProbes, let passRate):
            "Each objective was judged by the classic rule: at least "
                + "\(Decimals.grouped(minProbes)) probes, at least \(ShareText.exact(passRate)) "
                + "of them within the limit; what so few probes show at \(confidence) stands "
                + "beside it. Failed requests count as outside every limit."
        }
    }

    /// When the run began: `2026-11-21 03:15:00 UTC`.
    var startedAt: String {
        let stamp = report.startedAt.formatted(.iso8601)
        return stamp.replacing("T", with: " ").replacing("Z", with: " UTC")
    }

    /// The class of the verdict in words; `nil` for READY.
    var reason: String? {
        switch report.verdictClass {
        case nil: nil
        case .unreachable: "nothing is reachable at the address"
        case .configuration: "requests can never work as configured"
        case .failures: "requests fail"
        case .performance: "requests succeed, but too slowly"
        case .functional: "it answers, but not as it should"
        case .capacity: "a server-side signal is outside its limit"
        case .measurement: "firstlight itself was the bottleneck"
        case .evidence: "too few probes to decide"
        case .interrupted: "the run was interrupted"
        }
    }

    /// What an endpoint with this verdict is.
    var meaning: String {
        if case .threshold = report.rule, report.verdict == .ready {
            return "Enough requests were good by the classic rule; what they show stands below."
        }
        return switch report.verdict {
        case .ready: "Every hard objective is shown to hold."
        case .degraded: "Every hard objective is shown to hold; a soft one is violated."
        case .notReady:
            switch report.verdictClass {
            case .unreachable, .configuration: "The endpoint cannot be used as configured."
            case .functional: "The endpoint does not answer as it should."
            default: "A hard objective is shown to be violated."
            }
        case .inconclusive: "The evidence does not decide."
        }
    }

    /// The name of a signal: `SIGINT`.
    var interruption: String? {
        guard let signal = report.interruptedBy else { return nil }
        let name =
            switch signal {
            case 2: "SIGINT"
            case 15: "SIGTERM"
            default: "signal \(signal)"
            }
        return "interrupted by \(name): what was measured until then is judged"
    }

    /// The command that asks the same again, quoted for a shell; `nil` where probes were recorded
    /// elsewhere.
    var reproduction: String? {
        guard let url = report.target.url else { return nil }
        var words = ["firstlight", "gate", Self.quoted(url)]
        if let model = report.target.model { words += ["--model", Self.quoted(model)] }
        for result in report.objectives {
            let flag = result.severity == .hard ? "--objective" : "--warning"
            words += [flag, Self.quoted(result.objective.description)]
        }
        return words.joined(separator: " ")
    }

    /// A word as a POSIX shell takes it.
    static func quoted(_ word: String) -> String {
        let plain = word.unicodeScalars.allSatisfy { scalar in
            scalar.isASCII
                && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
                    || "-_./:@%+=,".unicodeScalars.contains(scalar))
        }
        if plain, !word.isEmpty { return word }
        return "'" + word.replacingScalars { $0 == "'" ? "'\\''" : nil } + "'"
    }
}
