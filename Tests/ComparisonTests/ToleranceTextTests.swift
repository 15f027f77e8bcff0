import Comparison
import Readiness
import Testing

@Suite struct ToleranceTextTests {
    @Test func `shares, times, rates and points are read`() throws {
        let found = try ToleranceText.parse(" ttft=10%, E2E = 1.5s,throughput=5tok/s,errors=2%")
        #expect(
            found == [
                Tolerance(metric: .ttft, share: 0.1),
                Tolerance(metric: .e2e, bound: .absolute(1.5)),
                Tolerance(metric: .throughput, bound: .absolute(5)),
                Tolerance(metric: .errorRate, bound: .absolute(0.02)),
            ])
    }

    struct Mistake: Sendable, CustomTestStringConvertible {
        var text: String
        var part: String
        var testDescription: String { text }
    }

    @Test(arguments: [
        Mistake(text: "tfft=10%", part: "did you mean ttft?"),
        Mistake(text: "ttft", part: "\"ttft\" is no tolerance"),
        Mistake(text: "ttft=10", part: "\"10\" is no tolerance of ttft"),
        Mistake(text: "ttft=-5%", part: "\"-5%\""),
        Mistake(text: "errors=50ms", part: "errors=2%"),
        Mistake(text: "throughput=5ms", part: "throughput=5tok/s"),
        Mistake(text: "ttft=1%,ttft=2%", part: "given twice"),
        Mistake(text: "kv cache=1%", part: "there are connect, ttfb"),
        Mistake(text: "", part: "\"\" is no tolerance"),
    ])
    func `a mistake is named with the way out`(mistake: Mistake) {
        let error = #expect(throws: ToleranceError.self) {
            try ToleranceText.parse(mistake.text)
        }
        #expect("\(error.map { "\($0)" } ?? "")".contains(mistake.part))
    }

    @Test func `tolerances given take the place of the usual ones`() {
        let plan = ComparisonPlan(
            tolerances: [
                Tolerance(metric: .tpot, share: 0.2), Tolerance(metric: .ttft, share: 0.3),
            ])
        #expect(plan.tolerances.map(\.metric) == [.ttft, .itl, .tpot, .e2e, .errorRate])
        #expect(plan.tolerance(.ttft)?.size == 0.3)
        let only = ComparisonPlan(judged: [.connect, .ttft])
        #expect(only.tolerances.map(\.metric) == [.connect, .ttft])
    }
}
