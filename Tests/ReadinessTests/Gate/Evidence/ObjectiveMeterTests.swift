import Estimates
import Load
import Readiness
import Testing

@Suite struct ObjectiveMeterTests {
    private func meter(
        _ objective: Objective, severity: ObjectiveResult.Severity = .hard, hard: Int = 1,
        gapsMax: Int = 3
    ) -> ObjectiveMeter {
        ObjectiveMeter(
            objective: objective, severity: severity, confidence: 0.95, hardObjectives: hard,
            gapsMax: gapsMax)
    }

    private func meter(_ objective: Objective, _ probes: [ProbeRecord]) -> ObjectiveMeter {
        var meter = meter(objective)
        for probe in probes { meter.record(probe) }
        return meter
    }

    // MARK: - Requests

    @Test func `a p95 takes 77 clean probes`() {
        var meter = meter(.ttft)
        for further in stride(from: 77, to: 0, by: -1) {
            #expect(meter.judgement == .undecided)
            #expect(meter.furtherCleanProbes == further)
            meter.record(.good())
        }
        #expect(meter.judgement == .met)
        #expect(meter.result.decidedAfter == 77)
        #expect(meter.result.furtherCleanProbes == nil)
    }

    @Test func `requests that say nothing are not counted`() {
        var meter = meter(.ttft)
        meter.record(.good())
        meter.record(.cut(after: .seconds(1)))
        meter.record(.foreign())
        #expect(meter.result.total == 1)
        #expect(meter.result.within == 1)
    }

    @Test func `a request whose fate was sealed when it was cut short counts, and that is said`() {
        var meter = meter(.ttft)
        for _ in 0..<4 { meter.record(.cut(after: .seconds(3))) }
        #expect(meter.judgement == .violated)
        #expect(meter.result.total == 4 && meter.result.within == 0)
        #expect(
            meter.result.note
                == "4 requests that the end of the run cut short count: their fate was sealed")
        let one = self.meter(.ttft, [.good(), .cut(after: .seconds(3))])
        #expect(
            one.result.note
                == "1 request that the end of the run cut short counts: its fate was sealed")
    }

    @Test func `the worst value is kept, a failure being infinitely slow`() {
        let slow = meter(.ttft, [.good(ttft: .seconds(1)), .good(ttft: .seconds(3)), .good()])
        #expect(slow.result.worst == 3)
        #expect(meter(.ttft, [.good(), .broken()]).result.worst == .infinity)
        #expect(meter(.ttft, [.foreign()]).result.worst == nil)
        #expect(meter(.errors, [.good(), .broken()]).result.worst == nil)
        let speed = Objective(metric: .throughput, statistic: .percentile(50), threshold: 3)
        #expect(meter(speed, [.good(gap: .milliseconds(100)), .good()]).result.worst == 10)
        #expect(meter(speed, [.good(), .broken()]).result.worst == 0)
    }

    @Test func `later probes that contradict the decision are said to`() {
        var meter = meter(.ttft)
        for _ in 0..<77 { meter.record(.good()) }
        for _ in 0..<60 { meter.record(.broken()) }
        #expect(meter.judgement == .met)
        #expect(
            meter.result.note == "later probes contradict the earlier ones: the endpoint changed")
    }

    @Test func `a soft objective shares its error probability with no other`() {
        func failures(_ severity: ObjectiveResult.Severity) -> Int {
            var meter = meter(.ttft, severity: severity, hard: 100)
            var count = 0
            while meter.judgement == .undecided {
                meter.record(.broken())
                count += 1
            }
            return count
        }
        #expect(failures(.soft) < failures(.hard))
    }

    // MARK: - Values that nobody has

    @Test(arguments: [
        Objective.ttft, .itl,
        Objective(metric: .tpot, statistic: .percentile(95), threshold: 1),
        Objective(metric: .throughput, statistic: .percentile(50), threshold: 3),
        Objective(metric: .connect, statistic: .percentile(95), threshold: 1),
    ])
    func `an objective on a value that no answer has stays undecided`(objective: Objective) {
        // Failures among answers of unknown speed are no share of the slow ones.
        let probes = (0..<100).map { ProbeRecord.foreign($0, isGood: $0 % 4 != 0) }
        let meter = meter(objective, probes)
        #expect(meter.isBlind)
        #expect(meter.judgement == .undecided)
        #expect(meter.pointJudgement == .undecided)
        #expect(meter.furtherCleanProbes == nil)
        #expect(meter.result.note == "no answer has this value")
        #expect(meter.result.decidedAfter == nil)
    }

    @Test func `an endpoint that never answers is refused without any value`() {
        let meter = meter(.ttft, [.broken(), .broken(), .broken()])
        #expect(!meter.isBlind)
        #expect(meter.judgement == .violated)
    }

    @Test func `one value ends the blindness`() {
        let meter = meter(.ttft, [.foreign(), .good()])
        #expect(!meter.isBlind)
        #expect(meter.furtherCleanProbes == 76)
    }

    // MARK: - Gaps

    @Test func `gaps are counted by request`() {
        var meter = meter(.itl)
        for _ in 0..<10 { meter.record(.good()) }
        #expect(meter.result.within == 30)
        #expect(meter.result.total == 30)
        #expect(meter.judgement == .undecided)
        #expect((60...70).contains(meter.furtherCleanProbes ?? 0))
        for _ in 0..<70 { meter.record(.good()) }
        #expect(meter.judgement == .met)
    }

    @Test func `slow gaps and failures violate`() {
        #expect(
            meter(.itl, (0..<20).map { .good($0, gap: .milliseconds(200)) }).judgement
                == .violated)
        #expect(meter(.itl, (0..<20).map { .broken($0) }).judgement == .violated)
        #expect(meter(.itl, [.good(gap: .milliseconds(200))]).result.worst == 0.2)
    }

    @Test func `the gap that was open when a request was cut short counts once it is too long`() {
        let short = ProbeRecord.cut(
            after: .milliseconds(250), ttft: .milliseconds(100), gaps: [.milliseconds(20)])
        let long = ProbeRecord.cut(
            after: .milliseconds(350), ttft: .milliseconds(100), gaps: [.milliseconds(20)])
        #expect(meter(.itl, [short]).result.total == 1)
        let sealed = meter(.itl, [long]).result
        #expect(sealed.total == 2 && sealed.within == 1)
        // Nothing had come yet: that is no gap.
        #expect(meter(.itl, [.cut(after: .seconds(9))]).result.total == 0)
    }

    @Test func `answers of one chunk say nothing about gaps`() {
        var single = ProbeRecord.good()
        single.gaps = []
        single.chunks = 1
        let meter = meter(.itl, Array(repeating: single, count: 200))
        #expect(meter.judgement == .undecided)
        #expect(meter.isBlind)
    }

    // MARK: - Signals

    @Test func `a gauge above its limit is violated at once, and met only by the whole window`()
        throws
    {
        var meter = meter(.kvCache)
        #expect(meter.judgement == .undecided)
        #expect(meter.result.note == "the endpoint's metrics do not tell")
        let moments = [0.3, 0.85, 0.1].map { Metrics(kvCache: $0) }
        for moment in moments { meter.record(try moment.reading) }
        #expect(meter.judgement == .undecided)
        #expect(meter.result.note == "largest of 3 samples; what lies between is unseen")
        var over = meter
        over.record(try Metrics(kvCache: 0.86).reading)
        #expect(over.judgement == .violated)
        #expect(over.result.worst == 0.86)
        meter.record(try SignalWindow.of(moments).finding("kv cache max <= 85%"))
        #expect(meter.judgement == .met)
        #expect(meter.result.observed == .exact(0.85, count: 3, provenance: .sampledGauge))
        #expect(meter.result.within == nil && meter.result.share == nil)
    }

    @Test func `a level that was seen above its limit stays so whatever the window holds`() throws {
        var meter = meter(.kvCache)
        meter.record(try Metrics(kvCache: 0.9).reading)
        meter.record(try SignalWindow.of([]).finding("kv cache max <= 85%"))
        #expect(meter.judgement == .violated)
        #expect(meter.result.observed?.point == 0.9)
    }

    @Test func `what is sustained is judged by the whole window only`() throws {
        let sustained = try Objective.parse("waiting sustained <= 0")
        var meter = meter(sustained)
        meter.record(try Metrics(waiting: 3).reading)
        #expect(meter.judgement == .undecided)
        let window = try SignalWindow.of([Metrics(waiting: 3), Metrics(waiting: 0)])
        meter.record(try window.finding("waiting sustained <= 0"))
        #expect(meter.judgement == .met)
    }

    @Test func `an objective on a histogram waits for as many requests as it needs`() throws {
        var meter = meter(try Objective.parse("queue p95 <= 300ms"))
        #expect(meter.furtherCleanProbes == 77)
        meter.record(.good(0))
        meter.record(.broken(1))
        #expect(meter.furtherCleanProbes == 76)
        for index in 2..<80 { meter.record(.good(index)) }
        #expect(meter.furtherCleanProbes == 0)
        #expect(meter.judgement == .undecided)
    }

    // MARK: - The classic rule

    @Test func `the point judgement compares the nearest-rank percentile`() {
        func judgement(slow: Int, of count: Int, _ objective: Objective) -> Judgement {
            meter(
                objective,
                (0..<count).map { .good($0, ttft: .seconds($0 < slow ? 3 : 1)) }
            ).pointJudgement
        }
        #expect(judgement(slow: 0, of: 5, .ttft) == .met)
        // p95 of 5 is the largest, of 20 the 19th.
        #expect(judgement(slow: 1, of: 5, .ttft) == .violated)
        #expect(judgement(slow: 1, of: 20, .ttft) == .met)
        #expect(judgement(slow: 2, of: 20, .ttft) == .violated)
        let median = Objective(metric: .ttft, statistic: .percentile(50), threshold: 2)
        #expect(judgement(slow: 2, of: 4, median) == .met)
        #expect(judgement(slow: 3, of: 4, median) == .violated)
        #expect(judgement(slow: 0, of: 0, .ttft) == .undecided)
    }

    @Test func `gaps have a point judgement`() {
        let late = (0..<20).map { ProbeRecord.good($0, gap: .milliseconds($0 < 1 ? 200 : 20)) }
        #expect(meter(.itl, late).pointJudgement == .met)
        let later = (0..<20).map { ProbeRecord.good($0, gap: .milliseconds($0 < 2 ? 200 : 20)) }
        #expect(meter(.itl, later).pointJudgement == .violated)
        #expect(meter(.itl, []).pointJudgement == .undecided)
    }
}
