import Load
import Readiness
import Testing

/// The verdicts when the evidence decides nothing, or cannot be trusted.
extension GateConclusionTests {
    @Test func `too few probes are INCONCLUSIVE and say how many would do`() {
        expect(
            draw(evidence(gate: Profile.Gate(maxProbes: 10), good(10))), .inconclusive, .evidence,
            "10 probes do not decide ttft p95 <= 2 s, e2e p95 <= 30 s, error rate <= 5 %",
            next: ["67 more clean probes would decide: allow --max-probes 77"])
    }

    @Test func `a run whose time ran out asks for time`() {
        func next(maxProbes: Int) -> [String] {
            draw(evidence(gate: Profile.Gate(maxProbes: maxProbes), good(10))) {
                $0.end = .timeSpent
            }.next
        }
        #expect(
            next(maxProbes: 300)
                == ["67 more clean probes would decide: allow more time with --duration"])
        #expect(
            next(maxProbes: 50)
                == [
                    "67 more clean probes would decide: allow more time with --duration and "
                        + "--max-probes 77"
                ])
    }

    @Test func `a gate that ended by itself asks for a later end, not for a larger budget`() {
        #expect(
            draw(evidence(good(10))) { $0.end = .stopped }.next
                == ["67 more clean probes would decide: ask for them with --min-probes 77"])
    }

    @Test func `an interrupted run says so`() {
        for change: (inout GateConclusion.Circumstances) -> Void in [
            { $0.interruptedBy = 2 }, { $0.end = .cancelled },
        ] {
            expect(
                draw(evidence(good(10)), change), .inconclusive, .interrupted,
                "interrupted after 10 probes, before the evidence decided",
                next: ["67 more clean probes would decide: let the gate run to its end"])
        }
    }

    @Test func `a run that was interrupted after it had decided keeps its verdict`() {
        #expect(draw(evidence(good(77))) { $0.interruptedBy = 15 }.verdict == .ready)
        #expect(draw(evidence(broken(3))) { $0.interruptedBy = 15 }.verdict == .notReady)
    }

    @Test func `fewer probes than minProbes are INCONCLUSIVE`() {
        let loose = Objective(metric: .ttft, statistic: .percentile(10), threshold: 2)
        expect(
            draw(evidence([loose], gate: Profile.Gate(minProbes: 100, maxProbes: 100), good(80))),
            .inconclusive, .evidence, "only 80 of at least 100 probes",
            next: ["20 more clean probes would decide: allow --max-probes 100"])
    }

    @Test func `a hard server-side objective that nobody could see blocks READY`() {
        let found = draw(evidence([.ttft, .kvCache], good(77)))
        expect(
            found, .inconclusive, .evidence, "77 probes do not decide kv cache max <= 85 %",
            next: [
                "kv cache max <= 85 % needs the endpoint's metrics: name every replica's with "
                    + "--metrics or engine.metrics"
            ])
        #expect(
            draw(evidence([.kvCache], good(77))) { $0.isRecorded = true }.next
                == [
                    "kv cache max <= 85 % needs a live gate: recorded probes hold no server's "
                        + "signals"
                ])
    }

    @Test func `a value that no answer has cannot be judged`() {
        let connect = Objective(metric: .connect, statistic: .percentile(95), threshold: 1)
        let found = draw(evidence([.errors, connect], good(80)))
        expect(
            found, .inconclusive, .evidence, "80 probes do not decide connect p95 <= 1 s",
            next: [
                "connect p95 <= 1 s cannot be judged: no answer has this value; target.keepAlive: "
                    + "false opens a connection for every request"
            ])
    }

    @Test func `a share of everything can never be shown`() {
        let none = Objective(metric: .errorRate, statistic: .share, threshold: 0)
        expect(
            draw(evidence([.ttft, none], good(77))), .inconclusive, .evidence,
            "77 probes do not decide error rate <= 0 %",
            next: [
                "error rate <= 0 % can be refuted but never shown: allow a share above 0 %"
            ])
    }

    @Test func `an endpoint that changes while it is probed is INCONCLUSIVE`() {
        let found = draw(evidence([.ttft], good(77) + broken(60)))
        expect(
            found, .inconclusive, .evidence, "137 probes do not decide ttft p95 <= 2 s",
            next: [
                "ttft p95 <= 2 s was met and later probes contradict it: the endpoint changes, so "
                    + "gate it again"
            ])
    }

    @Test func `recorded probes ask for more records`() {
        #expect(
            draw(evidence(good(10))) { $0.isRecorded = true }.next
                == ["record at least 67 more clean probes, 77 in all"])
    }

    // MARK: - firstlight was the bottleneck

    @Test func `a violation that our own lag explains is INCONCLUSIVE`() {
        let found = draw(evidence(slow(3))) { $0.excused = [.ttft] }
        #expect(found.verdict == .inconclusive)
        #expect(found.verdictClass == .measurement)
        #expect(found.headline == "firstlight was too busy to measure this endpoint")
        #expect(found.next.count == 1)
    }

    @Test func `an excuse for one of two violations excuses nothing`() {
        let found = draw(evidence([.ttft, .errors], broken(5))) { $0.excused = [.ttft] }
        #expect(found.verdict == .notReady)
    }

    @Test func `an excuse changes no READY`() {
        #expect(draw(evidence(good(77))) { $0.excused = [.ttft] }.verdict == .ready)
    }
}
