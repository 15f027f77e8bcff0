import Readiness

/// Chooses burn rates that an objective can reach.
package enum BurnSchedule {
    /// The largest share of bad events that a burn rate waits for by default: with more, an outage
    /// of everything is told late, and one of half the replicas never.
    static let errorShareMax = 0.5

    /// The slowest burn rate that is an alert: at 1 the budget is spent as the period ends.
    static let factorMin = 0.9

    /// The burn rates for an objective.
    ///
    /// The usual shares of the budget are taken where they mean at most half of the events. Where
    /// they mean more, as they do for objectives below 96.5 %, the share of bad events is chosen
    /// instead, f = r / b and B = r w / (P b).
    ///
    /// - Parameters:
    ///   - objective: What it is about, for messages.
    ///   - target: The share of events that must be good, above 0 and below 1.
    ///   - pages: Whether anybody may be woken up.
    ///   - options: Period and the share of the budget for the fast page.
    /// - Returns: The burn rates, the fastest first.
    /// - Throws: `GenerationError.impossible` for a budget share that means a burn rate nothing can
    ///   reach, or one that no incident needs.
    package static func rates(
        for objective: String, target: Double, pages: Bool, options: SLOOptions
    ) throws(GenerationError) -> [BurnRate] {
        let budget = Self.errorBudget(target)
        var rates: [BurnRate] = []
        for window in BurnWindow.allCases where pages || window.tier != .critical {
            let suitable = suitable(window, budget, options.period)
            if window == .fastPage, let share = options.pageBudget {
                rates.append(
                    try chosen(share, insteadOf: suitable, for: objective, target: target))
            } else {
                rates.append(suitable)
            }
        }
        return rates
    }

    /// What is left of 1, in decimals: 0.05 for 0.95.
    package static func errorBudget(_ target: Double) -> Double {
        FixedDecimal(shortest: target)?.complement.double ?? 1 - target
    }

    private static func suitable(
        _ window: BurnWindow, _ budget: Double, _ period: Duration
    ) -> BurnRate {
        func rate(_ share: Double) -> BurnRate {
            BurnRate(window, budgetShare: share, errorBudget: budget, period: period)
        }
        var usual = rate(
            period < .seconds(14 * 86_400) ? window.shortPeriodShare : window.budgetShare)
        // Slower than this the budget lasts, and there is nothing to alert about.
        if usual.factor < factorMin { usual = rate(window.shortPeriodShare) }
        guard usual.errorShare > errorShareMax else { return usual }
        // A budget of more than half leaves little above it: halfway to everything, then.
        let share = min(
            max(window.errorShare, window.factorMin * budget), (1 + budget) / 2)
        return BurnRate(window, factor: share / budget, errorBudget: budget, period: period)
    }

    private static func chosen(
        _ share: Double, insteadOf suitable: BurnRate, for objective: String, target: Double
    ) throws(GenerationError) -> BurnRate {
        let period = suitable.period
        let budget = suitable.errorBudget
        let window = BurnWindow.fastPage
        let rate = BurnRate(window, budgetShare: share, errorBudget: budget, period: period)
        let hours = window.long.inSeconds / period.inSeconds
        let highest = ShortNumber.percent(hours / budget)
        let lowest = ShortNumber.percent(hours)
        let advice =
            "take more than \(lowest) and less than \(highest), or leave it out and get "
            + "\(ShortNumber.percent(suitable.budgetShare)), "
            + "a burn rate of \(ShortNumber.text(suitable.factor))"
        let what = "a page after \(ShortNumber.percent(share)) of the budget of \(objective)"
        guard rate.isReachable else {
            let needed = ShortNumber.percent(1 - 1 / rate.factor)
            throw .impossible(
                subject: what,
                reason: "a burn rate of \(ShortNumber.text(rate.factor)) means that "
                    + "\(ShortNumber.percent(rate.errorShare)) of all events are bad in "
                    + "\(PrometheusTime.text(window.long)); it needs an objective above \(needed)",
                advice: advice)
        }
        guard rate.factor > 1 else {
            throw .impossible(
                subject: what,
                reason: "a burn rate of \(ShortNumber.text(rate.factor)) is no faster than the "
                    + "budget allows",
                advice: advice)
        }
        return rate
    }
}
