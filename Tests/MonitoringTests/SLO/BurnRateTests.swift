import Monitoring
import Testing

@Suite struct BurnRateTests {
    private static let day = Duration.seconds(86_400)

    struct Worked: CustomTestStringConvertible {
        let window: BurnWindow
        let share: Double
        let days: Int
        let factor: Double
        var testDescription: String { "\(window.name), \(share) of \(days) d" }
    }

    static let worked = [
        Worked(window: .fastPage, share: 0.02, days: 30, factor: 14.4),
        Worked(window: .slowPage, share: 0.05, days: 30, factor: 6),
        Worked(window: .fastTicket, share: 0.1, days: 30, factor: 3),
        Worked(window: .slowTicket, share: 0.1, days: 30, factor: 1),
        Worked(window: .fastPage, share: 0.02, days: 28, factor: 13.44),
        Worked(window: .slowPage, share: 0.05, days: 28, factor: 5.6),
        Worked(window: .fastTicket, share: 0.1, days: 28, factor: 2.8),
        Worked(window: .slowTicket, share: 0.1, days: 28, factor: 0.9333),
        Worked(window: .fastPage, share: 0.02, days: 7, factor: 3.36),
        Worked(window: .slowPage, share: 0.05, days: 7, factor: 1.4),
        Worked(window: .fastPage, share: 0.08, days: 7, factor: 13.44),
        Worked(window: .slowPage, share: 0.125, days: 7, factor: 3.5),
        Worked(window: .fastTicket, share: 0.2, days: 7, factor: 1.4),
        Worked(window: .slowTicket, share: 0.42, days: 7, factor: 0.98),
    ]

    @Test(arguments: worked)
    func `the factor follows from the share of the budget, the period and the window`(
        _ worked: Worked
    ) {
        let rate = BurnRate(
            worked.window, budgetShare: worked.share, errorBudget: 0.001,
            period: Self.day * worked.days)
        #expect(rate.factor == worked.factor)
        #expect(abs(rate.budgetShare - worked.share) < 1e-5)
    }

    struct Chosen: CustomTestStringConvertible {
        let window: BurnWindow
        let budget: Double
        let errorShare: Double
        let factor: Double
        let budgetShare: Double
        let outageSeconds: Double
        var testDescription: String { "\(errorShare) bad at a budget of \(budget)" }
    }

    static let chosen = [
        Chosen(
            window: .fastPage, budget: 0.05, errorShare: 0.18, factor: 3.6, budgetShare: 0.005,
            outageSeconds: 648),
        Chosen(
            window: .fastPage, budget: 0.1, errorShare: 0.18, factor: 1.8, budgetShare: 0.0025,
            outageSeconds: 648),
        Chosen(
            window: .fastPage, budget: 0.05, errorShare: 0.36, factor: 7.2, budgetShare: 0.01,
            outageSeconds: 1296),
        Chosen(
            window: .slowPage, budget: 0.05, errorShare: 0.15, factor: 3, budgetShare: 0.025,
            outageSeconds: 3240),
        Chosen(
            window: .fastPage, budget: 0.05, errorShare: 0.72, factor: 14.4, budgetShare: 0.02,
            outageSeconds: 2592),
    ]

    @Test(arguments: chosen)
    func `a share of bad events gives factor, budget and time to detect`(_ chosen: Chosen) throws {
        let rate = BurnRate(
            chosen.window, factor: chosen.errorShare / chosen.budget, errorBudget: chosen.budget,
            period: Self.day * 30)
        #expect(rate.factor == chosen.factor)
        #expect(abs(rate.budgetShare - chosen.budgetShare) < 1e-9)
        let outage = try #require(rate.detection())
        #expect(abs((outage - .seconds(chosen.outageSeconds)) / .seconds(1)) < 1e-6)
    }

    @Test func `a partial failure is detected later, and one below the threshold never`() throws {
        let rate = BurnRate(
            .fastPage, factor: 3.6, errorBudget: 0.05, period: Self.day * 30)
        let half = try #require(rate.detection(at: 0.5))
        #expect(abs(half / .seconds(1) - 1296) < 1e-6)
        let reset = try #require(rate.reset(at: 0.5))
        #expect(abs(reset / .seconds(1) - 300 * (1 - 0.36)) < 1e-6)
        #expect(rate.detection(at: 0.18) == nil)
        #expect(rate.reset(at: 0.1) == nil)
    }

    @Test func `14.4 can be reached above 93.056 % only`() {
        func rate(_ budget: Double) -> BurnRate {
            BurnRate(.fastPage, factor: 14.4, errorBudget: budget, period: Self.day * 30)
        }
        #expect(rate(0.0694).isReachable)
        #expect(!rate(0.0695).isReachable)
        #expect(!rate(0.1).isReachable)
        #expect(rate(0.1).detection() == nil)
    }

    @Test func `so many events are needed that two bad ones alert nobody`() {
        for factor in [14.4, 6, 3, 1, 3.6, 1.8] {
            for budget in [0.001, 0.01, 0.05] {
                let rate = BurnRate(
                    .fastPage, factor: factor, errorBudget: budget, period: Self.day * 30)
                let count = Double(rate.eventsMin)
                #expect(2 / count < rate.errorShare)
                #expect(3 / (count - 1) > rate.errorShare)
            }
        }
        let usual = BurnRate(.fastPage, factor: 14.4, errorBudget: 0.001, period: Self.day * 30)
        #expect(usual.eventsMin == 209)
    }

    @Test(arguments: ["5m", "1h", "6h", "3d", "28d", "90m", "45s"])
    func `a span of time reads back as it is written`(_ text: String) throws {
        let time = try #require(PrometheusTime.parse(text))
        #expect(PrometheusTime.text(time) == text)
    }

    @Test(arguments: ["", "d", "0d", "-1d", "1.5d", "28", "28 d", "1h30m", "1y", "99999999999999w"])
    func `anything else is no span of time`(_ text: String) {
        #expect(PrometheusTime.parse(text) == nil)
    }
}
