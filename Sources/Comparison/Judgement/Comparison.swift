import Estimates
package import Foundation
import Load
import Readiness

/// Says whether a candidate is worse than a baseline.
package enum Comparison {
    /// The metrics shown, in the order of a request's life.
    private static let metrics = ToleranceText.names.map(\.metric)

    /// The comparison of two runs.
    ///
    /// Runs are paired where both are sides of one interleaved run; else requests of the two are
    /// taken as independent. Failed requests are infinitely slow. All verdicts of "worse" together
    /// err no more often than the plan's confidence allows, and so do all of "better"; "same" asks
    /// every interval to lie inside its tolerance, which needs no correction. A candidate that
    /// bunches a stream which the baseline does not is worse, and its gaps are not judged.
    ///
    /// - Parameters:
    ///   - baseline: What the candidate is held against.
    ///   - candidate: What is judged.
    ///   - plan: What is judged, and how strictly.
    ///   - name: What the report is called.
    ///   - now: When it is made.
    /// - Returns: The report; undecided where there is nothing to compare.
    package static func report(
        baseline: ComparedSide, candidate: ComparedSide, plan: ComparisonPlan, name: String,
        now: Date
    ) -> ComparisonReport {
        let (first, second) = (baseline.counted, candidate.counted)
        let isPaired = isInterleaved(first, second)
        var found: [(comparison: MetricComparison, questions: [MetricComparer.Question])] = []
        for metric in metrics {
            let comparer = MetricComparer(
                metric: metric, baseline: first, candidate: second, plan: plan, isPaired: isPaired)
            if let questions = comparer.questions() { found.append(questions) }
        }
        judge(&found, plan: plan, counts: (first.count, second.count))
        var comparisons = found.map(\.comparison)
        adjust(&comparisons)
        var report = ComparisonReport(
            name: name, startedAt: now, baseline: baseline, candidate: candidate, plan: plan,
            isInterleaved: isPaired, metrics: comparisons)
        report.bunching = BunchingDetector.finding(
            baseline: first, candidate: second, confidence: plan.confidence)
        report.conditions =
            ConditionCheck(
                baseline: baseline, candidate: candidate, isInterleaved: isPaired
            ).conditions
        report.withholdBunchedGaps()
        report.verdict = .whole(
            report.metrics.compactMap(\.standing) + (report.isBunched ? [.worse] : []))
        let missing = plan.tolerances.map(\.metric).filter { metric in
            !comparisons.contains { $0.metric == metric }
        }
        report.missing = missing
        // What was to be judged and could not be is not the same.
        if !missing.isEmpty, report.verdict != .worse { report.verdict = .undecided }
        report.judgeSilence()
        return report
    }

    /// Whether both are sides of one interleaved run, with rounds in common.
    private static func isInterleaved(_ first: [ProbeRecord], _ second: [ProbeRecord]) -> Bool {
        let names = Set((first + second).map(\.interleaved))
        guard names.count == 1, let name = names.first, name != nil else { return false }
        let rounds = Set(first.compactMap(\.round))
        return second.contains { $0.round.map(rounds.contains) ?? false }
    }

    private static func judge(
        _ found: inout [(comparison: MetricComparison, questions: [MetricComparer.Question])],
        plan: ComparisonPlan, counts: (Int, Int)
    ) {
        struct Place {
            var metric: Int
            var row: Int
            var tolerance: Tolerance
        }
        var places: [Place] = []
        for index in found.indices {
            let tolerance = found[index].comparison.tolerance
            let contrast =
                tolerance?.contrast
                ?? (found[index].comparison.metric == .errorRate ? .difference : .ratio)
            for (row, question) in found[index].questions.enumerated() {
                found[index].comparison.statistics.append(
                    StatisticComparison(
                        statistic: question.statistic, baseline: question.baseline,
                        candidate: question.candidate, contrast: contrast,
                        change: question.change(plan.confidence)))
                if let tolerance {
                    places.append(Place(metric: index, row: row, tolerance: tolerance))
                }
            }
        }
        let questions = places.map { found[$0.metric].questions[$0.row] }
        // "Worse" may err with what the plan allows, and so may "better": each is one end of an
        // interval of twice that error.
        let both = 1 - 2 * (1 - plan.confidence)
        let decisions = HolmProcedure.decide(count: places.count, confidence: both) {
            ComparisonStanding(questions[$0].change($1), places[$0].tolerance).isBeyond
        }
        for (index, place) in places.enumerated() {
            var row = found[place.metric].comparison.statistics[place.row]
            let judged = questions[index].change(decisions[index].confidence)
            let plain = ComparisonStanding(row.change, place.tolerance)
            if decisions[index].isDecided {
                row.judged = judged
                row.standing = ComparisonStanding(judged, place.tolerance)
            } else if plain.isBeyond {
                // A rank alone may have a bound here that it lacks at the higher confidence.
                // Alone it would be decided; among so many it may be luck.
                row.judged = judged
                row.standing = plain == .better ? .notWorse : .undecided
            } else {
                row.judged = row.change
                row.standing = plain
            }
            if row.standing == .undecided {
                row.needed = NeededRequests.more(row, tolerance: place.tolerance, counts: counts)
            }
            found[place.metric].comparison.statistics[place.row] = row
        }
    }

    /// Adjusts the probabilities of the rank tests for their number.
    private static func adjust(_ comparisons: inout [MetricComparison]) {
        let tested = comparisons.indices.filter { probability(comparisons[$0]) != nil }
        let adjusted = HolmProcedure.adjusted(tested.compactMap { probability(comparisons[$0]) })
        for (index, value) in zip(tested, adjusted) {
            comparisons[index].adjustedProbability = value
        }
    }

    /// Pairs, where there are some, take away what both sides share.
    private static func probability(_ comparison: MetricComparison) -> Double? {
        comparison.pairedProbability ?? comparison.ranks?.probability
    }
}
