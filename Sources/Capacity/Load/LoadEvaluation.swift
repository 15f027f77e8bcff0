import Estimates
import Inference
package import Load
package import Readiness

/// Works out what one load amounts to: every request after the warm-up counts.
///
/// Objectives are judged once, when the load has ended. Their bounds and the intervals of latencies know
/// that neighbouring requests shared a queue.
package struct LoadEvaluation: Sendable {
    private let target: TargetIdentity
    private let objectives: [Objective]
    private let warnings: [Objective]
    private let confidence: Double

    /// The share of planned starts that a client may owe before it counts as the bottleneck.
    private static let unsentMax = 0.02
    /// How late one event in a hundred may be whatever the endpoint's own times are.
    private static let lateMax = Duration.milliseconds(50)
    /// How late it may be against the median answer.
    private static let lateShareMax = 0.1

    /// From which time of correlation on the reader is told of it.
    private static let correlationTold = 1.5

    /// Creates an evaluation.
    ///
    /// - Parameters:
    ///   - target: What answers, as far as it is known.
    ///   - objectives: Hard objectives; those on the server's own signals stay undecided.
    ///   - warnings: Soft objectives.
    ///   - confidence: The confidence of every interval.
    package init(
        target: TargetIdentity, objectives: [Objective] = [], warnings: [Objective] = [],
        confidence: Double = 0.95
    ) {
        self.target = target
        self.objectives = objectives
        self.warnings = warnings
        self.confidence = confidence
    }

    /// Evaluates a load.
    ///
    /// - Parameters:
    ///   - measured: What was measured.
    ///   - plan: The load's plan.
    ///   - workload: The workload's name.
    /// - Returns: The report.
    package func report(
        of measured: MeasuredLoad, plan: LoadPlan, workload: String
    ) -> LoadReport {
        let window = SteadyState(whole: measured)
        let latencies = LevelLatencies(
            window.records, round: round(plan.shape), confidence: confidence)
        let throughput = LevelThroughput(
            measured, in: window, objectives: objectives.filter { !$0.metric.isServerSide },
            confidence: confidence)
        let evidence = evidence(window.records)
        var report = LoadReport(
            target: target, workload: workload, plan: plan, startedAt: measured.startedAt,
            measured: window.span, end: measured.end, counts: counts(window),
            failures: FailureCount.of(
                window.records.filter { $0.outcomeClass != .excluded }),
            latencies: latencies.summaries,
            objectives: results(evidence, latencies, window.records),
            selfCheck: CheckResult(
                id: "self", group: .measurement, state: .skipped, message: "not looked at yet"))
        report.confidence = confidence
        report.requestRate = known(throughput.requests)
        report.outputTokenRate = known(throughput.tokens)
        report.goodput = objectives.isEmpty ? nil : known(throughput.good)
        report.meanInFlight = throughput.inFlight.isFinite ? throughput.inFlight : nil
        report.offeredRate = offeredRate(measured, plan)
        report.unsentCount = measured.unsentCount
        report.opened = measured.opened
        report.coalescedShare = coalescedShare(window.records)
        fillDelays(&report, window.records)
        let time = latencies.correlationTime
        if time >= Self.correlationTold {
            let independent = Int((Double(report.counts.counted) / time).rounded(.down))
            report.notes.append(
                "requests that shared a queue hang together: these \(report.counts.counted) tell as "
                    + "much about a percentile as \(max(1, independent)) independent ones")
        }
        report.selfCheck = selfCheck(measured, evidence, report)
        return report
    }

    // MARK: - Objectives

    private func evidence(_ records: [ProbeRecord]) -> GateEvidence {
        var evidence = GateEvidence(
            gate: Profile.Gate(minProbes: 1, confidence: confidence), objectives: objectives,
            warnings: warnings, maxTokens: maxTokens(records))
        guard !objectives.isEmpty || !warnings.isEmpty else { return evidence }
        for record in records { evidence.record(renumbered: record) }
        return evidence
    }

    /// Sessions of a closed loop follow each other in a fixed order, which is no correlation.
    private func round(_ shape: LoadShape) -> Int {
        guard case .closed(let sessions) = shape else { return 2 }
        return max(2, Int(sessions.points.map(\.value).max() ?? 2))
    }

    private func maxTokens(_ records: [ProbeRecord]) -> Int {
        records.compactMap(\.maxTokens).max() ?? 2
    }

    private func results(
        _ evidence: GateEvidence, _ latencies: LevelLatencies, _ records: [ProbeRecord]
    ) -> [ObjectiveResult] {
        let judge = CorrelatedJudge(
            hardCount: objectives.count, confidence: confidence,
            maxTokens: maxTokens(records))
        return evidence.meters.map { meter in
            var result = meter.result
            if result.observed == nil { result.observed = latencies.observed(meter.objective) }
            judge.judge(
                &result, isBlind: meter.isBlind, records,
                correlationTime: latencies.correlationTime)
            return result
        }
    }

    // MARK: - Figures

    private func counts(_ window: SteadyState) -> ProbeCounts {
        var counts = ProbeCounts()
        counts.warmup = window.rampUp
        counts.excluded = window.records.count { $0.outcomeClass == .excluded }
        counts.succeeded = window.records.count(where: \.isSuccess)
        counts.counted = window.records.count - counts.excluded
        counts.failed = counts.counted - counts.succeeded
        return counts
    }

    private func known(_ estimate: Estimate) -> Estimate? {
        estimate.point.isNaN ? nil : estimate
    }

    private func offeredRate(_ measured: MeasuredLoad, _ plan: LoadPlan) -> Double? {
        if case .closed = plan.shape { return nil }
        let seconds = (measured.countsUntil - measured.countsFrom) / .seconds(1)
        guard seconds > 0 else { return nil }
        let started = measured.records.count { !$0.isWarmup && ($0.turn ?? 0) == 0 }
        return Double(started + measured.unsentCount) / seconds
    }

    private func coalescedShare(_ records: [ProbeRecord]) -> Double? {
        var (coalesced, gaps) = (0, 0)
        for record in records {
            guard let count = record.coalescedChunks, !record.gaps.isEmpty else { continue }
            coalesced += min(count, record.gaps.count)
            gaps += record.gaps.count
        }
        return gaps > 0 ? Double(coalesced) / Double(gaps) : nil
    }

    private func fillDelays(_ report: inout LoadReport, _ records: [ProbeRecord]) {
        let delays = records.map { max(0, $0.startDelay / .seconds(1)) }.sorted()
        guard let last = delays.last else { return }
        func percentile(_ rank: Double) -> LatencySummary.Percentile {
            .init(
                rank: rank,
                value: OrderStatistic.percentile(
                    sorted: delays, share: rank / 100, confidence: confidence))
        }
        report.startDelayMedian = percentile(50)
        report.startDelay = percentile(99)
        report.startDelayMax = .seconds(last)
    }

    // MARK: - Self-check

    private func selfCheck(
        _ measured: MeasuredLoad, _ evidence: GateEvidence, _ report: LoadReport
    ) -> CheckResult {
        let check = SelfCheck(lag: measured.lag, cores: measured.cores)
        if let late = lateness(measured, report) {
            let figures = check.result(excused: []).message
            return CheckResult(
                id: "self", group: .measurement, state: .failed,
                message: "firstlight was the bottleneck: \(late) (\(figures))")
        }
        let excused = check.excused(evidence)
        return check.result(
            excused: excused, isVerdict: excused.contains { objectives.contains($0) })
    }

    /// Why what was measured is the client's own lateness; `nil` when it is not.
    private func lateness(_ measured: MeasuredLoad, _ report: LoadReport) -> String? {
        let planned = measured.unsentCount + measured.records.count
        let unsent = Double(measured.unsentCount)
        // Whoever ends a run early leaves starts unsent on purpose.
        if measured.end == .timeSpent, unsent > Self.unsentMax * Double(planned) {
            return "\(measured.unsentCount) of \(planned) planned requests were not sent in time"
        }
        let median = report.latencies.first { $0.metric == .e2e }?.percentiles
            .first { $0.rank == 50 }?.value.point
        let most = max(
            Self.lateMax / .seconds(1),
            median.flatMap { $0.isFinite ? $0 * Self.lateShareMax : nil } ?? 0)
        if let delay = report.startDelay?.value.point, delay > most {
            return "one start in a hundred was \(DurationText.rounded(.seconds(delay), digits: 2)) "
                + "late"
        }
        if let lag = measured.lag?.p99, lag / .seconds(1) > most {
            return "its event loop ran \(DurationText.rounded(lag, digits: 2)) late at one moment "
                + "in a hundred"
        }
        return nil
    }
}

extension SteadyState {
    /// Takes the whole run after its warm-up, run-out included.
    ///
    /// - Parameter load: What was measured.
    package init(whole load: MeasuredLoad) {
        let ordered = load.records.sorted {
            ($0.intendedStart, $0.index) < ($1.intendedStart, $1.index)
        }
        records = ordered.filter { !$0.isWarmup }
        rampUp = ordered.count - records.count
        runOut = 0
        from = load.countsFrom
        // Where the requests were limited, the run lasts until the last of them is answered.
        let last = ordered.map(Self.end).max() ?? .zero
        until = max(from, load.end == .timeSpent ? load.countsUntil : max(last, load.countsUntil))
    }
}
