import Capacity
import Estimates
import Testing

@Suite struct LevelSearchTests {
    private func plan(_ axis: SweepAxis, _ search: SweepPlan.Search) throws -> SweepPlan {
        try SweepPlan(
            axis: axis, search: search, budget: .init(requests: 100, duration: nil), seed: 1)
    }

    /// The levels that are run when everything up to a capacity is met and all above violated.
    private func path(_ plan: SweepPlan, capacity: Double) -> [Double] {
        var search = LevelSearch(plan)
        var path: [Double] = []
        while let level = search.next, path.count < 50 {
            path.append(level)
            search.record(.judged(level <= capacity ? .met : .violated), at: level)
        }
        return path
    }

    @Test func `named levels end at the first that is violated`() throws {
        let plan = try plan(.concurrency, .levels([1, 2, 4, 8, 16]))
        #expect(path(plan, capacity: 3) == [1, 2, 4])
    }

    @Test func `named levels go on where that is wanted`() throws {
        var plan = try plan(.concurrency, .levels([1, 2, 4, 8]))
        plan.goesOn = true
        #expect(path(plan, capacity: 1) == [1, 2, 4, 8])
    }

    @Test func `an undecided level does not end a list`() throws {
        var search = LevelSearch(try plan(.concurrency, .levels([1, 2])))
        search.record(.judged(.undecided), at: 1)
        #expect(search.next == 2)
    }

    @Test func `a death ends it`() throws {
        var search = LevelSearch(try plan(.concurrency, .levels([1, 2])))
        search.record(.ended, at: 1)
        #expect(search.next == nil)
    }

    @Test(arguments: [1.0, 2, 3, 5, 11, 12, 13, 30, 31])
    func `a search ends right below the first level that fails`(capacity: Double) throws {
        let plan = try plan(
            .concurrency, .find(.init(start: 1, limit: 1024, resolution: 0.01)))
        let path = path(plan, capacity: capacity)
        #expect(path.filter { $0 <= capacity }.max() == capacity)
        #expect(path.contains(capacity + 1))
        #expect(Set(path).count == path.count)
    }

    @Test func `a search by rate comes as near as asked`() throws {
        let plan = try plan(.rate, .find(.init(start: 0.5, limit: 100, resolution: 0.1)))
        let path = path(plan, capacity: 2.9)
        let (met, unmet) = (
            path.filter { $0 <= 2.9 }.max() ?? 0, path.filter { $0 > 2.9 }.min() ?? 0
        )
        #expect(unmet - met <= 0.1 * met + 1e-12)
    }

    @Test func `a search stops at its limit`() throws {
        let plan = try plan(.concurrency, .find(.init(start: 1, limit: 6)))
        #expect(path(plan, capacity: 100) == [1, 2, 4, 6])
    }
}
