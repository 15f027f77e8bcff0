import Estimates
import Inference
package import Load

/// Draws the verdict from the evidence: pure, so that every combination can be tested.
///
/// The first of these that applies:
///
/// 1. Nothing can ever work as configured: NOT READY.
/// 2. An expectation about the engine's identity failed: NOT READY.
/// 3. A hard objective is violated: NOT READY; INCONCLUSIVE when our own lag explains it.
/// 4. A functional check failed: NOT READY.
/// 5. A hard objective is undecided, or there are too few probes: INCONCLUSIVE.
/// 6. A soft objective is violated, and our own lag does not explain it: DEGRADED.
/// 7. READY.
package struct GateConclusion: Sendable, Equatable {
    /// Everything a verdict depends on beside the probes.
    package struct Circumstances: Sendable {
        /// Identity, function and measurement checks.
        package var checks: [CheckResult] = []
        /// Was firstlight able to measure.
        package var selfCheck = SelfCheck()
        /// Objectives whose violation our own lag explains.
        package var excused: [Objective] = []
        /// The signal that interrupted the run.
        package var interruptedBy: Int32?
        /// Why the run ended.
        package var end: ClosedLoop<ContinuousClock>.End = .requestsSpent
        /// Whether the probes were recorded earlier.
        package var isRecorded = false

        /// Creates the circumstances of an undisturbed run.
        package init() {}

        /// Whether the run ended before its time.
        var isInterrupted: Bool { interruptedBy != nil || end == .cancelled }
    }

    /// The verdict.
    package var verdict: Verdict

    /// What kind of reason it rests on.
    package var verdictClass: VerdictClass?

    /// The reason in a few words.
    package var headline: String

    /// What to do next.
    package var next: [String]

    init(
        _ verdict: Verdict, _ verdictClass: VerdictClass?, _ headline: String, next: [String] = []
    ) {
        self.verdict = verdict
        self.verdictClass = verdictClass
        self.headline = headline
        self.next = next
    }

    /// Draws the verdict.
    ///
    /// - Parameters:
    ///   - evidence: The evidence of the run, complete.
    ///   - around: Everything else.
    /// - Returns: The verdict with its reason.
    package static func draw(
        from evidence: GateEvidence, _ around: Circumstances
    ) -> GateConclusion {
        if let fatal = evidence.fatal { return unusable(fatal) }
        func failed(_ group: CheckResult.Group) -> CheckResult? {
            around.checks.first { $0.group == group && $0.state == .failed }
        }
        if let failed = failed(.identity) {
            return GateConclusion(.notReady, .configuration, failed.message)
        }
        let standing = RuleStanding(evidence)
        // Figures as they are mean nothing at a moment that somebody else chose; bounds that hold
        // at every moment, and what the server itself counted, do.
        let isCutShort = evidence.gate.decision == .threshold && around.isInterrupted
        let violated =
            isCutShort
            ? standing.violatedHard.filter(\.metric.isServerSide) : standing.violatedHard
        let isMissed = standing.isPassRateMissed && !isCutShort
        if !violated.isEmpty || isMissed || standing.isJointlyRefused {
            return isExcused(violated, around, evidence)
                ? unmeasured : refused(violated, evidence)
        }
        if let failed = failed(.function) {
            return GateConclusion(.notReady, .functional, failed.message)
        }
        guard standing.undecidedHard.isEmpty, standing.hasEnough, !isCutShort else {
            return undecided(standing, evidence, around)
        }
        return accepted(standing, evidence, around)
    }

    // MARK: - Verdicts

    private static func accepted(
        _ standing: RuleStanding, _ evidence: GateEvidence, _ around: Circumstances
    ) -> GateConclusion {
        let soft = standing.violatedSoft.filter { !around.excused.contains($0) }
        guard !soft.isEmpty else {
            return GateConclusion(
                .ready, nil,
                evidence.gate.decision == .threshold
                    ? "\(evidence.passed) of \(evidence.counted) probes passed"
                    : "every objective is met")
        }
        let names = soft.map(\.description).joined(separator: ", ")
        return GateConclusion(
            .degraded, kind(of: soft, evidence),
            "the hard objectives are met; \(names) is not")
    }

    private static func refused(
        _ violated: [Objective], _ evidence: GateEvidence
    ) -> GateConclusion {
        let failing = evidence.counted - evidence.succeeded
        let isThreshold = evidence.gate.decision == .threshold
        guard let first = violated.first else {
            if evidence.isJointlyRefused { return refusedTogether(evidence) }
            let missed = evidence.counted - evidence.passed
            return GateConclusion(
                .notReady, failing * 2 > missed ? .failures : .performance,
                "\(evidence.passed) of \(evidence.counted) probes passed, "
                    + "\(RatioText.exact(evidence.gate.passRate)) asked for",
                next: failureAdvice(evidence))
        }
        let kind = kind(of: violated, evidence)
        var headline =
            "\(first.metric.title) is \(first.comparison == .atMost ? "over" : "under") its limit"
        if kind == .failures {
            headline = "\(failing) of \(evidence.counted) requests failed"
            let asked = violated.first { $0.metric.dimension == .ratio }
            if isThreshold, let asked { headline += ", \(asked) asked for" }
        }
        return GateConclusion(.notReady, kind, headline, next: failureAdvice(evidence))
    }

    /// The probes show that not all hard objectives hold, and not yet which of them does not.
    private static func refusedTogether(_ evidence: GateEvidence) -> GateConclusion {
        let suspect = evidence.mostSuspect
        let name = suspect.map { ", most likely not \($0)" } ?? ""
        return GateConclusion(
            .notReady, suspect.map { kind(of: [$0], evidence) },
            "the objectives do not all hold" + name, next: failureAdvice(evidence))
    }

    private static func undecided(
        _ standing: RuleStanding, _ evidence: GateEvidence, _ around: Circumstances
    ) -> GateConclusion {
        let next = nextForMore(standing.undecidedHard, evidence, around)
        if around.isInterrupted {
            return GateConclusion(
                .inconclusive, .interrupted,
                "interrupted after \(evidence.counted) probes, before the evidence decided",
                next: next)
        }
        let isSequential = evidence.gate.decision == .sequential
        guard standing.hasEnough || isSequential && !standing.undecidedHard.isEmpty else {
            return GateConclusion(
                .inconclusive, .evidence,
                "only \(evidence.counted) of at least \(evidence.gate.minProbes) probes", next: next
            )
        }
        let names = standing.undecidedHard.map(\.description).joined(separator: ", ")
        return GateConclusion(
            .inconclusive, .evidence, "\(evidence.counted) probes do not decide \(names)",
            next: next)
    }

    private static var unmeasured: GateConclusion {
        GateConclusion(
            .inconclusive, .measurement, "firstlight was too busy to measure this endpoint",
            next: ["run firstlight on a machine with idle processors, or with less concurrency"])
    }

    /// Whether our own lag explains all that speaks against the endpoint.
    private static func isExcused(
        _ violated: [Objective], _ around: Circumstances, _ evidence: GateEvidence
    ) -> Bool {
        guard violated.isEmpty else { return violated.allSatisfy(around.excused.contains) }
        let soft = evidence.meters.filter { $0.severity == .soft }.map(\.objective)
        return around.excused.contains { !soft.contains($0) }
    }

    /// A violated objective is a matter of failures when the failed requests alone violate it.
    private static func kind(of violated: [Objective], _ evidence: GateEvidence) -> VerdictClass {
        if violated.allSatisfy(\.metric.isServerSide) { return .capacity }
        if violated.contains(where: { $0.metric == .errorRate || $0.metric == .successRate }) {
            return .failures
        }
        let slow = evidence.probes.count { probe in
            probe.isSuccess && violated.contains { $0.isExceeded(by: probe) }
        }
        return evidence.counted - evidence.succeeded > slow ? .failures : .performance
    }
}

extension Objective {
    /// Whether one successful request is outside the limit by itself.
    fileprivate func isExceeded(by probe: ProbeRecord) -> Bool {
        switch kind {
        case .perRequestShare: finding(on: probe) == .outside
        case .perGapShare: probe.gaps.contains { !isWithin($0.inSeconds) }
        case .counterDelta, .counterRate, .windowShare, .sampledGauge, .serverHistogram: false
        }
    }
}
