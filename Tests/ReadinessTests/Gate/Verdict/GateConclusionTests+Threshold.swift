import Load
import Readiness
import Testing

/// The verdicts of the classic rule.
extension GateConclusionTests {
    static func classic(
        min: Int = 5, rate: Double = 0.8, limits: Profile.ProbeLimits? = nil
    ) -> Profile.Gate {
        Profile.Gate(
            minProbes: min, decision: .threshold, passRate: rate, probeLimits: limits)
    }

    @Test func `the classic rule passes on counts`() {
        expect(
            draw(evidence([.ttft], gate: Self.classic(), good(5))), .ready, nil,
            "5 of 5 probes passed")
    }

    @Test func `the classic rule waits for minProbes`() {
        expect(
            draw(evidence([.ttft], gate: Self.classic(), good(4))), .inconclusive, .evidence,
            "only 4 of at least 5 probes",
            next: ["1 more probe would decide: allow --max-probes 5"])
    }

    @Test func `the classic rule fails on its pass rate`() {
        // Gaps stand apart from it, and a p50 is met; the single probes are too slow.
        let median = Objective(metric: .ttft, statistic: .percentile(50), threshold: 2)
        let probes = good(6) + slow(4)
        expect(
            draw(evidence([median], gate: Self.classic(), probes)), .notReady, .performance,
            "6 of 10 probes passed, 80 % asked for")
        let failing = good(6) + broken(4)
        expect(
            draw(evidence([median], gate: Self.classic(), failing)), .notReady, .failures,
            "6 of 10 probes passed, 80 % asked for")
    }

    @Test func `the classic rule fails on an error rate`() {
        let none = Objective(metric: .errorRate, statistic: .share, threshold: 0)
        let probes = good(9) + broken(1)
        expect(
            draw(evidence([none], gate: Self.classic(), probes)), .notReady, .failures,
            "1 of 10 requests failed, error rate <= 0 % asked for")
        // What no bound could ever show, the figures as they are can meet.
        #expect(draw(evidence([none], gate: Self.classic(), good(10))).verdict == .ready)
    }

    @Test func `the classic rule holds percentiles against their own limits`() {
        // The single probes' limits are wide: all pass. The p95 of ten is the largest.
        let gate = Self.classic(limits: Profile.ProbeLimits(ttft: .seconds(60)))
        expect(
            draw(evidence([.ttft, .errors], gate: gate, good(9) + slow(1))), .notReady,
            .performance, "TTFT is over its limit")
        let median = Objective(metric: .ttft, statistic: .percentile(50), threshold: 2)
        #expect(draw(evidence([median], gate: gate, good(9) + slow(1))).verdict == .ready)
    }

    @Test func `the classic rule looks at gaps`() {
        let probes = (0..<10).map { ProbeRecord.good($0, gap: .seconds(1)) }
        #expect(
            draw(evidence([.ttft, .itl], gate: Self.classic(), probes)).headline
                == "inter-token latency is over its limit")
    }

    @Test func `the classic rule degrades on soft limits`() {
        let soft = Objective(metric: .ttft, statistic: .percentile(50), threshold: 0.05)
        #expect(
            draw(evidence([.ttft], warnings: [soft], gate: Self.classic(), good(5))).verdict
                == .degraded)
    }

    @Test func `the classic rule passes nothing that was not seen`() throws {
        let foreign = (0..<10).map { ProbeRecord.foreign($0) }
        #expect(
            draw(evidence([.ttft], gate: Self.classic(), foreign)).headline
                == "10 probes do not decide ttft p95 <= 2 s")
        var evidence = evidence([.ttft, .kvCache], gate: Self.classic(), good(10))
        #expect(draw(evidence).verdict == .inconclusive)
        evidence.record(try SignalWindow.of([Metrics(kvCache: 0.5)]))
        #expect(draw(evidence).verdict == .ready)
        evidence.record(try Metrics(kvCache: 0.9).reading)
        expect(draw(evidence), .notReady, .capacity, "KV-cache usage is over its limit")
    }

    @Test func `the figures of an interrupted run decide nothing`() {
        for probes in [good(10), slow(10)] {
            expect(
                draw(evidence([.ttft], gate: Self.classic(), probes)) { $0.interruptedBy = 2 },
                .inconclusive, .interrupted,
                "interrupted after 10 probes, before the evidence decided")
        }
    }

    @Test func `a missed pass rate that our own lag explains is INCONCLUSIVE`() {
        let median = Objective(metric: .ttft, statistic: .percentile(50), threshold: 2)
        let evidence = evidence([median], gate: Self.classic(), good(6) + slow(4))
        #expect(draw(evidence) { $0.excused = [.ttft] }.verdictClass == .measurement)
        #expect(draw(evidence) { $0.excused = [] }.verdict == .notReady)
    }
}
