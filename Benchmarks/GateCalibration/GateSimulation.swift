import Estimates

/// Gates that judge after every probe, as the product does, run many times.
struct GateSimulation {
    /// What became of the gates of one kind under two rules of refusing, on the same probes.
    struct Outcomes {
        /// Under the joint rule, which the product uses.
        var joint = GateOutcomes()
        /// With the error probability divided among the objectives.
        var divided = GateOutcomes()
        /// Gates refused by the joint rule at a probe at which no objective could be named.
        var unnamed = 0
        /// Gates refused with the divided probability, and not at that probe or before by the joint
        /// rule.
        var later = 0
    }

    var gates: Int
    var seed: UInt64
    var share = 0.95
    var maxProbes: Int

    /// Runs gates whose probes meet the first objective with probability `trueShare`.
    ///
    /// A gate is ready when every objective is met. Under the joint rule it is not ready as soon as
    /// the objectives are refused together, with the divided probability as soon as one is violated
    /// by itself.
    func run(_ arrangement: Arrangement, trueShare: Double) -> Outcomes {
        var random = SplitMix64(seed: seed)
        var outcomes = Outcomes()
        for _ in 0..<gates { gate(arrangement, trueShare, &random, &outcomes) }
        return outcomes
    }

    private func gate(
        _ arrangement: Arrangement, _ trueShare: Double, _ random: inout SplitMix64,
        _ outcomes: inout Outcomes
    ) {
        let count = arrangement.objectives
        var first = ShareTest(share: share, hardObjectives: count)
        var second = first
        var third = first
        let rule = JointRefusal(alpha: first.acceptingAlpha)
        var refused = false
        for probe in 1...maxProbes {
            let good = arrangement.probe(share: trueShare, random: &random)
            first.record(good.0)
            var tests = [first]
            if count == 3 {
                second.record(good.1)
                third.record(good.2)
                tests = [first, second, third]
            }
            if !refused {
                let result = rule.judge(logCapitals: tests.map(\.refusingLogCapital))
                refused = result.refusesAny
                if refused { outcomes.joint.addNotReady(after: probe) }
                if refused && !result.violated.contains(true) { outcomes.unnamed += 1 }
            }
            // The joint rule is never later: where this rule ends, that one has ended.
            if tests.contains(where: { $0.judgement == .violated }) {
                outcomes.divided.addNotReady(after: probe)
                if !refused { outcomes.later += 1 }
                return
            }
            if tests.allSatisfy({ $0.judgement == .met }) {
                outcomes.divided.addReady(after: probe)
                if !refused { outcomes.joint.addReady(after: probe) }
                return
            }
        }
        outcomes.divided.addUndecided(after: maxProbes)
        if !refused { outcomes.joint.addUndecided(after: maxProbes) }
    }

    /// Runs Wald's test instead of the gate's, for one objective.
    func runRatioTest(goodShare: Double, badShare: Double, trueShare: Double) -> GateOutcomes {
        var random = SplitMix64(seed: seed)
        var outcomes = GateOutcomes()
        for _ in 0..<gates {
            var test = SequentialProbabilityRatioTest(goodShare: goodShare, badShare: badShare)
            while test.judgement == .undecided && test.trials < maxProbes {
                test.record(random.nextUniform() < trueShare)
            }
            switch test.judgement {
            case .met: outcomes.addReady(after: test.trials)
            case .violated: outcomes.addNotReady(after: test.trials)
            case .undecided: outcomes.addUndecided(after: test.trials)
            }
        }
        return outcomes
    }
}
