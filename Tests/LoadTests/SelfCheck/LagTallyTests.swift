import Load
import Testing

@Suite struct LagTallyTests {
    private func summary(
        _ lags: [Duration], interval: Duration = .milliseconds(10)
    ) -> SchedulingLag? {
        var tally = LagTally(interval: interval)
        for lag in lags { tally.record(lag) }
        return tally.summary
    }

    private func isClose(_ left: Duration, _ right: Duration) -> Bool {
        abs(left / .milliseconds(1) - right / .milliseconds(1)) <= right / .milliseconds(1) / 1000
    }

    @Test func `nothing is known before the first tick`() {
        #expect(summary([]) == nil)
    }

    @Test func `punctual ticks have no lag`() {
        let lag = summary(Array(repeating: .zero, count: 50))
        #expect(lag == SchedulingLag(count: 50, median: .zero, p99: .zero, largest: .zero))
    }

    @Test func `a tick that comes early counts as punctual`() {
        #expect(summary([.milliseconds(-3)])?.largest == .zero)
    }

    @Test func `small lags keep their size`() throws {
        let lags: [Duration] = (1...100).map { .microseconds($0 * 10) }
        let lag = try #require(summary(lags.shuffled()))
        #expect(lag.count == 100)
        #expect(isClose(lag.median, .microseconds(500)))
        #expect(isClose(lag.p99, .microseconds(990)))
        #expect(lag.largest == .milliseconds(1))
    }

    @Test func `a stall stands for all the ticks that it swallowed`() throws {
        // One second punctual, one second stalled: half of all moments were stamped late.
        let lags: [Duration] = Array(repeating: .zero, count: 100) + [.seconds(1)]
        let lag = try #require(summary(lags))
        #expect(lag.count == 200)
        #expect(isClose(lag.p99, .milliseconds(980)))
        #expect(lag.largest == .seconds(1))
    }

    @Test func `a single short stall in a long run does not reach the 99th percentile`() throws {
        let lags: [Duration] = Array(repeating: .zero, count: 10_000) + [.milliseconds(500)]
        let lag = try #require(summary(lags))
        #expect(lag.p99 == .zero)
        #expect(lag.largest == .milliseconds(500))
    }

    @Test func `percentiles never exceed the largest lag`() throws {
        let lag = try #require(summary([.nanoseconds(123_456_789)], interval: .seconds(1)))
        #expect(lag.median == lag.largest)
        #expect(lag.largest == .nanoseconds(123_456_789))
    }
}
