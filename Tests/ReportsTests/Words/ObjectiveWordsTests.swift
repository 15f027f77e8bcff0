import Estimates
import Foundation
import Readiness
import Testing

@testable import Reports

@Suite struct ObjectiveWordsTests {
    /// A report that holds one result.
    private func words(
        _ text: String, _ severity: ObjectiveResult.Severity = .hard,
        _ judgement: Judgement = .undecided, rule: DecisionRule = .sequential, failed: Int = 0,
        counted: Int = 7, change: (inout ObjectiveResult) -> Void
    ) throws -> ObjectiveWords {
        var result = ObjectiveResult(
            objective: try Objective.parse(text), severity: severity, judgement: judgement)
        change(&result)
        var report = GateReport(
            verdict: .inconclusive, headline: "", name: "",
            target: .init(url: nil, model: nil, api: ""),
            startedAt: Date(timeIntervalSince1970: 0), rule: rule, confidence: 0.95)
        report.counts.counted = counted
        report.counts.failed = failed
        report.objectives = [result]
        return ObjectiveWords(result, of: report)
    }

    private func share(_ lower: Double, _ upper: Double, _ count: Int = 7) -> Estimate {
        Estimate(
            point: (lower + upper) / 2, lower: lower, upper: upper, count: count, confidence: 0.95,
            method: .betaMixture)
    }

    @Test func `a violated objective names the share and what is needed`() throws {
        let words = try words("ttft p95 <= 2.5s", .hard, .violated) {
            ($0.within, $0.total, $0.worst) = (4, 7, 5.5)
            $0.share = share(0.2, 0.9391)
        }
        #expect(words.objective == "ttft p95 <= 2.5 s")
        #expect(words.observed == "4 of 7 within, max 5.50 s")
        #expect(words.evidence == "at most 94.0 % within; 95 % are needed")
        #expect(words.judgement == "violated")
    }

    @Test func `an undecided objective names its bound and what would decide`() throws {
        let words = try words("e2e p95 <= 20s") {
            ($0.within, $0.total, $0.worst, $0.furtherCleanProbes) = (7, 7, 11.6, 70)
            $0.share = share(0.642, 1)
        }
        #expect(words.observed == "7 of 7 within, max 11.6 s")
        #expect(words.evidence == "at least 64 % within")
        #expect(words.judgement == "undecided, 70 more clean probes")
    }

    @Test func `an undecided objective with bad probes shows both bounds`() throws {
        let words = try words("ttft p95 <= 2s", .soft) {
            ($0.within, $0.total, $0.furtherCleanProbes) = (6, 7, 1)
            $0.share = share(0.4123, 0.9871)
        }
        #expect(words.evidence == "41 % to 98.8 % within; 95 % are needed")
        #expect(words.judgement == "undecided (soft), 1 more clean probe")
    }

    @Test func `an error rate counts the failing ones`() throws {
        let clean = try words("error rate <= 5%") {
            ($0.within, $0.total) = (7, 7)
            $0.share = share(0.6412, 1)
        }
        #expect(clean.observed == "0 of 7")
        #expect(clean.evidence == "at most 36 % failing")
        let bad = try words("error rate <= 5%", .hard, .violated) {
            ($0.within, $0.total) = (4, 7)
            $0.share = share(0.2, 0.8712)
        }
        #expect(bad.observed == "3 of 7")
        #expect(bad.evidence == "at least 12 % failing; 5 % are allowed")
        let met = try words("error rate <= 5%", .hard, .met) {
            ($0.within, $0.total) = (77, 77)
            $0.share = share(0.95, 1, 77)
        }
        #expect(met.evidence == "at most 5.0 % failing")
    }

    @Test func `a decision at the very limit is told from the limit`() throws {
        var test = ShareTest(share: 0.95)
        for _ in 0..<3 { test.record(false) }
        var estimate = test.estimate
        estimate.upper = (0.95).nextDown
        let words = try words("ttft p95 <= 2s", .hard, .violated) {
            ($0.within, $0.total) = (0, 3)
            $0.share = estimate
        }
        #expect(words.evidence == "less than 95 % within; 95 % are needed")
    }

    @Test func `failed requests are told from slow ones`() throws {
        let all = try words("ttft p95 <= 2s", failed: 3) {
            ($0.within, $0.total, $0.worst) = (4, 7, .infinity)
            $0.share = share(0.2, 0.9)
        }
        #expect(all.observed == "4 of 7 within, 3 failed")
        let some = try words("ttft p95 <= 2s", failed: 3, counted: 9) {
            ($0.within, $0.total, $0.worst) = (4, 7, .infinity)
            $0.share = share(0.2, 0.9)
        }
        #expect(some.observed == "4 of 7 within, failed requests among them")
        let speed = try words("throughput p50 >= 3 tok/s", failed: 3) {
            ($0.within, $0.total, $0.worst) = (4, 7, 0)
            $0.share = share(0.2, 0.9)
        }
        #expect(speed.observed == "4 of 7 within, 3 failed")
    }

    @Test func `a lower limit shows the smallest value`() throws {
        let words = try words("throughput p50 >= 3 tok/s", .hard, .met) {
            ($0.within, $0.total, $0.worst) = (7, 7, 26.44)
            $0.share = share(0.61, 1)
        }
        #expect(words.observed == "7 of 7 within, min 26.4 tok/s")
        #expect(words.evidence == "at least 61 % within")
    }

    @Test func `gaps are called gaps`() throws {
        let words = try words("itl p99 <= 150ms") {
            ($0.within, $0.total, $0.worst) = (12_040, 12_100, 0.8123)
            $0.share = share(0.97, 1)
        }
        #expect(words.observed == "12,040 of 12,100 gaps within, max 812 ms")
    }

    @Test func `a gauge says how often it was looked at`() throws {
        let words = try words("kv cache max <= 85%", .soft, .met) {
            $0.observed = .exact(0.71, count: 12, provenance: .sampledGauge)
        }
        #expect(words.observed == "max 71 % over 12 samples")
        #expect(words.evidence == "sampled: what lies between two samples is unseen")
        #expect(words.judgement == "met (soft)")
    }

    @Test func `a counter says that it is exact`() throws {
        let words = try words("preemptions <= 0", .hard, .violated) {
            $0.observed = .exact(3, provenance: .serverCounter)
        }
        #expect(words.observed == "3 in the run")
        #expect(words.evidence == "counted exactly")
    }

    @Test func `the remark of the meter is said once`() throws {
        let words = try words("kv cache max <= 85%", .soft, .undecided) {
            $0.note = "the endpoint's metrics do not tell"
        }
        #expect(words.observed == "nothing observed")
        #expect(words.evidence == "the endpoint's metrics do not tell")
        #expect(words.remark == nil)
        let other = try self.words("ttft p95 <= 2s") {
            ($0.within, $0.total, $0.note) = (7, 7, "the endpoint changed")
            $0.share = share(0.6, 1)
        }
        #expect(other.remark == "the endpoint changed")
    }

    @Test func `nothing observed is said so`() throws {
        let words = try words("ttft p95 <= 2s") {
            ($0.within, $0.total, $0.furtherCleanProbes) = (0, 0, 77)
            $0.share = .unknown(provenance: .client, method: .betaMixture)
        }
        #expect(words.observed == "nothing observed")
        #expect(words.evidence == "nothing to judge by")
        #expect(words.judgement == "undecided, 77 more clean probes")
    }

    @Test func `the classic rule judges by counts and says what they show`() throws {
        let rule = DecisionRule.threshold(minProbes: 5, passRate: 0.95)
        let passed = try words("ttft p95 <= 2s", rule: rule) {
            ($0.within, $0.total, $0.furtherCleanProbes) = (5, 5, 72)
            $0.share = share(0.55, 1, 5)
        }
        #expect(passed.standing == .met)
        #expect(passed.judgement == "met")
        #expect(passed.evidence == "100 % good, rule asks 95 %; shows at least 54 %")
        let below = try words("ttft p95 <= 2s", rule: rule) {
            ($0.within, $0.total) = (5, 6)
            $0.share = share(0.4, 0.99, 6)
        }
        #expect(below.standing == .violated)
        let few = try words("ttft p95 <= 2s", rule: rule) {
            ($0.within, $0.total) = (3, 3)
            $0.share = share(0.4, 1, 3)
        }
        #expect(few.judgement == "undecided, 2 more clean probes")
        let errors = try words("error rate <= 20%", rule: rule) {
            ($0.within, $0.total) = (5, 6)
            $0.share = share(0.4, 0.99, 6)
        }
        #expect(errors.standing == .met)
        #expect(errors.evidence.hasPrefix("17 % failing, rule allows 20 %; shows at most "))
    }
}
