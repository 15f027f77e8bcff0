import Estimates

/// What a store of metrics says beside our own scrapes, or in their place.
enum StoreCheck {
    /// Compares the store's findings with those that were judged by.
    ///
    /// - Parameters:
    ///   - outcome: What came of asking the store.
    ///   - store: The store's name for people.
    ///   - evidence: The evidence, with the findings.
    ///   - isCompared: Whether the findings are our own scrapes' rather than the store's.
    ///   - oursFinished: Requests of ours that the engine finished.
    ///   - metricsNamed: How many metrics URLs were named or found.
    /// - Returns: A warning where the two say the opposite, or where the store says nothing.
    static func result(
        _ outcome: StoreWatch.Outcome, store: String, evidence: GateEvidence, isCompared: Bool,
        oursFinished: Int, metricsNamed: Int = 0
    ) -> CheckResult {
        func result(_ state: CheckResult.State, _ message: String) -> CheckResult {
            CheckResult(id: "prometheus", group: .measurement, state: state, message: message)
        }
        let window: SignalWindow
        switch outcome {
        case .failed(let why): return result(.warning, why)
        case .window(let found): window = found
        }
        if let why = window.blindness { return result(.warning, "\(store): \(why)") }
        let rhythm = window.intervalSeconds.map { ", one every \(SignalWindow.time($0))" } ?? ""
        let scrapes =
            "\(window.scrapeCount) scrapes of \(window.inner.count) "
            + "\(window.inner.count == 1 ? "replica" : "replicas")\(rhythm)"
        guard isCompared else {
            let why = metricsNamed > 0 ? "none of the metrics named could be read, so " : ""
            return result(.passed, "\(why)judged by \(store): \(scrapes)")
        }
        var opposite: [String] = []
        var compared = 0
        for meter in evidence.meters where meter.isServerSide {
            let theirs = evidence.judge(window, for: meter.severity, oursFinished)
                .finding(on: meter.objective).judgement
            guard theirs != .undecided, meter.judgement != .undecided else { continue }
            compared += 1
            if theirs != meter.judgement {
                opposite.append("\(meter.objective) is \(theirs.rawValue) there")
            }
        }
        guard opposite.isEmpty else {
            return result(
                .warning,
                "\(store) disagrees with our own scrapes: \(opposite.joined(separator: ", ")) "
                    + "(\(scrapes))")
        }
        let scraped = evidence.replicasScraped
        if scraped > 0, window.inner.count > scraped {
            return result(
                .warning,
                "\(store) sees \(window.inner.count) replicas and firstlight scrapes \(scraped): name "
                    + "every replica's metrics in engine.metrics")
        }
        guard compared > 0 else {
            return result(.skipped, "\(store) decides nothing to compare (\(scrapes))")
        }
        let things = compared == 1 ? "1 objective" : "\(compared) objectives"
        return result(.passed, "\(store) says the same of \(things) (\(scrapes))")
    }
}

extension GateEvidence {
    /// Takes what came of asking a store.
    mutating func record(_ outcome: StoreWatch.Outcome, oursFinished: Int?) {
        switch outcome {
        case .window(let window): record(window, oursFinished: oursFinished)
        case .failed(let why): fail(signals: why)
        }
    }
}
