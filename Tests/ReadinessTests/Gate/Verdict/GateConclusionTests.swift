import Inference
import Load
import Readiness
import Testing

@Suite struct GateConclusionTests {
    /// Evidence for the default objectives.
    func evidence(
        warnings: [Objective] = [], gate: Profile.Gate = Profile.Gate(), _ probes: [ProbeRecord]
    ) -> GateEvidence {
        evidence(ProfileDefaults.objectives, warnings: warnings, gate: gate, probes)
    }

    func evidence(
        _ objectives: [Objective], warnings: [Objective] = [],
        gate: Profile.Gate = Profile.Gate(), _ probes: [ProbeRecord]
    ) -> GateEvidence {
        var evidence = GateEvidence(objectives, warnings: warnings, gate: gate)
        for probe in probes { evidence.record(renumbered: probe) }
        return evidence
    }

    func draw(
        _ evidence: GateEvidence, _ change: (inout GateConclusion.Circumstances) -> Void = { _ in }
    ) -> GateConclusion {
        var around = GateConclusion.Circumstances()
        change(&around)
        return GateConclusion.draw(from: evidence, around)
    }

    func good(_ count: Int) -> [ProbeRecord] { (0..<count).map { .good($0) } }
    func broken(_ count: Int) -> [ProbeRecord] { (0..<count).map { .broken($0) } }
    func slow(_ count: Int) -> [ProbeRecord] {
        (0..<count).map { .good($0, ttft: .seconds(5)) }
    }

    func check(
        _ group: CheckResult.Group, _ state: CheckResult.State, _ message: String = "as found"
    ) -> CheckResult {
        CheckResult(id: "x", group: group, state: state, message: message)
    }

    func expect(
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

    @Test func `objectives that are refused only together are NOT READY`() throws {
        let evidence = try #require(GateEvidence.refusedTogether())
        expect(
            draw(evidence), .notReady, .performance,
            "the objectives do not all hold, most likely not ttft p95 <= 100 ms")
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
