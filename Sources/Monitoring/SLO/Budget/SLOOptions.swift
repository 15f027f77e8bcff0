/// What whoever generates SLOs may choose about error budgets.
package struct SLOOptions: Sendable, Hashable {
    /// The time over which the error budget is counted.
    package var period: Duration
    /// The share of the budget that may be spent before the fast page, 0...1; nil for one that
    /// suits the objective.
    package var pageBudget: Double?

    /// The period when nobody says one: 30 days.
    package static let defaultPeriod = Duration.seconds(30 * 86_400)

    /// The shortest and the longest period for which burn-rate alerts make sense.
    package static let periods = Duration.seconds(7 * 86_400)...Duration.seconds(90 * 86_400)

    /// Chooses.
    ///
    /// - Parameters:
    ///   - period: The time over which the error budget is counted.
    ///   - pageBudget: The share of the budget that may be spent before the fast page.
    package init(period: Duration = defaultPeriod, pageBudget: Double? = nil) {
        self.period = period
        self.pageBudget = pageBudget
    }
}

extension SLOOptions: CustomStringConvertible {
    /// Such as `SLO period 28d, page budget 2 %`.
    package var description: String {
        "SLO period \(PrometheusTime.text(period))"
            + (pageBudget.map { ", page budget \(ShortNumber.percent($0))" } ?? "")
    }
}
