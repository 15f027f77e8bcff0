import Estimates

/// How the objectives stand under the rule that the gate decides by.
struct RuleStanding: Sendable, Equatable {
    /// Hard objectives that are violated.
    var violatedHard: [Objective] = []

    /// Soft objectives that are violated.
    var violatedSoft: [Objective] = []

    /// Hard objectives that are neither met nor violated.
    var undecidedHard: [Objective] = []

    /// Whether the hard objectives are refuted together.
    var isJointlyRefused = false

    /// Whether fewer probes passed than the threshold rule asks for.
    var isPassRateMissed = false

    /// Whether there are as many probes as the gate asks for at least.
    var hasEnough: Bool

    /// Puts the evidence to the gate's rule.
    ///
    /// - Parameter evidence: The evidence.
    init(_ evidence: GateEvidence) {
        hasEnough = evidence.counted >= evidence.gate.minProbes
        isJointlyRefused = evidence.isJointlyRefused
        for meter in evidence.meters {
            if meter.severity == .hard, meter.isContradicted, meter.judgement == .met {
                undecidedHard.append(meter.objective)
                continue
            }
            switch (Self.judgement(of: meter, evidence), meter.severity) {
            case (.violated, .hard): violatedHard.append(meter.objective)
            case (.violated, .soft): violatedSoft.append(meter.objective)
            case (.undecided, .hard): undecidedHard.append(meter.objective)
            case (.undecided, .soft), (.met, _): break
            }
        }
        if evidence.gate.decision == .threshold, hasEnough, evidence.counted > 0 {
            let rule = ThresholdRule(
                minProbes: max(1, evidence.gate.minProbes), passRate: evidence.gate.passRate)
            isPassRateMissed = !rule.passes(
                successes: evidence.passed, trials: evidence.counted)
        }
    }

    /// The judgement of one objective under the gate's rule: by always-valid bounds, or, once there
    /// are enough probes, by the figures as they are.
    ///
    /// - Parameters:
    ///   - meter: The objective with its evidence.
    ///   - evidence: The evidence it is part of.
    /// - Returns: The judgement.
    static func judgement(of meter: ObjectiveMeter, _ evidence: GateEvidence) -> Judgement {
        guard evidence.gate.decision == .threshold, !meter.isServerSide else {
            return meter.judgement
        }
        return evidence.counted >= evidence.gate.minProbes ? meter.pointJudgement : .undecided
    }
}
