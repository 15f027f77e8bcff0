import Load
import Readiness
import Testing

/// The evidence under the classic rule.
extension GateEvidenceTests {
    static let classic = Profile.Gate(
        minProbes: 5, confidence: 0.95, decision: .threshold, passRate: 0.8)

    @Test func `the threshold rule waits for its budget, whatever the probes say`() {
        let found = decide(GateEvidence(gate: Self.classic), most: 50) { .broken($0) }
        #expect(found == (50, .undecided))
    }

    @Test func `the threshold rule ends at once where nothing can ever work`() {
        #expect(decide(GateEvidence(gate: Self.classic)) { .refused($0) } == (1, .refuse))
    }

    @Test func `under the threshold rule a probe passes inside every hard limit on requests`() {
        var evidence = GateEvidence(
            [.ttft, .e2e, .errors, .itl],
            warnings: [Objective(metric: .ttfb, statistic: .percentile(50), threshold: 0.001)],
            gate: Self.classic)
        evidence.record(.good(0))
        evidence.record(.good(1, ttft: .seconds(3)))
        evidence.record(.broken(2))
        // Gaps are judged by themselves, and a value that is not there is not outside.
        evidence.record(.good(3, gap: .seconds(1)))
        evidence.record(.foreign(4))
        #expect(evidence.passed == 3)
        #expect(evidence.progress.further == 0)
    }

    @Test func `limits on single probes replace the objectives'`() {
        var gate = Self.classic
        gate.probeLimits = Profile.ProbeLimits(
            ttft: .milliseconds(500), latency: .seconds(1), tokensPerSecond: 10)
        var evidence = GateEvidence(gate: gate)
        evidence.record(.good(0))
        evidence.record(.good(1, ttft: .milliseconds(501)))
        evidence.record(.good(2, gap: .milliseconds(101)))
        evidence.record(.good(3, gap: .milliseconds(310)))
        evidence.record(.foreign(4))
        evidence.record(.broken(5))
        #expect(evidence.passed == 2)
        var open = gate
        open.probeLimits = Profile.ProbeLimits()
        var lenient = GateEvidence(gate: open)
        lenient.record(.good(0, ttft: .seconds(1000)))
        lenient.record(.broken(1))
        #expect(lenient.passed == 1)
    }

    @Test func `progress under the threshold rule counts to minProbes`() {
        var evidence = GateEvidence(gate: Self.classic)
        #expect(evidence.progress.further == 5)
        evidence.record(.broken(0))
        #expect(evidence.progress.further == 4)
        for index in 1..<9 { evidence.record(.good(index)) }
        #expect(evidence.progress.further == 0)
    }
}
