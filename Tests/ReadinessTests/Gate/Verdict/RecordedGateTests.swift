import Estimates
import Foundation
import Load
import Readiness
import Testing

@Suite struct RecordedGateTests {
    private static let now = Date(timeIntervalSince1970: 2_000_000)

    private func report(
        _ records: [ProbeRecord], notes: [String] = [],
        _ change: (inout Profile) -> Void = { _ in }
    ) throws -> GateReport {
        var profile = Profile(url: try HTTPAddress("http://localhost"), name: "recorded")
        change(&profile)
        return RecordedGate.report(
            profile: profile, records: records, notes: notes, file: "probes.jsonl", now: Self.now)
    }

    private func good(_ count: Int) -> [ProbeRecord] { (0..<count).map { .good($0) } }

    @Test func `recorded probes are judged by the same bounds as live ones`() throws {
        #expect(try report(good(77)).verdict == .ready)
        let few = try report(good(76))
        #expect(few.verdict == .inconclusive)
        #expect(few.next == ["record at least 1 more clean probe, 77 in all"])
        #expect(try report((0..<3).map { .broken($0) }).verdict == .notReady)
    }

    @Test func `everything that needs a live endpoint is skipped by name`() throws {
        let found = try report(good(77))
        let skipped = found.checks.filter { $0.state == .skipped }
        for id in ["model", "cancel", "reconcile", "self"] {
            let check = skipped.first { $0.id == id }
            #expect(check?.message.hasPrefix("recorded probes: ") == true)
        }
        #expect(Set(found.checks.map(\.id)).count == found.checks.count)
        #expect(found.checks.first { $0.id == "streams" }?.state == .passed)
        #expect(found.target.url == nil)
    }

    @Test func `warm-up records are set apart`() throws {
        var warmup = ProbeRecord.broken()
        warmup.isWarmup = true
        let found = try report([warmup, warmup, warmup] + good(77))
        #expect(found.verdict == .ready)
        #expect(found.counts.warmup == 3 && found.counts.counted == 77)
        #expect(found.probes.count == 80)
    }

    @Test func `numbered records are judged in start order, whatever the order of the file`() throws
    {
        // A run writes its probes as they end: the slow ones stand last.
        let slow = (0..<120).filter { $0 % 4 == 0 }
        let fast = (0..<120).filter { $0 % 4 != 0 }
        let records =
            fast.map { ProbeRecord.good($0) } + slow.map { .good($0, ttft: .seconds(9)) }
        let found = try report(records)
        #expect(found.verdict == .notReady)
        #expect(found.probes.map(\.endToEnd).first == .milliseconds(9060))
        // Without numbers of their own the file's order is all there is.
        let unnumbered = records.map { record in
            var record = record
            record.index = 7
            return record
        }
        let inFileOrder = try report(unnumbered)
        #expect(inFileOrder.objectives.first?.decidedAfter == 77)
        #expect(inFileOrder.probes.map(\.endToEnd).first == .milliseconds(160))
    }

    @Test func `all records are judged, also those after the decision`() throws {
        let found = try report(good(77) + (77..<137).map { .broken($0) })
        #expect(found.counts.counted == 137)
        #expect(found.verdict == .inconclusive)
        #expect(
            found.next.first
                == "ttft p95 <= 2 s was met and later probes contradict it: the endpoint changes, "
                + "so record a run of one state")
        #expect(
            found.objectives[0].note
                == "later probes contradict the earlier ones: the endpoint changed")
    }

    @Test func `lines of another tool decide what they tell, and no more`() throws {
        let records = (0..<80).map { ProbeRecord.foreign($0) }
        let found = try report(records)
        #expect(found.verdict == .inconclusive)
        #expect(found.headline == "80 probes do not decide ttft p95 <= 2 s")
        #expect(found.objectives.map(\.judgement) == [.undecided, .met, .met])
        #expect(found.objectives[0].note == "no answer has this value")
        #expect(found.objectives[0].observed == nil)
        let enough = try report(records) { $0.objectives = [.e2e, .errors] }
        #expect(enough.verdict == .ready)
        let failing = try report(records.map { .foreign($0.index, isGood: $0.index % 4 > 0) })
        #expect(failing.verdict == .notReady)
        #expect(failing.objectives.map(\.judgement) == [.undecided, .violated, .violated])
    }

    @Test func `nobody knows whether a stream was asked for when none came`() throws {
        var whole = good(77)
        for index in whole.indices { whole[index].isStream = false }
        let found = try report(whole)
        #expect(found.verdict == .ready)
        let streams = found.checks.first { $0.id == "streams" }
        #expect(streams?.state == .skipped)
        #expect(streams?.message == "the records do not say that a stream was asked for")
        // One stream among them tells that all were asked for.
        whole[0].isStream = true
        #expect(try report(whole).verdictClass == .functional)
    }

    @Test func `a recorded endpoint that was not there is unreachable`() throws {
        let found = try report([.refused()])
        #expect(found.verdict == .notReady && found.verdictClass == .unreachable)
    }

    @Test func `a server-side objective cannot be judged from records`() throws {
        let found = try report(good(77)) { $0.objectives.append(.kvCache) }
        #expect(found.verdict == .inconclusive)
        #expect(found.next.count == 1)
        #expect(try report(good(77)) { $0.warnings = [.kvCache] }.verdict == .ready)
    }

    @Test func `the threshold rule judges the whole file`() throws {
        func verdict(_ records: [ProbeRecord]) throws -> GateReport {
            try report(records) { profile in
                profile.gate.decision = .threshold
                profile.gate.passRate = 0.8
                profile.objectives = [
                    Objective(metric: .errorRate, statistic: .share, threshold: 0.2)
                ]
            }
        }
        let found = try verdict(good(4) + [.broken(4)])
        #expect(found.verdict == .ready)
        #expect(found.rule == .threshold(minProbes: 5, passRate: 0.8))
        #expect(found.notes.count == 2)
        #expect(try verdict(good(3) + [.broken(3), .broken(4)]).verdict == .notReady)
        #expect(try verdict(good(4)).verdict == .inconclusive)
    }

    // MARK: - Words

    @Test func `the report says what was judged and when it was recorded`() throws {
        let found = try report(good(3), notes: ["a note of the file"])
        #expect(
            found.notes == [
                "judged from probes.jsonl: 3 recorded requests, the first at "
                    + "1970-01-12T13:46:40.000Z", "a note of the file",
            ])
        #expect(found.startedAt == Self.now)
        #expect(found.duration == .milliseconds(2160))
        #expect(found.target.model == "m")
        #expect(found.workload == [.init(name: "recorded probes", value: "probes.jsonl")])
        #expect(!found.toolVersion.isEmpty && found.profileDigest.utf8.count == 16)
    }

    @Test func `records without times are no older than anything`() throws {
        var record = ProbeRecord.foreign()
        record.timestamp = Date(timeIntervalSince1970: 0)
        let found = try report([record])
        #expect(found.notes == ["judged from probes.jsonl: 1 recorded request"])
        #expect(found.duration == .zero)
    }

    @Test func `several models are judged together and said to be`() throws {
        var records = good(4)
        records[1].model = "other"
        let found = try report(records)
        #expect(found.target.model == nil)
        #expect(found.notes.contains("the records are of 2 models, judged together: m, other"))
    }

    @Test func `a file of our own survives the way to the report`() throws {
        var bytes = Data()
        for index in (0..<77).reversed() { bytes += try ProbeFile.line(.good(index)) }
        let (records, notes) = try ProbeFile.read(bytes + Data("{\"ind".utf8), file: "p.jsonl")
        let found = try report(records, notes: notes)
        #expect(found.verdict == .ready)
        #expect(found.notes.contains("p.jsonl:78: the last line is cut off and was left out"))
        #expect(found.probes.map(\.index) == Array(0..<77))
    }
}
