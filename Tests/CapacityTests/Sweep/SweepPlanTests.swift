import Capacity
import Estimates
import Load
import Testing

@Suite struct SweepPlanTests {
    private let budget = LevelBudget(requests: 100, duration: nil)

    struct Wrong: Sendable, CustomStringConvertible {
        var levels: [Double]
        var error: SweepPlanError
        var description: String { "\(levels)" }
    }

    @Test(arguments: [
        Wrong(levels: [], error: .noLevels(.concurrency)),
        Wrong(levels: [0, 1], error: .notPositive(.concurrency, 0)),
        Wrong(levels: [1, -2], error: .notPositive(.concurrency, -2)),
        Wrong(levels: [1, 2.5], error: .notWhole(2.5)),
        Wrong(levels: [1, 4, 2], error: .outOfOrder(.concurrency, 2, after: 4)),
        Wrong(levels: [1, 2, 2], error: .repeated(.concurrency, 2)),
    ]) func `levels that cannot be meant are named`(wrong: Wrong) {
        #expect(throws: wrong.error) {
            try SweepPlan(
                axis: .concurrency, search: .levels(wrong.levels), budget: budget, seed: 1)
        }
    }

    @Test func `a level without an end, or without anything, is refused`() {
        #expect(throws: SweepPlanError.endless) {
            try SweepPlan(
                axis: .rate, search: .levels([1]), budget: .init(requests: nil, duration: nil),
                seed: 1)
        }
        #expect(throws: SweepPlanError.emptyBudget) {
            try SweepPlan(
                axis: .rate, search: .levels([1]), budget: .init(requests: 0, duration: nil),
                seed: 1)
        }
    }

    @Test func `a closed level starts more requests than count, and spreads its sessions`() throws {
        let plan = try SweepPlan(
            axis: .concurrency, search: .levels([8]), budget: budget, seed: 1)
        #expect(plan.load(at: 8, number: 0).requestsMax == 116)
        let later = plan.load(at: 8, number: 1, answer: .seconds(4))
        #expect(later.requestsMax == 124)
        #expect(later.shape == .closed(sessions: .ramp(to: 8, overSeconds: 4)))
        #expect(later.seed != plan.load(at: 8, number: 0).seed)
    }

    @Test func `a search divides its error probability among doubling and halvings`() throws {
        let named = try SweepPlan(
            axis: .concurrency, search: .levels([1, 2]), budget: budget, seed: 1)
        #expect(named.levelConfidence == 0.95)
        let search = try SweepPlan(
            axis: .concurrency, search: .find(.init(start: 1, limit: 64, resolution: 0.1)),
            budget: budget, seed: 1)
        #expect(abs(search.levelConfidence - 0.99) < 1e-12)
    }
}
