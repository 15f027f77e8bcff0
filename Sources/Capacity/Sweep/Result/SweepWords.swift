import Estimates
import Load
import Readiness

/// Sentences about a sweep, the same in every report.
package struct SweepWords: Sendable {
    private let report: SweepReport

    /// Words about a report.
    ///
    /// - Parameter report: What a sweep found.
    package init(_ report: SweepReport) {
        self.report = report
    }

    private var axis: SweepAxis { report.plan.axis }

    /// The answer in one line.
    package var headline: String {
        guard report.endpoints.count != 1 else { return answer(report.endpoints[0]) }
        guard !report.endpoints.isEmpty else { return "no endpoint was measured" }
        return report.endpoints.map { "\($0.name): \(answer($0))" }.joined(separator: "; ")
    }

    /// The highest load of an endpoint, and what stops it.
    ///
    /// - Parameter endpoint: The endpoint.
    /// - Returns: One line without a full stop.
    package func answer(_ endpoint: EndpointSweep) -> String {
        let end = ending(endpoint).map { "; \($0)" } ?? ""
        guard let lowest = endpoint.levels.first else {
            return "no level was measured" + end
        }
        if case .died = endpoint.ending, endpoint.highest == nil, let how = ending(endpoint) {
            return how
        }
        guard let highest = endpoint.highest else {
            let how =
                lowest.judgement == .violated
                ? "already violates"
                : lowest.isClientBound ? "cannot be judged:" : "does not decide"
            return "the lowest level, \(axis.text(lowest.level)), \(how) \(lowest.reason)" + end
        }
        let shown = "up to \(axis.text(highest.level)) every objective is met"
        guard let unmet = endpoint.firstUnmet else {
            return "\(shown), the highest level tried" + end
        }
        let how = unmet.judgement == .violated ? "violates" : "leaves undecided:"
        let next =
            unmet.isClientBound
            ? "\(axis.text(unmet.level)) cannot be judged: \(unmet.reason)"
            : "\(axis.text(unmet.level)) \(how) \(unmet.reason)"
        return "\(shown); \(next)" + end
    }

    private func ending(_ endpoint: EndpointSweep) -> String? {
        switch endpoint.ending {
        case .died(let said):
            let level = endpoint.levels.last.map { " at \(axis.text($0.level))" } ?? ""
            let hasAnswered = endpoint.levels.contains { $0.report.counts.succeeded > 0 }
            return hasAnswered
                ? "the endpoint died\(level) (\(said))" : "the endpoint does not answer (\(said))"
        case .interrupted: return "interrupted"
        case nil: return nil
        }
    }

    /// What limits an endpoint, with figures; `nil` when nothing was answered.
    ///
    /// - Parameter endpoint: The endpoint.
    /// - Returns: One line without a full stop.
    package func bottleneck(_ endpoint: EndpointSweep) -> String? {
        guard let telling = endpoint.telling, telling.report.counts.succeeded > 0 else {
            return nil
        }
        return "at \(axis.text(telling.level)): \(title(telling.saturation.bottleneck)): "
            + telling.saturation.statement
    }

    /// A bottleneck in a word or two.
    ///
    /// - Parameter bottleneck: The bottleneck.
    /// - Returns: Its name.
    package func title(_ bottleneck: Saturation.Bottleneck) -> String {
        switch bottleneck {
        case .none: "nothing"
        case .slots: "slots"
        case .cache: "KV cache"
        case .compute: "compute"
        case .admission: "admission"
        case .path: "path to the engine"
        case .client: "client"
        case .unknown: "unknown"
        }
    }

    /// The knee in words.
    ///
    /// - Parameter endpoint: The endpoint.
    /// - Returns: One line without a full stop.
    package func knee(_ endpoint: EndpointSweep) -> String {
        switch endpoint.knee(axis, confidence: report.plan.confidence) {
        case .at(let level):
            let point = axis.text(rounded(level.point))
            guard level.lower.isFinite, level.upper.isFinite else {
                return "about \(point), without bounds"
            }
            return "about \(point) (\(SweepAxis.number(rounded(level.lower))) to "
                + "\(SweepAxis.number(rounded(level.upper)))): from there on more load brings "
                + "waiting instead of throughput"
        case .above(let level):
            return "above \(axis.text(level)): throughput still grows there"
        case .unknown: return "unknown: it takes two levels that were measured"
        }
    }

    private func rounded(_ value: Double) -> Double {
        abs(value) < 10 ? (value * 10).rounded() / 10 : value.rounded()
    }

    /// What to do next, each a sentence.
    package var next: [String] {
        report.endpoints.flatMap { endpoint -> [String] in
            let who = report.endpoints.count > 1 ? "\(endpoint.name): " : ""
            var next: [String] = []
            if case .died = endpoint.ending {
                return [
                    who + "find out why it died (its log, firstlight diagnose), start it again and "
                        + "sweep anew"
                ]
            }
            if let first = endpoint.undecided.first, first.isClientBound {
                next.append(
                    who + "run firstlight on a machine with idle processors: at "
                        + "\(axis.text(first.level)) it was the bottleneck")
            } else if let first = endpoint.undecided.first, let further = first.furtherRequests {
                let total = first.report.counts.counted + further
                next.append(
                    who + "\(axis.text(first.level)) needs \(further) more requests, if all are "
                        + "good, to be met: --requests \(total)" + Self.time(first, total))
            }
            if let advice = Self.advice(endpoint.telling?.saturation.bottleneck) {
                next.append(who + advice)
            }
            return next
        }
    }

    /// How long a level takes that its time ended, where more requests than it had are wanted.
    private static func time(_ level: SweepLevel, _ requests: Int) -> String {
        guard level.report.end == .timeSpent, let rate = level.report.requestRate?.point,
            rate.isFinite, rate > 0
        else { return "" }
        let tens = (Double(requests) * 1.2 / rate / 10).rounded(.up)
        return " --duration " + DurationText.exact(.seconds(tens * 10)).filter { $0 != " " }
    }

    private static func advice(_ bottleneck: Saturation.Bottleneck?) -> String? {
        switch bottleneck {
        case .slots:
            "raise the number of requests the engine runs at once (--max-num-seqs, --parallel, "
                + "OLLAMA_NUM_PARALLEL), as far as the KV cache allows"
        case .cache:
            "give the KV cache more memory (--gpu-memory-utilization, fp8 KV cache), shorten "
                + "prompts and answers, or add a replica"
        case .compute: "a faster or a further replica is what brings more"
        case .admission: "look at what holds requests back: priorities, token budget, a gateway"
        case .path: "look at gateway and network: firstlight diagnose"
        case .client, .unknown, nil, .some(.none): nil
        }
    }

    /// Everything the reader should know beside the figures, each a sentence.
    package var notes: [String] {
        var notes = report.notes
        for endpoint in report.endpoints {
            let who = report.endpoints.count > 1 ? "\(endpoint.name): " : ""
            notes += endpoint.irregularities(axis).map { who + $0 }
            let answered = endpoint.levels.filter { $0.report.counts.succeeded > 0 }
            if !answered.isEmpty, answered.allSatisfy({ $0.server == nil }) {
                notes.append(
                    who + "The servers told nothing of themselves while the levels ran; what "
                        + "saturated is told from the client's figures alone.")
            }
        }
        return notes
    }
}
