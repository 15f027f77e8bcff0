import Estimates

/// Gates that judge after every probe, as the product does, run many times.
struct GateSimulation {
    var gates: Int
    var seed: UInt64
    var share = 0.95
    var maxProbes: Int

    /// Runs gates whose probes meet the first objective with probability `trueShare`.
    ///
    /// A gate is ready when every objective is met and not ready as soon as one is violated.
    func run(_ arrangement: Arrangement, trueShare: Double) -> GateOutcomes {
        var random = SplitMix64(seed: seed)
        var outcomes = GateOutcomes()
        for _ in 0..<gates { gate(arrangement, trueShare, &random, &outcomes) }
        return outcomes
    }

    private func gate(
        _ arrangement: Arrangement, _ trueShare: Double, _ random: inout SplitMix64,
        _ outcomes: inout GateOutcomes
    ) {
        let count = arrangement.objectives
        var first = ShareTest(share: share, hardObjectives: count)
        var second = first
        var third = first
        for probe in 1...maxProbes {
            let good = arrangement.probe(share: trueShare, random: &random)
            first.record(good.0)
            var judgements = [first.judgement]
            if count == 3 {
                second.record(good.1)
                third.record(good.2)
                judgements = [first.judgement, second.judgement, third.judgement]
            }
            if judgements.contains(.violated) {
                outcomes.addNotReady(after: probe)
                return
            }
            if judgements.allSatisfy({ $0 == .met }) {
                outcomes.addReady(after: probe)
                return
            }
        }
        outcomes.addUndecided(after: maxProbes)
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
