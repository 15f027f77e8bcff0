package import Estimates

/// Which level comes next: the order of the levels as a pure function of what the earlier ones gave.
package struct LevelSearch: Sendable, Equatable {
    /// What a level gave.
    package enum Finding: Sendable, Equatable {
        /// Judged.
        case judged(Judgement)
        /// The endpoint died, or somebody ended the sweep.
        case ended
    }

    private let plan: SweepPlan
    private var isOver = false
    /// Levels of a list already handed out.
    private var handedOut = 0
    /// The highest level that is met and below which nothing failed.
    private var highestMet: Double?
    /// The lowest level that is not met.
    private var lowestUnmet: Double?

    /// Begins a search.
    ///
    /// - Parameter plan: How the levels are chosen.
    package init(_ plan: SweepPlan) {
        self.plan = plan
    }

    /// The next level; `nil` when the search is over.
    package var next: Double? {
        guard !isOver else { return nil }
        switch plan.search {
        case .levels(let levels): return handedOut < levels.count ? levels[handedOut] : nil
        case .find(let bounds): return next(bounds)
        }
    }

    private func next(_ bounds: SweepBounds) -> Double? {
        guard let met = highestMet else { return lowestUnmet == nil ? bounds.start : nil }
        guard let unmet = lowestUnmet else {
            return met < bounds.limit ? min(met * 2, bounds.limit) : nil
        }
        let least = plan.axis == .concurrency ? 1.0 : 0
        guard unmet - met > max(bounds.resolution * met, least) else { return nil }
        let middle = (met + unmet) / 2
        return plan.axis == .concurrency ? middle.rounded(.down) : middle
    }

    /// Takes what the last level gave.
    ///
    /// - Parameters:
    ///   - finding: What it gave.
    ///   - level: The level.
    package mutating func record(_ finding: Finding, at level: Double) {
        handedOut += 1
        guard case .judged(let judgement) = finding else {
            isOver = true
            return
        }
        switch plan.search {
        case .levels:
            if judgement == .violated, !plan.goesOn { isOver = true }
        case .find:
            if judgement == .met {
                highestMet = level
            } else {
                lowestUnmet = level
            }
        }
    }
}
