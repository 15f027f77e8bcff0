import Estimates
import Testing

/// What the joint rule makes of whole gates: how often it is wrong, and after how many probes it is
/// right.
@Suite struct JointGateTests {
    /// The rule for `count` objectives missed together, by the counts of each.
    static func together(_ count: Int, share: Double) -> (Int, Int) -> Judgement {
        let test = ShareTest(share: share, hardObjectives: count)
        let rule = JointRefusal(alpha: 0.05)
        return { successes, trials in
            let capital = test.refusingLogCapital(successes: successes, trials: trials)
            let capitals = Array(repeating: capital, count: count)
            if rule.judge(logCapitals: capitals).refusesAny { return .violated }
            let judgement = test.judged(successes: successes, trials: trials)
            return judgement == .met ? .met : .undecided
        }
    }

    @Test(arguments: [0.5, 0.9, 0.95, 0.99])
    func `objectives missed together are refused like one, exactly`(share: Double) {
        for truth in [share, share - 2 * (1 - share) * share, 1 - (1 - share) / 3] {
            let one = StoppingRecursion(
                trueShare: truth, maxProbes: 800, judge: Self.together(1, share: share))
            let three = StoppingRecursion(
                trueShare: truth, maxProbes: 800, judge: Self.together(3, share: share))
            let twenty = StoppingRecursion(
                trueShare: truth, maxProbes: 800, judge: Self.together(20, share: share))
            #expect(three == one && twenty == one)
            if truth >= share { #expect(three.violated <= 0.05) }
        }
        let lone = ShareTest(share: share)
        let own = StoppingRecursion(trueShare: share, maxProbes: 800) {
            lone.judged(successes: $0, trials: $1)
        }
        #expect(
            own
                == StoppingRecursion(
                    trueShare: share, maxProbes: 800, judge: Self.together(3, share: share)))
    }

    @Test func `an endpoint that fails a fifth of its requests is refused in about 30 probes`() {
        // Divided among three objectives, the error probability took 41.2.
        let failing = StoppingRecursion(
            trueShare: 0.8, maxProbes: 300, judge: Self.together(3, share: 0.95))
        #expect(failing.violated > 0.999)
        #expect(agrees(failing.meanProbes, withPrinted: 32.6, digits: 1))
    }

    @Test(arguments: ShareTestTests.priors)
    func `a dead endpoint is refused after the documented number of probes`(
        _ prior: ShareTestTests.Prior
    ) {
        var gate = JointShareGate(shares: [prior.share, prior.share, prior.share])
        var one = gate
        for _ in 0..<12 {
            gate.record([false, false, false])
            one.record([true, false, true])
        }
        #expect(gate.refusedAfter == prior.allDead)
        #expect(gate.namedAfter.allSatisfy { $0 == prior.allDead })
        #expect(one.refusedAfter == prior.dead)
        #expect(one.namedAfter == [nil, prior.dead, nil])
    }

    @Test(arguments: [0.0, 0.25, 0.5, 1])
    func `two objectives at their limits are seldom refused, however they hang together`(
        overlap: Double
    ) {
        // Exactly, over all paths: misses that never, sometimes or always coincide.
        for share in [0.9, 0.95] {
            let test = ShareTest(share: share, hardObjectives: 2)
            let rule = JointRefusal(alpha: 0.05)
            let trials = 120
            let capitals = (0...trials).map { count in
                (0...count).map { test.refusingLogCapital(successes: $0, trials: count) }
            }
            let cells = PairRecursion.Cells(
                first: share, second: share, both: 1 - (1 - share) * (2 - overlap))
            let joint = PairRecursion(cells: cells, maxProbes: trials) { first, second, count in
                rule.judge(logCapitals: [capitals[count][first], capitals[count][second]])
                    .refusesAny
            }
            let divided = PairRecursion(cells: cells, maxProbes: trials) { first, second, count in
                test.judged(successes: first, trials: count) == .violated
                    || test.judged(successes: second, trials: count) == .violated
            }
            #expect(joint.probability <= 0.05)
            #expect(divided.probability <= joint.probability)
            #expect(divided.probability > 0.005)
        }
    }

    /// Three objectives: the shares asked for, the true ones, and whether misses coincide.
    struct Mixture: Sendable, CustomTestStringConvertible {
        var title: String
        var shares: [Double]
        var truths: [Double]
        var isNested = false
        var testDescription: String { title }
    }

    static let mixtures = [
        Mixture(
            title: "independent", shares: [0.95, 0.95, 0.95], truths: [0.95, 0.95, 0.95]),
        Mixture(
            title: "different shares", shares: [0.5, 0.9, 0.99], truths: [0.5, 0.9, 0.99]),
        Mixture(
            title: "nested", shares: [0.9, 0.95, 0.98], truths: [0.9, 0.95, 0.98], isNested: true),
        Mixture(
            title: "one is bad", shares: [0.95, 0.95, 0.95], truths: [0.85, 0.95, 0.95]),
        Mixture(
            title: "two are bad", shares: [0.95, 0.9, 0.95], truths: [0.9, 0.9, 0.6],
            isNested: true),
        Mixture(
            title: "some are better", shares: [0.8, 0.95, 0.9], truths: [0.8, 0.96, 0.999]),
    ]

    @Test(arguments: mixtures)
    func `an objective that holds is seldom refused or named, and never later than before`(
        _ mixture: Mixture
    ) {
        var random = SplitMix64(seed: 7_000)
        let runs = 2_000
        let holds = zip(mixture.shares, mixture.truths).map { $0 <= $1 }
        var refused = 0
        var wronglyNamed = 0
        for _ in 0..<runs {
            var gate = JointShareGate(shares: mixture.shares)
            for _ in 0..<200 {
                let common = random.nextUniform()
                gate.record(
                    mixture.truths.map { truth in
                        (mixture.isNested ? common : random.nextUniform()) < truth
                    })
            }
            if gate.refusedAfter != nil { refused += 1 }
            if zip(gate.namedAfter, holds).contains(where: { $0 != nil && $1 }) {
                wronglyNamed += 1
            }
            for (index, test) in gate.alone.enumerated() where test.judgement == .violated {
                let after = test.decidedAfter ?? 0
                #expect((gate.refusedAfter ?? .max) <= after)
                #expect((gate.namedAfter[index] ?? .max) <= after)
            }
        }
        // Three standard errors above 5 % are 6.5 %.
        if holds.allSatisfy({ $0 }) { #expect(Double(refused) / Double(runs) <= 0.065) }
        #expect(Double(wronglyNamed) / Double(runs) <= 0.065)
        #expect(refused > 0)
    }

    @Test func `shares and gaps are judged together`() {
        var random = SplitMix64(seed: 12)
        let rule = JointRefusal(alpha: 0.05)
        let runs = 1_000
        var wrong = 0
        var lengths: [Int] = []
        for run in 0..<2 * runs {
            // At their limits in one half of the runs, well below them in the other.
            let truth = run < runs ? 0.95 : 0.8
            var latency = ShareTest(share: 0.95, hardObjectives: 2)
            var gaps = GapShareTest(share: 0.95, hardObjectives: 2, gapCap: 16)
            for _ in 0..<200 {
                let good = random.nextUniform() < truth
                latency.record(good)
                gaps.record(within: good ? 16 : 0, of: 16)
                let capitals = [latency.refusingLogCapital, gaps.refusingLogCapital]
                if rule.judge(logCapitals: capitals).refusesAny {
                    if run < runs { wrong += 1 } else { lengths.append(latency.trials) }
                    break
                }
                #expect(latency.judgement != .violated && gaps.judgement != .violated)
            }
        }
        #expect(Double(wrong) / Double(runs) <= 0.071)
        #expect(lengths.count > runs * 99 / 100)
        #expect(Double(lengths.reduce(0, +)) / Double(lengths.count) < 36)
    }

    @Test func `one objective is judged as it judges itself`() {
        var random = SplitMix64(seed: 3)
        for share in [0.5, 0.95, 0.99, 1] {
            for _ in 0..<40 {
                let truth = share - random.nextUniform() * 0.2
                var gate = JointShareGate(shares: [share])
                for _ in 0..<150 { gate.record([random.nextUniform() < truth]) }
                if gate.alone[0].judgement == .violated {
                    #expect(gate.refusedAfter == gate.alone[0].decidedAfter)
                    #expect(gate.tests == gate.alone)
                } else if gate.alone[0].judgement == .undecided {
                    #expect(gate.refusedAfter == nil)
                }
            }
        }
    }
}
