import Comparison
import Foundation
import Inference
import Load
import Readiness
import Testing

@Suite struct SilenceTests {
    private func record(_ outcome: Outcome.Class, warmup: Bool = false) -> ProbeRecord {
        var record = ProbeRecord(
            index: 0, provider: "p", model: "default",
            timestamp: Date(timeIntervalSince1970: 1_800_000_000),
            outcome: outcome == .unreachable ? "connect_failed" : outcome.rawValue,
            outcomeClass: outcome)
        record.isWarmup = warmup
        if outcome != .success { record.error = "connection refused" }
        return record
    }

    private func silent(_ place: String, count: Int = 5) -> ComparedSide {
        ComparedSide(place: place, records: (0..<count).map { _ in record(.unreachable) })
    }

    @Test func `a run stops when a side never answered and the other was heard as often`() {
        var watch = SilenceWatch()
        var stops: [Bool] = []
        for _ in 0..<5 {
            stops.append(watch.take(record(.unreachable), of: .candidate))
            stops.append(watch.take(record(.success), of: .baseline))
        }
        #expect(stops == Array(repeating: false, count: 9) + [true])
    }

    @Test(arguments: [Outcome.Class.success, .failure])
    func `a side that has answered once is asked to the end`(first: Outcome.Class) {
        var watch = SilenceWatch()
        var stops = [watch.take(record(first, warmup: true), of: .candidate)]
        for _ in 0..<20 {
            stops.append(watch.take(record(.unreachable), of: .candidate))
            stops.append(watch.take(record(.success), of: .baseline))
        }
        #expect(!stops.contains(true))
    }

    @Test func `a candidate that never answered is worse`() {
        let report = Comparison.report(SampleRun(count: 7).side("a", seed: 1), silent("b"))
        #expect(report.verdict == .worse)
        #expect(report.candidate.silence?.example == "connection refused")
        #expect(report.needed == nil)
        #expect(!report.conditions.contains { $0.kind == .model })
    }

    @Test func `without a baseline nothing is judged`() {
        for candidate in [SampleRun(count: 60).side("b", seed: 1), silent("b")] {
            let report = Comparison.report(silent("a"), candidate)
            #expect(report.verdict == .undecided && report.judged.isEmpty)
            #expect(report.needed == nil)
        }
    }

    @Test func `two requests that found nobody are too few to call a side silent`() {
        #expect(silent("a", count: 2).silence == nil)
        #expect(silent("a", count: 3).silence != nil)
    }
}
