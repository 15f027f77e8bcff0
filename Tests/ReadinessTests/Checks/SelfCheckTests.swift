import Estimates
import Load
import Readiness
import Testing

@Suite struct SelfCheckTests {
    private func check(p99 milliseconds: Int, cores: Double? = nil) -> SelfCheck {
        SelfCheck(
            lag: SchedulingLag(
                count: 1000, median: .milliseconds(milliseconds / 2),
                p99: .milliseconds(milliseconds), largest: .milliseconds(milliseconds * 2)),
            cores: cores)
    }

    private func evidence(
        _ objectives: [Objective], warnings: [Objective] = [],
        gate: Profile.Gate = Profile.Gate(), _ probes: [ProbeRecord]
    ) -> GateEvidence {
        var evidence = GateEvidence(objectives, warnings: warnings, gate: gate)
        for probe in probes { evidence.record(renumbered: probe) }
        return evidence
    }

    /// Answers that are too slow by 500 ms for `ttft p95 <= 2s`.
    private func late(_ count: Int) -> [ProbeRecord] {
        (0..<count).map { .good($0, ttft: .milliseconds(2500)) }
    }

    private func verdict(_ evidence: GateEvidence, _ check: SelfCheck) -> GateConclusion {
        var around = GateConclusion.Circumstances()
        around.selfCheck = check
        around.excused = check.excused(evidence)
        return GateConclusion.draw(from: evidence, around)
    }

    // MARK: - Excuses

    @Test func `a violation that our own lag explains is no finding`() {
        let evidence = evidence([.ttft], late(5))
        #expect(check(p99: 600).excused(evidence) == [.ttft])
        let found = verdict(evidence, check(p99: 600))
        #expect(found.verdict == .inconclusive && found.verdictClass == .measurement)
    }

    @Test func `a violation beyond our own lag stands`() {
        let evidence = evidence([.ttft], late(5))
        #expect(check(p99: 400).excused(evidence).isEmpty)
        #expect(verdict(evidence, check(p99: 400)).verdict == .notReady)
    }

    @Test func `lag changes no READY`() {
        let evidence = evidence([.ttft], (0..<77).map { .good($0) })
        #expect(check(p99: 10_000).excused(evidence).isEmpty)
        #expect(verdict(evidence, check(p99: 10_000)).verdict == .ready)
    }

    @Test func `failures are never excused, nor what stands beside them`() {
        let failing = evidence([.ttft, .errors], (0..<5).map { .broken($0) })
        #expect(check(p99: 60_000).excused(failing).isEmpty)
        // One violation is a matter of lag, the other is not.
        let mixed = evidence(
            [.ttft, .errors], (0..<20).map { $0 % 2 == 0 ? .broken($0) : late(1)[0] })
        #expect(check(p99: 60_000).excused(mixed).isEmpty)
        #expect(verdict(mixed, check(p99: 60_000)).verdict == .notReady)
    }

    @Test func `a violated signal of the server is never excused`() throws {
        var evidence = evidence([.ttft, .kvCache], late(5))
        evidence.record(try Metrics(kvCache: 0.9).reading)
        #expect(check(p99: 60_000).excused(evidence).isEmpty)
        #expect(verdict(evidence, check(p99: 60_000)).verdict == .notReady)
    }

    @Test func `without a lag nothing is excused`() {
        let evidence = evidence([.ttft], late(5))
        #expect(SelfCheck().excused(evidence).isEmpty)
        #expect(check(p99: 0).excused(evidence).isEmpty)
    }

    struct Timed: Sendable, CustomTestStringConvertible {
        var objective: Objective
        /// The least lag, in milliseconds, that explains the violation.
        var enough: Int
        var testDescription: String { objective.description }

        init(_ metric: ObjectiveMetric, _ threshold: Double, enough: Int) {
            objective = Objective(
                metric: metric, statistic: .percentile(metric == .throughput ? 5 : 95),
                threshold: threshold)
            self.enough = enough
        }
    }

    // 33 ms, 34 ms, 100 ms, three gaps of 20 ms, 160 ms, 50 tok/s.
    static let timed = [
        Timed(.ttfb, 0.023, enough: 10), Timed(.ttfc, 0.024, enough: 10),
        Timed(.ttft, 0.090, enough: 10), Timed(.e2e, 0.150, enough: 10),
        Timed(.itl, 0.010, enough: 10),
        // Over three gaps a lag of 15 ms is 5 ms each; 3 tokens in 45 ms are 66.7 a second.
        Timed(.tpot, 0.015, enough: 15), Timed(.throughput, 66, enough: 15),
    ]

    @Test(arguments: timed) func `the lag is taken off every time`(timed: Timed) {
        let evidence = evidence([timed.objective], (0..<30).map { .good($0) })
        #expect(check(p99: timed.enough).excused(evidence) == [timed.objective])
        #expect(check(p99: timed.enough - 1).excused(evidence).isEmpty)
    }

    @Test func `objectives refused together are excused together`() throws {
        let evidence = try #require(GateEvidence.refusedTogether())
        #expect(check(p99: 1).excused(evidence).isEmpty)
        #expect(verdict(evidence, check(p99: 1)).verdict == .notReady)
        #expect(check(p99: 150).excused(evidence).count == 3)
        #expect(verdict(evidence, check(p99: 150)).verdictClass == .measurement)
    }

    @Test func `a soft objective is excused by itself`() {
        let soft = Objective(metric: .ttft, statistic: .percentile(95), threshold: 0.09)
        let strict = Objective(metric: .ttft, statistic: .percentile(50), threshold: 0.01)
        let evidence = evidence([.errors], warnings: [soft, strict], (0..<77).map { .good($0) })
        #expect(check(p99: 10).excused(evidence) == [soft])
        let found = verdict(evidence, check(p99: 10))
        #expect(found.verdict == .degraded)
        #expect(found.headline == "the hard objectives are met; ttft p50 <= 10 ms is not")
        #expect(verdict(evidence, check(p99: 95)).verdict == .ready)
    }

    // MARK: - The threshold rule

    private static func classic(_ limits: Profile.ProbeLimits? = nil) -> Profile.Gate {
        Profile.Gate(minProbes: 5, decision: .threshold, passRate: 0.8, probeLimits: limits)
    }

    @Test func `the threshold rule's violations are excused by the same lag`() {
        let evidence = evidence([.ttft], gate: Self.classic(), late(5))
        #expect(verdict(evidence, check(p99: 600)).verdictClass == .measurement)
        #expect(verdict(evidence, check(p99: 400)).verdict == .notReady)
    }

    @Test func `a missed pass rate is excused when single probes would pass`() {
        let gate = Self.classic(
            .init(ttft: .milliseconds(90), latency: .milliseconds(155), tokensPerSecond: 40))
        let evidence = evidence([.errors], gate: gate, (0..<5).map { .good($0) })
        #expect(evidence.passed == 0)
        let excused = check(p99: 10).excused(evidence)
        #expect(
            excused.map(\.description) == [
                "ttft p80 <= 90 ms", "e2e p80 <= 155 ms", "throughput p20 >= 40 tok/s",
            ])
        #expect(verdict(evidence, check(p99: 10)).verdictClass == .measurement)
        #expect(verdict(evidence, check(p99: 9)).verdict == .notReady)
    }

    @Test func `a pass rate missed by an objective's single probes is excused`() {
        let median = Objective(metric: .ttft, statistic: .percentile(50), threshold: 2)
        let probes = late(4) + (4..<10).map { .good($0) }
        let evidence = evidence([median, .errors], gate: Self.classic(), probes)
        #expect(check(p99: 500).excused(evidence) == [median])
        #expect(verdict(evidence, check(p99: 500)).verdictClass == .measurement)
        #expect(verdict(evidence, check(p99: 499)).verdict == .notReady)
    }

    // MARK: - The line of the report

    @Test func `a quiet client passes with its figures`() {
        let result = check(p99: 2, cores: 0.34).result(excused: [])
        #expect(result.id == "self" && result.group == .measurement)
        #expect(result.state == .passed)
        #expect(
            result.message == "own scheduling lag p50 1 ms, p99 2 ms, max 4 ms over 1000 ticks; "
                + "0.3 cores busy")
    }

    @Test func `a late client is a warning`() {
        #expect(check(p99: 50).result(excused: []).state == .passed)
        let result = check(p99: 51).result(excused: [])
        #expect(result.state == .warning)
        #expect(result.message.hasPrefix("firstlight ran late, so latencies read high: own"))
    }

    @Test func `a client that was the bottleneck fails, and says for what`() {
        let result = check(p99: 600).result(excused: [.ttft, .e2e])
        #expect(result.state == .failed)
        #expect(
            result.message.hasPrefix(
                "firstlight was the bottleneck: without its own lag ttft p95 <= 2 s, e2e p95 <= "
                    + "30 s would not be violated (own scheduling lag"))
        #expect(check(p99: 600).result(excused: [.ttft], isVerdict: false).state == .warning)
    }

    @Test func `a client that was not watched is skipped`() {
        #expect(SelfCheck().result(excused: []).state == .skipped)
    }
}
