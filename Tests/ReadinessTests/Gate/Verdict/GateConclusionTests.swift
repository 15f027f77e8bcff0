import Inference
import Load
import Readiness
import Testing

@Suite struct GateConclusionTests {
    /// Evidence for the default objectives.
    private func evidence(
        warnings: [Objective] = [], gate: Profile.Gate = Profile.Gate(), _ probes: [ProbeRecord]
    ) -> GateEvidence {
        evidence(ProfileDefaults.objectives, warnings: warnings, gate: gate, probes)
    }

    private func evidence(
        _ objectives: [Objective], warnings: [Objective] = [],
        gate: Profile.Gate = Profile.Gate(), _ probes: [ProbeRecord]
    ) -> GateEvidence {
        var evidence = GateEvidence(objectives, warnings: warnings, gate: gate)
        for probe in probes { evidence.record(renumbered: probe) }
        return evidence
    }

    private func draw(
        _ evidence: GateEvidence, _ change: (inout GateConclusion.Circumstances) -> Void = { _ in }
    ) -> GateConclusion {
        var around = GateConclusion.Circumstances()
        change(&around)
        return GateConclusion.draw(from: evidence, around)
    }

    private func good(_ count: Int) -> [ProbeRecord] { (0..<count).map { .good($0) } }
    private func broken(_ count: Int) -> [ProbeRecord] { (0..<count).map { .broken($0) } }
    private func slow(_ count: Int) -> [ProbeRecord] {
        (0..<count).map { .good($0, ttft: .seconds(5)) }
    }

    private func check(
        _ group: CheckResult.Group, _ state: CheckResult.State, _ message: String = "as found"
    ) -> CheckResult {
        CheckResult(id: "x", group: group, state: state, message: message)
    }

    private func expect(
        _ found: GateConclusion, _ verdict: Verdict, _ kind: VerdictClass?, _ headline: String,
        next: [String] = [], sourceLocation: SourceLocation = #_sourceLocation
    ) {
        #expect(found.verdict == verdict, sourceLocation: sourceLocation)
        #expect(found.verdictClass == kind, sourceLocation: sourceLocation)
        #expect(found.headline == headline, sourceLocation: sourceLocation)
        #expect(found.next == next, sourceLocation: sourceLocation)
    }

    // MARK: - READY and DEGRADED

    @Test func `everything met is READY`() {
        expect(draw(evidence(good(77))), .ready, nil, "every objective is met")
    }

    @Test func `a violated soft objective is DEGRADED`() {
        let soft = Objective(metric: .ttft, statistic: .percentile(95), threshold: 0.05)
        expect(
            draw(evidence(warnings: [soft], good(77))), .degraded, .performance,
            "the hard objectives are met; ttft p95 <= 50 ms is not")
    }

    @Test func `an undecided soft objective does not block READY`() {
        let soft = Objective(metric: .ttft, statistic: .percentile(99.9), threshold: 1)
        expect(
            draw(evidence(warnings: [soft, .kvCache], good(77))), .ready, nil,
            "every objective is met")
    }

    @Test func `a soft objective that our own lag explains does not degrade`() {
        let soft = Objective(metric: .ttft, statistic: .percentile(95), threshold: 0.05)
        let found = draw(evidence(warnings: [soft], good(77))) { $0.excused = [soft] }
        #expect(found.verdict == .ready)
    }

    @Test func `a violated soft gauge is DEGRADED for capacity`() throws {
        var evidence = evidence(warnings: [.kvCache], good(77))
        evidence.record(try Metrics(kvCache: 0.9).reading)
        expect(
            draw(evidence), .degraded, .capacity,
            "the hard objectives are met; kv cache max <= 85 % is not")
    }

    @Test func `warnings and skipped checks change no verdict`() {
        let found = draw(evidence(good(77))) { around in
            for group in CheckResult.Group.allCases {
                around.checks += [check(group, .warning), check(group, .skipped)]
            }
            around.checks.append(check(.measurement, .failed))
        }
        #expect(found.verdict == .ready)
    }

    // MARK: - NOT READY

    @Test func `failing requests are NOT READY`() {
        expect(draw(evidence(broken(3))), .notReady, .failures, "3 of 3 requests failed")
    }

    @Test func `slow requests are NOT READY`() {
        expect(draw(evidence(slow(3))), .notReady, .performance, "TTFT is over its limit")
    }

    @Test func `a limit from below is fallen short of`() {
        let speed = Objective(metric: .throughput, statistic: .percentile(5), threshold: 1000)
        expect(
            draw(evidence([speed], good(3))), .notReady, .performance,
            "throughput is under its limit")
    }

    @Test func `a latency that only failures violate is a matter of failures`() {
        expect(
            draw(evidence([.ttft], broken(3))), .notReady, .failures, "3 of 3 requests failed")
        expect(
            draw(evidence([.itl], (0..<20).map { .good($0, gap: .seconds(1)) })), .notReady,
            .performance, "inter-token latency is over its limit")
    }

    @Test func `a signal outside its limit is NOT READY for capacity`() throws {
        var evidence = evidence([.ttft, .kvCache], good(77))
        evidence.record(try Metrics(kvCache: 0.9).reading)
        expect(draw(evidence), .notReady, .capacity, "KV-cache usage is over its limit")
    }

    @Test func `a limit on the rate says how long to wait`() {
        var limited = broken(3)
        for index in limited.indices { limited[index].retryAfter = .seconds(index + 5) }
        #expect(
            draw(evidence(limited)).next
                == ["the endpoint limits the rate: wait 7 s or raise the limit"])
    }

    struct Fatal: Sendable, CustomTestStringConvertible {
        var outcome: String
        var isUnreachable: Bool
        var advice: String
        var testDescription: String { outcome }

        init(_ outcome: String, _ isUnreachable: Bool, _ advice: String) {
            self.outcome = outcome
            self.isUnreachable = isUnreachable
            self.advice = advice
        }
    }

    static let fatal: [Fatal] = [
        Fatal("dns", true, "host name"), Fatal("connect_refused", true, "server is running"),
        Fatal("connect_timeout", true, "firewall"), Fatal("connect_unreachable", true, "firewall"),
        Fatal("tls_certificate", true, "--ca-file"), Fatal("tls_hostname", true, "certificate"),
        Fatal("tls_handshake", true, "HTTPS"), Fatal("unauthorized", false, "--api-key-env"),
        Fatal("forbidden", false, "target.apiKey"), Fatal("model_not_found", false, "--model"),
        Fatal("path_not_found", false, "URL"), Fatal("redirected", false, "URL"),
    ]

    @Test(arguments: fatal) func `what can never work is NOT READY with advice`(fatal: Fatal) {
        let probe = ProbeRecord.made(
            outcome: fatal.outcome, fatal.isUnreachable ? .unreachable : .configuration,
            error: "in the endpoint's words")
        let found = draw(evidence([probe]))
        #expect(found.verdict == .notReady)
        #expect(found.verdictClass == (fatal.isUnreachable ? .unreachable : .configuration))
        #expect(found.headline == "in the endpoint's words")
        #expect(found.next.count == 1)
        #expect(found.next.first?.contains(fatal.advice) == true)
    }

    @Test func `a fault of the configuration comes before everything else`() {
        let found = draw(evidence([.refused()])) { around in
            around.checks = [check(.identity, .failed), check(.function, .failed)]
            around.interruptedBy = 2
            around.end = .cancelled
        }
        #expect(found.verdictClass == .unreachable)
    }

    @Test func `an engine other than expected is NOT READY`() {
        let found = draw(evidence(good(77))) {
            $0.checks = [check(.identity, .failed, "runs 2 sequences at once, 16 expected")]
        }
        expect(found, .notReady, .configuration, "runs 2 sequences at once, 16 expected")
    }

    @Test func `a functional fault is NOT READY, decided or not`() {
        for count in [3, 77] {
            let found = draw(evidence(good(count))) {
                $0.checks = [check(.function, .failed, "answers came whole")]
            }
            expect(found, .notReady, .functional, "answers came whole")
        }
    }

    // MARK: - INCONCLUSIVE

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

    @Test func `objectives that are refused only together are NOT READY`() throws {
        // Three limits, each missed a little more often than it may be, none clearly.
        let limits = [0.1, 0.2, 0.3].map {
            Objective(metric: .ttft, statistic: .percentile(95), threshold: $0)
        }
        var gate = GateEvidence(limits)
        var index = 0
        while gate.decision == .undecided, index < 300 {
            gate.record(.good(index, ttft: .milliseconds(index % 8 == 0 ? 250 : 50)))
            index += 1
        }
        #expect(gate.isJointlyRefused)
        let found = draw(gate)
        #expect(found.verdict == .notReady && found.verdictClass == .performance)
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

    // MARK: - The threshold rule

    private static func classic(
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
        evidence.record(try Metrics(kvCache: 0.5).reading)
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

    // MARK: - All of it

    @Test func `every class of verdict can be drawn`() throws {
        var capacity = evidence([.kvCache], good(1))
        capacity.record(try Metrics(kvCache: 1).reading)
        let drawn = [
            draw(evidence([.refused()])),
            draw(evidence([.made(outcome: "forbidden", .configuration)])),
            draw(evidence(broken(3))), draw(evidence(slow(3))), draw(capacity),
            draw(evidence(good(1))) { $0.checks = [check(.function, .failed)] },
            draw(evidence(slow(3))) { $0.excused = [.ttft] },
            draw(evidence(good(1))), draw(evidence(good(1))) { $0.interruptedBy = 2 },
        ]
        #expect(Set(drawn.compactMap(\.verdictClass)) == Set(VerdictClass.allCases))
        #expect(drawn.allSatisfy { !$0.headline.isEmpty && $0.verdict != .ready })
    }
}
