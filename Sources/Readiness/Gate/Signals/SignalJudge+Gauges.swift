import Estimates
import Signals

/// Levels at the moments of the scrapes.
extension SignalJudge {
    /// The largest or the smallest level, of the replica where it is worst.
    ///
    /// Levels are added up per scrape and not per series: maxima of several series need not have been
    /// at one moment.
    func gauge(_ objective: Objective, _ signal: Signal) -> SignalFinding {
        var worst: Double?
        var seen = 0
        for (_, scrapes) in window.inner {
            let levels = scrapes.compactMap { scrape in
                SignalReading(
                    scrape.families, detection: window.detection,
                    restriction: window.restriction
                ).gauge(signal)
            }
            let end = objective.statistic == .sustained ? levels.min() : levels.max()
            guard let end else { continue }
            seen += 1
            worst = max(worst ?? end, end)
        }
        guard let worst else {
            return .unseen(SignalAlternatives.reason(objective, window.detection.kind))
        }
        let missing = missing(seen: seen).flatMap { seen < window.replicasExpected ? $0 : nil }
        var estimate = Estimate.exact(
            worst, count: window.scrapeCount, provenance: .sampledGauge)
        // A replica that is not seen may be worse and cannot be better.
        if missing != nil { estimate.upper = .infinity }
        let which =
            objective.statistic == .sustained ? "never lower at " : "highest at "
        var finding = SignalFinding(
            judgement: estimate.judged(against: objective.limit),
            observed: .exact(worst, count: window.scrapeCount, provenance: .sampledGauge),
            note: which + sampling + "; what lies between is unseen"
                + (missing.map { "; \($0)" } ?? ""))
        finding.worst = worst
        if missing != nil, finding.judgement == .undecided {
            finding.advice = "\(objective) needs the metrics of every replica"
        }
        return finding
    }
}
