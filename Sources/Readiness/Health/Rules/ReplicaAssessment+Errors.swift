import Estimates
import Signals

extension ReplicaAssessment {
    /// Requests that failed, and requests that were turned away.
    var errorItems: [HealthItem] {
        guard window.isRange else { return [] }
        var items: [HealthItem] = []
        if let share = errorShareItem { items.append(share) }
        for range in ranges[.admissionRejections] {
            guard let estimate = readings[.admissionRejections, range.statistic] else { continue }
            var item = graded(
                .admissionRejections, range, estimate, in: .errors,
                next: "add replicas, or raise the limit of the queue")
            cap(&item, of: .admissionRejections)
            items.append(item)
        }
        if let aborted = readings.finishedByReason["abort"], aborted > 0 {
            let count = Int(aborted.rounded())
            items.append(
                HealthItem(
                    id: "aborts", section: .errors, replica: name, title: "aborted requests",
                    estimate: .exact(aborted, count: count, provenance: .serverCounter),
                    unit: .requests, grade: nil, role: .informs,
                    evidence: "\(Self.counted(count, "request")) ended because the client left."))
        }
        return items
    }

    /// A rate from one or two events is a rate of nothing: it may warn, and no more.
    func cap(_ item: inout HealthItem, of signal: Signal) {
        guard let count = readings.value(signal, .increase), item.grade == .critical,
            count.rounded() < Double(Self.eventsLeast), item.range?.statistic == .rate
        else { return }
        item.grade = .warning
        item.mayBe = .critical
        item.evidence =
            String(item.evidence.dropLast())
            + "; \(Self.counted(Int(count.rounded()), "event")) make no rate yet."
    }

    /// The fewest events in a window whose rate may be critical.
    static let eventsLeast = 3

    private var errorShareItem: HealthItem? {
        guard let errors = readings.value(.errors, .increase),
            let finished = readings.finished
        else { return nil }
        let failed = Int(errors.rounded())
        // Engines that tell failures by finish reason count them among the finished requests.
        let includesFailures = readings.finishedByReason.keys.contains("error")
        let trials =
            includesFailures
            ? max(Int(finished.rounded()), failed) : Int(finished.rounded()) + failed
        let range = ranges.errorShare
        func item(
            _ grade: HealthGrade, _ estimate: Estimate?, mayBe: HealthGrade? = nil,
            isVital: Bool = false, _ evidence: String
        ) -> HealthItem {
            HealthItem(
                id: "error_share", section: .errors, replica: name, title: "failed requests",
                signal: .errors, statistic: "share", estimate: estimate, unit: .ratio,
                grade: grade, mayBe: mayBe, isVital: isVital, range: range, evidence: evidence,
                next: grade == .healthy || grade == .unknown
                    ? nil : "read the engine's log for the failed requests")
        }
        guard trials > 0 else {
            return item(
                .unknown, nil, "The share of failed requests is unknown: no request ended.")
        }
        let share = BinomialInterval.clopperPearson(
            successes: failed, trials: trials, provenance: .serverCounter)
        let standing = range.standing(of: share)
        let bounds =
            "\(HealthFigure.text(share.lower, .ratio)) to \(HealthFigure.text(share.upper, .ratio))"
        return item(
            standing.grade, share,
            mayBe: standing.worst == standing.grade ? nil : standing.worst,
            isVital: standing.leansBad,
            "\(failed) of \(Self.counted(trials, "ended request")) failed: \(bounds) at 95 % "
                + "confidence; \(range.text(.ratio)).")
    }
}
