/// How much each level of a sweep may take.
package struct LevelBudget: Sendable, Equatable {
    /// Requests that count at each level; `nil` for no limit.
    package var requests: Int?

    /// How long requests are started at each level, after the warm-up; `nil` for no limit.
    package var duration: Duration?

    /// How long each level is under load before requests can count.
    ///
    /// What comes before the load of the level is reached is left out in any case.
    package var warmup: Duration

    /// Creates a budget.
    ///
    /// - Parameters:
    ///   - requests: Requests that count at each level.
    ///   - duration: How long requests are started.
    ///   - warmup: How long before requests can count.
    package init(requests: Int?, duration: Duration?, warmup: Duration = .zero) {
        self.requests = requests
        self.duration = duration
        self.warmup = warmup
    }
}
