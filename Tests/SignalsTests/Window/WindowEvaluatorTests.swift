import Exposition
import Signals
import Testing

@Suite struct WindowEvaluatorTests {
    /// Scrapes of one replica, 10 s apart, each written as a body.
    private func window(_ bodies: [String], instance: String = "a") throws -> ScrapeWindow {
        ScrapeWindow(
            try bodies.enumerated().map { index, body in
                TimedScrape(
                    instance: instance, unixSeconds: 1000 + Double(index) * 10,
                    families: try families(body))
            })
    }

    private func value(
        _ expression: MetricExpression, _ window: ScrapeWindow, at seconds: Double,
        range: Double, _ method: RateMethod
    ) -> Double? {
        WindowEvaluator(window, at: seconds, rangeSeconds: range, method: method)
            .vector(of: .aggregate(.sum, by: [], expression))[.none]
    }

    private let counter = MetricExpression.increase(SeriesSelector("c"))

    @Test func `a rate is drawn out to the ends of its range, never below zero`() throws {
        let window = try window(["c 100", "c 110", "c 120", "c 130"])
        let extrapolated = RateMethod.extrapolated(closedStart: true)
        // 30 in 30 s, drawn out by 4 s before and 5 s after.
        #expect(value(counter, window, at: 1035, range: 39, extrapolated) == 39)
        // Three intervals before the first sample: only half an interval is added.
        #expect(value(counter, window, at: 1030, range: 60, extrapolated) == 35)
        // The counter was at 5 and grows by 1 a second: 5 s ago it was zero.
        let young = try self.window(["c 5", "c 15", "c 25"])
        #expect(value(counter, young, at: 1020, range: 28, extrapolated) == 25)
    }

    @Test func `Prometheus 3 leaves out a sample at the start of the range`() throws {
        let window = try window(["c 100", "c 110", "c 130"])
        #expect(value(counter, window, at: 1020, range: 20, .extrapolated(closedStart: true)) == 30)
        // 20 in 10 s, and the whole interval before it.
        #expect(
            value(counter, window, at: 1020, range: 20, .extrapolated(closedStart: false)) == 40)
    }

    @Test func `a restart counts from zero`() throws {
        let window = try window(["c 100", "c 110", "c 3", "c 8"])
        #expect(value(counter, window, at: 1030, range: 30, .exact) == 18)
    }

    @Test func `a child that appears in the window has counted from zero`() throws {
        let window = try window(["d 1", "d 1", "d 1\nc 4", "d 1\nc 9"])
        #expect(value(counter, window, at: 1030, range: 30, .exact) == 9)
        // Prometheus cannot see the first four.
        #expect(value(counter, window, at: 1030, range: 10, .extrapolated(closedStart: true)) == 5)
        // Of a replica that was not there before nothing is known.
        let late = try self.window(["c 4", "c 9"])
        #expect(value(counter, late, at: 1010, range: 30, .exact) == 5)
    }

    /// Rounding each time and rounding their distance differ: both ends have to be in the window.
    @Test func `a whole window has its first scrape, wherever the milliseconds fall`() throws {
        for offset in stride(from: 0.0, to: 0.001, by: 0.0001) {
            for length in stride(from: 1.0, to: 1.001, by: 0.0001) {
                let scrapes = try [0, length].enumerated().map { index, seconds in
                    TimedScrape(
                        instance: "a", unixSeconds: 1_800_000_000 + offset + seconds,
                        families: try families("c \(100 + index * 5)"))
                }
                let evaluator = WindowEvaluator(whole: ScrapeWindow(scrapes))
                let found = evaluator.vector(of: .aggregate(.sum, by: [], counter))
                #expect(found[.none] == 5)
            }
        }
    }

    @Test func `an exact rate divides by the time between the scrapes`() throws {
        let window = try window(["c 0", "c 5", "c 30"])
        let rate = MetricExpression.rate(SeriesSelector("c"))
        #expect(value(rate, window, at: 1020, range: 20, .exact) == 1.5)
        #expect(value(rate, window, at: 1000, range: 20, .exact) == nil)
    }

    @Test func `a series ends where a body lacks it, and five minutes after the last body`() throws
    {
        let window = try window(["g 7", "g 8", "h 1"])
        let latest = MetricExpression.latest(SeriesSelector("g"))
        #expect(value(latest, window, at: 1019.9, range: 1, .exact) == 8)
        #expect(value(latest, window, at: 1020, range: 1, .exact) == nil)
        let other = MetricExpression.latest(SeriesSelector("h"))
        #expect(value(other, window, at: 1319.9, range: 1, .exact) == 1)
        #expect(value(other, window, at: 1320, range: 1, .exact) == nil)
    }

    @Test func `a division by nothing is nothing, and other labels do not meet`() throws {
        let window = try window([#"a{x="1"} 4\#na{x="2"} 6\#nb{x="1"} 0\#nb{x="2"} 3\#nb{x="3"} 1"#]
        )
        func by(_ name: String) -> MetricExpression {
            .aggregate(.sum, by: ["x"], .latest(SeriesSelector(name)))
        }
        let found = WindowEvaluator(window, at: 1000, rangeSeconds: 1, method: .exact)
            .vector(of: .ratio(by("a"), by("b")))
        #expect(found == [SeriesLabels([Label(name: "x", value: "2")]): 2])
    }

    @Test func `the smallest and largest over time are those of the scrapes`() throws {
        let window = try window(["g 3", "g 9", "g 4"])
        let selector = SeriesSelector("g")
        #expect(value(.overTime(.max, selector), window, at: 1020, range: 20, .exact) == 9)
        #expect(value(.overTime(.min, selector), window, at: 1020, range: 20, .exact) == 3)
        #expect(value(.overTime(.average, selector), window, at: 1015, range: 20, .exact) == 6)
    }
}
