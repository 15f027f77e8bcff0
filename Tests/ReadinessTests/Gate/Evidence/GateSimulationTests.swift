import Estimates
import Load
import Readiness
import Testing

/// How often whole gates with the default objectives decide wrongly, over simulated endpoints.
@Suite struct GateSimulationTests {
    /// Plays gates against an endpoint that is bad with a fixed probability.
    ///
    /// - Returns: How many of them decided how.
    private func play(
        gates: Int, badShare: Double, seed: UInt64, bad: (Int) -> ProbeRecord
    ) -> (accepted: Int, refused: Int, probes: Int) {
        var generator = SplitMix64(seed: seed)
        var result = (accepted: 0, refused: 0, probes: 0)
        for _ in 0..<gates {
            var evidence = GateEvidence()
            var index = 0
            while evidence.decision == .undecided, index < 300 {
                let isBad = generator.nextUniform() < badShare
                evidence.record(isBad ? bad(index) : .good(index))
                index += 1
            }
            result.probes += index
            switch evidence.decision {
            case .accept: result.accepted += 1
            case .refuse: result.refused += 1
            case .undecided: break
            }
        }
        return result
    }

    @Test func `endpoints at their limit are seldom called READY`() {
        // Exactly 5 % too slow: every READY is false. The bound is 5 %, at every look together.
        let found = play(gates: 200, badShare: 0.05, seed: 1) { .good($0, ttft: .seconds(3)) }
        #expect(found.accepted <= 18)
    }

    @Test func `endpoints at their limit are seldom called NOT READY`() {
        let found = play(gates: 200, badShare: 0.05, seed: 2) { .broken($0) }
        #expect(found.refused <= 18)
    }

    @Test func `healthy endpoints are READY in about 77 probes`() {
        let found = play(gates: 100, badShare: 0.001, seed: 3) { .good($0, ttft: .seconds(3)) }
        #expect(found.accepted >= 97)
        #expect(found.refused <= 1)
        #expect(found.probes / 100 <= 90)
    }

    @Test func `endpoints that fail a fifth of their requests are NOT READY in about 30 probes`() {
        let found = play(gates: 100, badShare: 0.2, seed: 4) { .broken($0) }
        #expect(found.refused >= 98)
        #expect(found.accepted == 0)
        #expect((20...45).contains(found.probes / 100))
    }
}
