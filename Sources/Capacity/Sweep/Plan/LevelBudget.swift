/// How much each level of a sweep may take.
package struct LevelBudget: Sendable, Equatable {
    /// Requests that count at each level; `nil` for no limit.
    package var requests: Int?

    /// Requests, from few to many and fewer than ``requests``, at which a level is looked at before
    /// its end, and ends when it is decided.
    ///
    /// Every look can err, so each is taken at a share of the error probability.
    package var earlyLooks: [Int] = []

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

    /// A budget of so many requests, or more until the level is decided: looked at three times, at
    /// the number, twice and four times as many.
    ///
    /// - Parameters:
    ///   - requests: Requests of the first look.
    ///   - duration: How long requests are started.
    ///   - warmup: How long before requests can count.
    /// - Returns: The budget.
    package static func untilDecided(
        from requests: Int, duration: Duration?, warmup: Duration = .zero
    ) -> LevelBudget {
        var budget = LevelBudget(requests: requests * 4, duration: duration, warmup: warmup)
        budget.earlyLooks = [requests, requests * 2]
        return budget
    }

    /// How often a level is looked at, at most.
    package var looksMax: Int { earlyLooks.count + 1 }
}
