import Monitoring
import Testing

@Suite struct BurnScheduleTests {
    private static let day = Duration.seconds(86_400)

    private func rates(
        _ target: Double, pages: Bool = true, _ options: SLOOptions = SLOOptions()
    ) throws -> [BurnRate] {
        try BurnSchedule.rates(
            for: "ttft p95 <= 2 s", target: target, pages: pages, options: options)
    }

    @Test func `a high objective has the usual factors`() throws {
        #expect(try rates(0.999).map(\.factor) == [14.4, 6, 3, 1])
        #expect(
            try rates(0.999, SLOOptions(period: Self.day * 28)).map(\.factor) == [
                13.44, 5.6, 2.8, 0.9333,
            ])
        #expect(
            try rates(0.999, SLOOptions(period: Self.day * 7)).map(\.factor) == [
                13.44, 3.5, 1.4, 0.98,
            ])
    }

    @Test func `a low objective pages on a share of bad events that an outage exceeds soon`() throws
    {
        #expect(try rates(0.95).map(\.factor) == [3.6, 6, 3, 1])
        #expect(try rates(0.9).map(\.factor) == [1.8, 1.5, 3, 1])
    }

    @Test(arguments: [0.5, 0.6, 0.75, 0.9, 0.93, 0.95, 0.99, 0.999, 0.9999])
    func `every objective gets burn rates that can be reached, and pages above 1`(
        _ target: Double
    ) throws {
        for days in [7, 14, 28, 30, 90] {
            let rates = try rates(target, SLOOptions(period: Self.day * days))
            #expect(rates.map(\.window) == BurnWindow.allCases)
            for rate in rates {
                #expect(rate.isReachable)
                #expect(rate.factor > (rate.window.tier == .critical ? 1.05 : 0.9))
                if target >= 0.75 { #expect(rate.errorShare <= 0.5) }
            }
        }
    }

    @Test func `a soft objective wakes nobody up`() throws {
        let rates = try rates(0.95, pages: false)
        #expect(rates.map(\.window.tier) == [.warning, .warning])
    }

    @Test func `a share of the budget that was asked for is taken where it can be reached`() throws
    {
        let rates = try rates(0.95, SLOOptions(pageBudget: 0.02))
        #expect(rates.map(\.factor) == [14.4, 6, 3, 1])
        #expect(rates[0].detection().map { ($0 / .seconds(60) * 10).rounded() } == 432)
    }

    @Test func `a burn rate that nothing can reach is refused with what can be`() throws {
        let error = #expect(throws: GenerationError.self) {
            try rates(0.9, SLOOptions(pageBudget: 0.02))
        }
        #expect(
            error?.description
                == "a page after 2 % of the budget of ttft p95 <= 2 s: a burn rate of 14.4 means "
                + "that 144 % of all events are bad in 1h; it needs an objective above 93.06 %; "
                + "take more than 0.1389 % and less than 1.389 %, or leave it out and get 0.25 %, "
                + "a burn rate of 1.8")
    }

    @Test func `a burn rate that no incident needs is refused`() throws {
        let error = #expect(throws: GenerationError.self) {
            try rates(0.95, SLOOptions(pageBudget: 0.001))
        }
        #expect(error?.description.contains("0.72 is no faster than the budget allows") == true)
    }

    @Test(arguments: [1, 6, 91, 365])
    func `a period without sense is refused with the periods that have some`(_ days: Int) throws {
        let subject = try SLOSample.subject(slo: SLOOptions(period: Self.day * days))
        let error = #expect(throws: GenerationError.self) { try ServiceObjectives(subject) }
        #expect(error?.description.contains("need 7d to 90d; 28d and 30d are usual") == true)
    }
}
