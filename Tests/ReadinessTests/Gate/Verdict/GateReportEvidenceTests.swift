import Estimates
import Foundation
import Inference
import Load
import Readiness
import Testing

@Suite struct GateReportEvidenceTests {
    private func report(
        _ evidence: GateEvidence, warmups: [ProbeRecord] = [],
        rule: DecisionRule = .sequential, around: GateConclusion.Circumstances = .init()
    ) -> GateReport {
        var report = GateReport(
            verdict: .inconclusive, headline: "", name: "test",
            target: TargetIdentity(url: nil, model: nil, api: "openai-chat"),
            startedAt: Date(timeIntervalSince1970: 0), rule: rule, confidence: 0.95)
        report.next = ["earlier"]
        report.conclude(evidence, warmups: warmups, around)
        return report
    }

    private func evidence(
        _ probes: [ProbeRecord], _ objectives: [Objective] = ProfileDefaults.objectives,
        gate: Profile.Gate = Profile.Gate()
    ) -> GateEvidence {
        var evidence = GateEvidence(objectives, gate: gate)
        for probe in probes { evidence.record(renumbered: probe) }
        return evidence
    }

    @Test func `every request is in the report, and what became of it is counted`() {
        var warmup = ProbeRecord.good()
        warmup.isWarmup = true
        let found = report(
            evidence([.good(0), .broken(1), .good(2), .cut(3, after: .zero)]),
            warmups: [warmup])
        #expect(found.counts.warmup == 1)
        #expect(found.counts.counted == 3)
        #expect(found.counts.succeeded == 2)
        #expect(found.counts.failed == 1)
        #expect(found.counts.excluded == 1)
        #expect(found.probes.count == 5)
        #expect(found.probes.first?.isWarmup == true)
        #expect(found.latencies.map(\.metric).contains(.ttft))
        #expect(found.latencies.allSatisfy { $0.count <= 9 })
    }

    @Test func `failures are grouped, most frequent first`() {
        var unavailable = ProbeRecord.broken(0)
        unavailable.httpStatus = 503
        unavailable.error = "503 first"
        let probes: [ProbeRecord] = [
            unavailable, .broken(1), .broken(2), .broken(3, outcome: "truncated"),
            .cut(4, after: .zero), .good(5),
        ]
        let found = report(evidence(probes)).failures
        #expect(found.map(\.count) == [2, 1, 1])
        #expect(found.map(\.outcome) == ["server_error", "server_error", "truncated"])
        #expect(found.map(\.example) == ["500 server error", "503 first", "500 server error"])
        #expect(found.allSatisfy { $0.outcomeClass == .failure })
    }

    @Test func `when no probe was made the warm-up's failures are told`() {
        var evidence = GateEvidence()
        var warmup = ProbeRecord.refused()
        warmup.isWarmup = true
        evidence.recordWarmup(warmup)
        let found = report(evidence, warmups: [warmup])
        #expect(found.failures.map(\.outcome) == ["connect_refused"])
        #expect(found.verdictClass == .unreachable)
        #expect(found.counts.counted == 0)
    }

    @Test func `verdict, checks and advice are taken over`() {
        var around = GateConclusion.Circumstances()
        around.checks = [
            CheckResult(id: "streams", group: .function, state: .passed, message: "fine")
        ]
        around.interruptedBy = 2
        let found = report(evidence([.good()]), around: around)
        #expect(found.verdict == .inconclusive)
        #expect(found.verdictClass == .interrupted)
        #expect(found.interruptedBy == 2)
        #expect(found.checks == around.checks)
        #expect(found.next.count == 2 && found.next.first == "earlier")
    }

    @Test func `objectives carry judgement, share and observation`() {
        let found = report(evidence((0..<77).map { .good($0) })).objectives
        #expect(found.map(\.judgement) == [.met, .met, .met])
        #expect(found.map(\.decidedAfter) == [77, 77, 77])
        #expect(found[0].observed?.point == 0.1)
        #expect(found[2].observed?.point == 0)
        #expect(found[0].share?.lower ?? 0 >= 0.95)
    }

    // MARK: - The threshold rule

    private static let rule = DecisionRule.threshold(minProbes: 5, passRate: 0.8)
    private static let gate = Profile.Gate(minProbes: 5, decision: .threshold, passRate: 0.8)

    @Test func `under the threshold rule an objective stands as the rule sees it`() {
        func judgements(_ probes: [ProbeRecord]) -> [Judgement] {
            let found = report(evidence(probes, gate: Self.gate), rule: Self.rule)
            #expect(found.objectives.allSatisfy { $0.furtherCleanProbes == nil })
            return found.objectives.map(\.judgement)
        }
        #expect(judgements((0..<4).map { .good($0) }) == [.undecided, .undecided, .undecided])
        #expect(judgements((0..<5).map { .good($0) }) == [.met, .met, .met])
        #expect(
            judgements((0..<5).map { .good($0, ttft: .seconds($0 == 0 ? 3 : 1)) })
                == [.violated, .met, .met])
        #expect(
            judgements((0..<5).map { $0 == 0 ? .broken($0) : .good($0) })
                == [.violated, .violated, .violated])
    }

    @Test func `under the threshold rule the report says what so few probes support`() {
        let note = report(
            evidence((0..<5).map { .good($0) }, gate: Self.gate), rule: Self.rule
        ).notes
        #expect(
            note == ["what these probes support: 5 of 5: at least 54 % at 95 % confidence"])
        #expect(report(evidence([], gate: Self.gate), rule: Self.rule).notes.isEmpty)
        #expect(report(evidence([.good()])).notes.isEmpty)
    }
}
