/// A pair of windows over which the use of an error budget is watched, and what its alert wants.
///
/// The long window says that enough has been lost to matter, the short one that it still goes on.
package struct BurnWindow: Sendable, Hashable, CaseIterable {
    package let tier: AlertTier
    package let long: Duration
    package let short: Duration
    /// The share of the budget of a long period that may be spent before the alert.
    let budgetShare: Double
    /// The same for a period below two weeks, where the usual shares would be less than the period
    /// allows anyway.
    let shortPeriodShare: Double
    /// The share of bad events that alerts where the usual factor would need more than half.
    let errorShare: Double
    /// How many times faster than allowed the budget must burn at least in that case.
    let factorMin: Double

    /// An outage or nearly one.
    package static let fastPage = BurnWindow(
        tier: .critical, long: .seconds(3600), short: .seconds(300), budgetShare: 0.02,
        shortPeriodShare: 0.08, errorShare: 0.18, factorMin: 1.8)
    /// Bad for a working day.
    package static let slowPage = BurnWindow(
        tier: .critical, long: .seconds(6 * 3600), short: .seconds(1800), budgetShare: 0.05,
        shortPeriodShare: 0.125, errorShare: 0.15, factorMin: 1.5)
    /// Bad for a day.
    package static let fastTicket = BurnWindow(
        tier: .warning, long: .seconds(86_400), short: .seconds(7200), budgetShare: 0.1,
        shortPeriodShare: 0.2, errorShare: 0.12, factorMin: 1.2)
    /// The budget will just be spent when the period ends.
    package static let slowTicket = BurnWindow(
        tier: .warning, long: .seconds(3 * 86_400), short: .seconds(6 * 3600), budgetShare: 0.1,
        shortPeriodShare: 0.42, errorShare: 0, factorMin: 1)

    package static let allCases = [fastPage, slowPage, fastTicket, slowTicket]

    /// Every window of any of them, ascending.
    package static let lengths = Set(allCases.flatMap { [$0.long, $0.short] }).sorted()

    /// `1h/5m`.
    package var name: String { PrometheusTime.text(long) + "/" + PrometheusTime.text(short) }
}
