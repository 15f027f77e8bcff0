import EngineModel
import Testing

@testable import Simulator

@Suite struct AnswerPlanTests {
    @Test func `an answer without an end of its own has its limit in tokens`() {
        let plan = AnswerPlan(limit: 50, naturalEnd: nil, stops: [], seed: 1)
        #expect(plan.deltas.count == 50)
        #expect(plan.finish == .length)
        #expect(plan.stopReason == nil)
        #expect(plan.deltas.allSatisfy { !$0.isEmpty })
        #expect(plan.text.split(separator: " ").count > 30)
    }

    @Test func `the end token counts and adds nothing`() {
        let plan = AnswerPlan(limit: 50, naturalEnd: 5, stops: [], seed: 1)
        let cut = AnswerPlan(limit: 4, naturalEnd: 5, stops: [], seed: 1)
        #expect(plan.outputTokens == 5)
        #expect(plan.deltas.last == "")
        #expect(plan.finish == .stop)
        #expect(cut.finish == .length)
        #expect(cut.text == plan.text)
    }

    @Test(arguments: [". ", "e", "ing", " the", ".", "zzz"])
    func `text ends before the first stop string, wherever tokens are cut`(_ stop: String) {
        for seed in UInt64(0)..<20 {
            let full = AnswerPlan(limit: 200, naturalEnd: nil, stops: [], seed: seed)
            let plan = AnswerPlan(limit: 200, naturalEnd: nil, stops: [stop], seed: seed)
            if let range = full.text.firstRange(of: stop) {
                #expect(plan.text == full.text[..<range.lowerBound])
                #expect(plan.finish == .stop)
                #expect(plan.stopReason == stop)
            } else {
                #expect(plan.text == full.text)
                #expect(plan.finish == .length)
            }
        }
    }

    @Test func `of two stop strings the earlier one counts`() {
        let full = AnswerPlan(limit: 200, naturalEnd: nil, stops: [], seed: 3)
        let plan = AnswerPlan(limit: 200, naturalEnd: nil, stops: [".", "e"], seed: 3)
        let first = full.text.firstIndex { $0 == "." || $0 == "e" }
        #expect(first.map { String(full.text[$0]) } == plan.stopReason)
    }

    @Test func `text that may begin a stop string is held back`() {
        let plan = AnswerPlan(limit: 40, naturalEnd: nil, stops: ["0123456789"], seed: 1)
        let full = AnswerPlan(limit: 40, naturalEnd: nil, stops: [], seed: 1)
        #expect(plan.text == full.text)
        var shown = 0
        var written = 0
        for (delta, token) in zip(plan.deltas, full.deltas).dropLast() {
            shown += delta.utf8.count
            written += token.utf8.count
            #expect(shown == max(0, written - 9))
        }
    }
}
