/// How fast an error budget must burn before an alert fires, and what follows from it.
///
/// With an objective o, a period P and a long window w: the budget is b = 1 - o, a burn rate f
/// spends the share B = f w / P of it in w, and means that more than f b of the events are bad.
package struct BurnRate: Sendable, Hashable {
    package let window: BurnWindow
    /// f: how many times faster than allowed the budget burns.
    package let factor: Double
    /// b: the share of events that may be bad.
    package let errorBudget: Double
    /// P.
    package let period: Duration

    /// A burn rate by its factor.
    ///
    /// - Parameters:
    ///   - window: The windows.
    ///   - factor: f; kept to four places.
    ///   - errorBudget: b, above 0 and below 1.
    ///   - period: P.
    package init(_ window: BurnWindow, factor: Double, errorBudget: Double, period: Duration) {
        self.window = window
        self.factor = (factor * 10_000).rounded() / 10_000
        self.errorBudget = errorBudget
        self.period = period
    }

    /// A burn rate by the share of the budget that it spends in the long window.
    ///
    /// - Parameters:
    ///   - window: The windows.
    ///   - budgetShare: B, 0...1.
    ///   - errorBudget: b.
    ///   - period: P.
    package init(_ window: BurnWindow, budgetShare: Double, errorBudget: Double, period: Duration) {
        self.init(
            window, factor: budgetShare * period.inSeconds / window.long.inSeconds,
            errorBudget: errorBudget, period: period)
    }

    /// f b: the share of bad events above which the alert fires.
    package var errorShare: Double { factor * errorBudget }

    /// B: the share of the budget that is gone when the alert fires.
    package var budgetShare: Double { factor * window.long.inSeconds / period.inSeconds }

    /// Whether any share of bad events can exceed the threshold.
    package var isReachable: Bool { errorShare < 1 }

    /// P / f: how long a whole budget lasts at this rate.
    package var exhaustion: Duration { .seconds(period.inSeconds / factor) }

    /// How long an incident lasts before the alert fires, when all was well before.
    ///
    /// - Parameter share: The share of bad events during the incident.
    /// - Returns: f b w / share; nil for a share that the alert does not exceed.
    package func detection(at share: Double = 1) -> Duration? {
        guard share > errorShare else { return nil }
        return .seconds(errorShare * window.long.inSeconds / share)
    }

    /// How long after the end of an incident the alert goes on.
    ///
    /// - Parameter share: The share of bad events during the incident.
    /// - Returns: short window x (1 - f b / share); nil for a share that the alert does not exceed.
    package func reset(at share: Double = 1) -> Duration? {
        guard share > errorShare else { return nil }
        return .seconds(window.short.inSeconds * (1 - errorShare / share))
    }

    /// The events that the short window must hold, so that one or two bad ones cannot alert: at
    /// least 3 / (f b).
    package var eventsMin: Int { Int((3 / errorShare - 1e-9).rounded(.up)) }
}
