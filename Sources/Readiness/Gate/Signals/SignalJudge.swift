import Estimates
import Signals

/// Judges objectives on the server's signals by a window of scrapes.
///
/// Counters are exact between two scrapes. Where the window's own ends lie between scrapes, as they
/// do with a store that scrapes in its own rhythm, a counter grew by at least what the scrapes inside
/// show and by at most what those around show; an objective is judged by both, so such a store can
/// leave it undecided but never say the opposite of an exact reading.
package struct SignalJudge: Sendable {
    let window: SignalWindow
    let confidence: Double
    let rivals: Int
    let oursFinished: Int?
    let inner: WindowEvaluator
    let outer: WindowEvaluator

    /// - Parameters:
    ///   - window: The scrapes.
    ///   - confidence: The confidence of the bounds on shares.
    ///   - rivals: How many objectives share the error probability of refusing, 1 or more.
    ///   - oursFinished: Requests of ours that the engine finished in the window; `nil` when unknown.
    package init(
        _ window: SignalWindow, confidence: Double, rivals: Int = 1, oursFinished: Int? = nil
    ) {
        self.window = window
        self.confidence = confidence
        self.rivals = max(1, rivals)
        self.oursFinished = oursFinished
        inner = WindowEvaluator(whole: window.innerWindow)
        outer = WindowEvaluator(whole: window.outerWindow)
    }

    /// Judges one objective.
    ///
    /// - Parameter objective: An objective on a server's signal.
    /// - Returns: What the window says; undecided with the reason where it says nothing.
    package func finding(on objective: Objective) -> SignalFinding {
        if let why = window.blindness {
            return .unseen(why, advice: blindAdvice(objective))
        }
        guard let signal = objective.metric.signal else {
            return .unseen("it is no signal of the server")
        }
        guard let sources = Dialect.of(window.detection.kind)?.sources[signal], !sources.isEmpty
        else { return .unseen(SignalAlternatives.reason(objective, window.detection.kind)) }
        switch objective.kind {
        case .sampledGauge: return gauge(objective, signal)
        case .counterDelta: return growth(objective, signal, sources)
        case .counterRate: return rate(objective, signal, sources)
        case .windowShare: return part(objective, signal, sources)
        case .serverHistogram:
            return objective.statistic == .mean
                ? mean(objective, sources) : histogram(objective, sources)
        case .perRequestShare, .perGapShare: return .unseen("it is no signal of the server")
        }
    }

    private func blindAdvice(_ objective: Objective) -> String {
        switch window.origin {
        case .scrapes:
            return "\(objective) needs the endpoint's metrics: name every replica's with "
                + "\(ProfileOverrides.Flag.metrics.rawValue) or engine.metrics"
        case .store:
            guard let interval = window.intervalSeconds else {
                return "\(objective) needs scrapes of the endpoint: check engine.selector, or name "
                    + "the metrics with \(ProfileOverrides.Flag.metrics.rawValue)"
            }
            let needed = interval * Double(SignalWindow.storeScrapesMin + 1)
            return "\(objective) needs \(SignalWindow.storeScrapesMin) scrapes in the window: gate "
                + "for \(SignalWindow.time(needed)) or longer, or name the metrics with "
                + ProfileOverrides.Flag.metrics.rawValue
        }
    }

    // MARK: - What replicas tell

    /// Why not every replica's part is known; `nil` when it is.
    func missing(seen: Int) -> String? {
        let unseen = window.replicasExpected - seen
        if unseen == 1, window.replicasExpected == 1 { return "the endpoint's metrics do not tell" }
        if unseen > 0 {
            return unseen == 1 ? "one replica does not tell" : "\(unseen) replicas do not tell"
        }
        guard let first = window.uncovered.first else { return nil }
        let others = window.uncovered.count - 1
        let more = others > 0 ? " and \(others) more" : ""
        return "no scrape of \(first)\(more) lies on both sides of the window"
    }

    /// Whether a process behind these series started again, or vanished, within the window.
    func restarted(_ selectors: [SeriesSelector]) -> Bool {
        let starts = window.outerWindow.series(SeriesSelector(SignalNeeds.processStart))
        let hasNewProcess = starts.contains { Set($0.samples.compactMap(\.value)).count > 1 }
        return hasNewProcess
            || selectors.contains { selector in
                window.outerWindow.series(selector).contains { series in
                    zip(series.samples, series.samples.dropFirst()).contains { earlier, later in
                        guard let before = earlier.value else { return false }
                        guard let after = later.value else { return true }
                        return after < before
                    }
                }
            }
    }

    static let restartNote = "the server restarted during the run, so its counters say nothing"

    /// The expression as this exporter spells it, kept apart by replica.
    func spelled(_ expression: MetricExpression) -> MetricExpression {
        expression.spelled(window.detection.naming, restriction: window.restriction)
    }

    /// How often and how densely the window was looked at.
    var sampling: String {
        let count = window.scrapeCount
        guard count > 1 else { return "a single scrape" }
        let rhythm = window.intervalSeconds.map { ", one every \(SignalWindow.time($0))" } ?? ""
        return "\(count) scrapes\(rhythm)" + origin
    }

    /// Who scraped, where that is not firstlight.
    var origin: String {
        guard case .store(let name) = window.origin else { return "" }
        return " by \(name)"
    }
}

extension Objective {
    /// The limit as estimates are judged against it.
    var limit: Limit {
        comparison == .atMost ? .atMost(threshold) : .atLeast(threshold)
    }
}
