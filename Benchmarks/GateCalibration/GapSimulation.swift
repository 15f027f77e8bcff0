import Estimates

/// Judging gaps that come in requests, run many times.
struct GapSimulation {
    /// How the gaps of one request hang together, at equal pooled share of gaps within the limit.
    enum Kind: CaseIterable {
        /// Every gap by itself.
        case independent
        /// A quarter of a request's lateness comes in whole late requests.
        case mixed
        /// All gaps of a request alike.
        case alike
        /// All gaps of a request alike, and the late requests the long ones.
        case longAndLate

        var title: String {
            switch self {
            case .independent: "independent"
            case .mixed: "a quarter of the late ones in whole requests"
            case .alike: "all gaps of a request alike"
            case .longAndLate: "alike, late requests four times as long"
            }
        }
    }

    static let gapCap = 31

    var gates: Int
    var seed: UInt64
    var share: Double
    var maxRequests: Int

    func run(_ kind: Kind, trueShare: Double) -> (clustered: GateOutcomes, pooledReady: Double) {
        var random = SplitMix64(seed: seed)
        var outcomes = GateOutcomes()
        var pooledReady = 0
        for _ in 0..<gates {
            var test = GapShareTest(share: share, gapCap: Self.gapCap)
            // For contrast: every gap taken for an independent probe.
            var pooled = ShareTest(share: share)
            while test.judgement == .undecided && test.requests < maxRequests {
                let (within, total) = request(kind, trueShare, &random)
                test.record(within: within, of: total)
                for gap in 0..<total where pooled.judgement == .undecided {
                    pooled.record(gap < within)
                }
            }
            if pooled.judgement == .met { pooledReady += 1 }
            switch test.judgement {
            case .met: outcomes.addReady(after: test.requests)
            case .violated: outcomes.addNotReady(after: test.requests)
            case .undecided: outcomes.addUndecided(after: test.requests)
            }
        }
        return (outcomes, Double(pooledReady) / Double(gates))
    }

    private func request(
        _ kind: Kind, _ trueShare: Double, _ random: inout SplitMix64
    ) -> (within: Int, total: Int) {
        let cap = Self.gapCap
        switch kind {
        case .independent: return (goodGaps(cap, trueShare, &random), cap)
        case .mixed:
            let late = (1 - trueShare) / 4
            if random.nextUniform() < late { return (0, cap) }
            return (goodGaps(cap, trueShare / (1 - late), &random), cap)
        case .alike: return (random.nextUniform() < trueShare ? cap : 0, cap)
        case .longAndLate:
            // Late requests have 28 gaps and good ones 7: fewer late ones make the same share.
            let bad = 1 - trueShare
            let late = bad / (bad + 4 * trueShare)
            return random.nextUniform() < late ? (0, 28) : (7, 7)
        }
    }

    private func goodGaps(_ count: Int, _ share: Double, _ random: inout SplitMix64) -> Int {
        var good = 0
        for _ in 0..<count where random.nextUniform() < share { good += 1 }
        return good
    }
}
