import Estimates
import Foundation
import Inference
package import Load
import Readiness
import Signals

/// Judges one level: which objectives it meets, and how sure that is.
///
/// The objectives are metered as in a gate; shares of requests are then judged anew, once, at the
/// number of requests that the level was to have, as a sample of requests that hang together.
package struct LevelEvaluation: Sendable {
    private let subject: SweepSubject
    private let axis: SweepAxis
    private let confidence: Double

    /// The share of planned starts that a client may owe before it counts as the bottleneck.
    private static let unsentMax = 0.02
    /// How late one start in a hundred may be.
    private static let startDelayMax = Duration.milliseconds(50)
    /// The share of the offered rate that must be answered.
    private static let sustained = 0.95

    /// Creates an evaluation.
    ///
    /// - Parameters:
    ///   - subject: The endpoint and what is required of it.
    ///   - axis: What a level is.
    ///   - confidence: The confidence each level is judged at.
    package init(_ subject: SweepSubject, axis: SweepAxis, confidence: Double) {
        self.subject = subject
        self.axis = axis
        self.confidence = confidence
    }

    /// Judges a level; what it ran into is left to whoever knows the other levels.
    ///
    /// - Parameters:
    ///   - level: The level.
    ///   - plan: The load's plan.
    ///   - workload: The workload's name.
    ///   - run: What was measured.
    /// - Returns: The level.
    package func evaluate(
        _ level: Double, plan: LoadPlan, workload: String, run: LevelRun
    ) -> SweepLevel {
        let steady = SteadyState(of: run.load, shape: plan.shape)
        let latencies = latencies(steady, level)
        let hardLimits = subject.objectives.filter { !$0.metric.isServerSide }
        let throughput = LevelThroughput(
            run.load, in: steady, objectives: hardLimits, confidence: confidence)
        let results = results(steady, latencies, run)
        var report = LoadReport(
            target: subject.target, workload: workload, plan: plan,
            startedAt: run.load.startedAt, measured: steady.span, end: run.load.end,
            counts: counts(run.load, steady), failures: Self.failures(steady.records),
            latencies: latencies.summaries, objectives: results,
            selfCheck: SelfCheck(lag: run.load.lag, cores: run.load.cores).result(excused: []))
        report.requestRate = throughput.requests
        report.outputTokenRate = throughput.tokens
        report.goodput = throughput.good
        report.meanInFlight = throughput.inFlight.isNaN ? nil : throughput.inFlight
        report.startDelay = Self.startDelay(steady.records, confidence)
        if axis == .rate { report.offeredRate = level }
        let begin = run.load.startedAt.timeIntervalSince1970
        var swept = SweepLevel(
            level: level, report: report, judgement: .undecided, reason: "", confidence: confidence,
            correlationTime: latencies.correlationTime, rampUp: steady.rampUp,
            runOut: steady.runOut, requestBatches: throughput.requestBatches,
            server: ServerReading(
                run.scrapes, from: begin + steady.from / .seconds(1),
                to: begin + steady.until / .seconds(1)),
            saturation: Saturation(.unknown, .client, "not judged yet"))
        swept.answerSpeed = swept.percentile(50, of: .throughput)
        judge(&swept, steady, run.load)
        return swept
    }

    /// Whether a level needs no more requests: an objective is violated, or all that its requests
    /// can show are met.
    ///
    /// Objectives on the servers' own figures are judged at the end of the level only.
    ///
    /// - Parameters:
    ///   - records: The first requests of the level, without a gap.
    ///   - level: The level.
    ///   - plan: The load's plan.
    /// - Returns: Whether the level may end.
    package func isDecided(by records: [ProbeRecord], at level: Double, plan: LoadPlan) -> Bool {
        let load = MeasuredLoad(firstRequests: records, countsFrom: plan.warmup)
        let steady = SteadyState(of: load, shape: plan.shape)
        let latencies = latencies(steady, level)
        let hard = results(steady, latencies, LevelRun(load: load), isObserving: false)
            .filter { $0.severity == .hard && !$0.objective.metric.isServerSide }
        return !steady.records.isEmpty
            && (hard.contains { $0.judgement == .violated }
                || hard.allSatisfy { $0.judgement == .met })
    }

    // MARK: - Objectives

    private var judge: CorrelatedJudge {
        CorrelatedJudge(
            hardCount: subject.objectives.count, confidence: confidence,
            maxTokens: subject.maxTokens)
    }

    private func latencies(_ steady: SteadyState, _ level: Double) -> LevelLatencies {
        LevelLatencies(
            steady.records, round: axis == .concurrency ? Int(level) : 2, confidence: confidence)
    }

    private func results(
        _ steady: SteadyState, _ latencies: LevelLatencies, _ run: LevelRun,
        isObserving: Bool = true
    ) -> [ObjectiveResult] {
        let evidence = evidence(of: steady.records, steady: steady, run: run)
        return evidence.meters.map { meter in
            var result = meter.result
            if isObserving, result.observed == nil {
                result.observed = latencies.observed(meter.objective)
            }
            judge.judge(
                &result, isBlind: meter.isBlind, steady.records,
                correlationTime: latencies.correlationTime)
            return result
        }
    }

    private func evidence(
        of records: [ProbeRecord], steady: SteadyState, run: LevelRun
    ) -> GateEvidence {
        var evidence = GateEvidence(
            gate: Profile.Gate(minProbes: 1, confidence: confidence),
            objectives: subject.objectives, warnings: subject.warnings,
            maxTokens: subject.maxTokens)
        for record in records { evidence.record(renumbered: record) }
        guard evidence.meters.contains(where: \.isServerSide) else { return evidence }
        let begin = run.load.startedAt.timeIntervalSince1970
        let pages = run.scrapes.filter { SignalReading($0.families).engine != .unknown }
        guard let first = pages.min(by: { $0.unixSeconds < $1.unixSeconds }) else {
            return evidence
        }
        evidence.record(
            SignalWindow(
                pages, origin: .scrapes, from: begin + steady.from / .seconds(1),
                to: begin + steady.until / .seconds(1),
                detection: EngineDetection(first.families)))
        return evidence
    }

    // MARK: - The level

    private func judge(_ swept: inout SweepLevel, _ steady: SteadyState, _ load: MeasuredLoad) {
        let hard = swept.report.objectives.filter { $0.severity == .hard }
        let violated = hard.filter { $0.judgement == .violated }
        let undecided = hard.filter { $0.judgement == .undecided }
        if let late = clientLateness(swept, steady, load, violated) {
            swept.isClientBound = true
            swept.reason = late
            swept.report.selfCheck = CheckResult(
                id: "self", group: .measurement, state: .failed,
                message: "firstlight was the bottleneck: \(late)")
            return
        }
        if !violated.isEmpty {
            swept.judgement = .violated
            swept.reason = violated.map { "\($0.objective)" }.joined(separator: ", ")
        } else if load.end == .overSaturated {
            swept.judgement = .violated
            swept.reason = "more requests in flight than a queue that ends could hold"
        } else if let behind = fallingBehind(swept) {
            swept.judgement = .violated
            swept.reason = behind
        } else if !undecided.isEmpty || steady.records.isEmpty {
            swept.reason =
                steady.records.isEmpty
                ? "the level was not reached before the run ended"
                : undecided.map { "\($0.objective)" }.joined(separator: ", ")
            swept.furtherRequests = undecided.compactMap(\.furtherCleanProbes).max()
        } else {
            swept.judgement = .met
            swept.reason = "every objective is met"
        }
    }

    /// Why firstlight itself explains what was measured; `nil` when it does not.
    private func clientLateness(
        _ swept: SweepLevel, _ steady: SteadyState, _ load: MeasuredLoad,
        _ violated: [ObjectiveResult]
    ) -> String? {
        let planned = load.unsentCount + load.records.count
        if axis == .rate, planned > 0,
            Double(load.unsentCount) > Self.unsentMax * Double(planned)
        {
            return "\(load.unsentCount) of \(planned) planned requests were not sent in time"
        }
        let delays = steady.records.map(\.startDelay).sorted()
        if axis == .rate, !delays.isEmpty {
            let late = delays[(delays.count - 1) * 99 / 100]
            if late > Self.startDelayMax {
                return "one start in a hundred was "
                    + "\(DurationText.rounded(late, digits: 2)) late"
            }
        }
        guard let lag = load.lag, lag.p99 > .zero, !violated.isEmpty else { return nil }
        let relieved = steady.records.map { $0.relieved(of: lag.p99) }
        let time = swept.correlationTime
        let stands = violated.contains { result in
            guard result.objective.kind == .perRequestShare,
                let required = result.objective.requiredShare
            else { return true }
            let findings = relieved.map { result.objective.finding(on: $0) }
                .filter { $0 != .silent }
            let upper = CorrelatedSample(count: findings.count, correlationTime: time).share(
                successes: findings.count { $0 == .within },
                confidence: judge.refusing(.hard), sidedness: .upperBound
            ).upper
            return upper < required
        }
        guard !stands else { return nil }
        return "without its own scheduling lag (p99 \(DurationText.rounded(lag.p99, digits: 2))) "
            + "no objective would be violated"
    }

    private func fallingBehind(_ swept: SweepLevel) -> String? {
        guard axis == .rate, let rate = swept.report.requestRate, rate.upper.isFinite,
            rate.upper < Self.sustained * swept.level
        else { return nil }
        return "of \(SweepAxis.number(swept.level)) requests/s at most "
            + "\(SweepAxis.number(rate.upper)) are answered"
    }

    // MARK: - Counts

    private func counts(_ load: MeasuredLoad, _ steady: SteadyState) -> ProbeCounts {
        var counts = ProbeCounts()
        counts.warmup = steady.rampUp + steady.runOut
        let counted = steady.records.filter { $0.outcomeClass != .excluded }
        counts.counted = counted.count
        counts.succeeded = counted.count(where: \.isSuccess)
        counts.failed = counts.counted - counts.succeeded
        counts.excluded = steady.records.count - counts.counted
        return counts
    }

    private static func failures(_ records: [ProbeRecord]) -> [FailureCount] {
        let failed = records.filter { !$0.isSuccess && $0.outcomeClass != .excluded }
        let kinds = Dictionary(grouping: failed) {
            $0.outcome + ($0.httpStatus.map { " \($0)" } ?? "")
        }
        return kinds.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
            .compactMap { _, group in
                group.first.map {
                    FailureCount(
                        outcome: $0.outcome, outcomeClass: $0.outcomeClass, count: group.count,
                        example: $0.error ?? $0.outcome)
                }
            }
    }

    private static func startDelay(
        _ records: [ProbeRecord], _ confidence: Double
    ) -> LatencySummary.Percentile? {
        let delays = records.map { max(0, $0.startDelay / .seconds(1)) }.sorted()
        guard !delays.isEmpty else { return nil }
        return .init(
            rank: 99,
            value: OrderStatistic.percentile(sorted: delays, share: 0.99, confidence: confidence))
    }
}
