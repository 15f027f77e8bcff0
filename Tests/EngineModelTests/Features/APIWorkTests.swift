import EngineModel
import Testing

@Suite struct APIWorkTests {
    @Test func `work per prompt token delays the request and not the engine`() throws {
        var costs = EngineDriver.costs
        costs.apiSeconds = 0.010
        costs.apiPerTokenSeconds = 0.001
        var driver = try EngineDriver(costs: costs)
        let id = try driver.submit(prompt: 100, max: 3)
        driver.runToEnd()
        let record = try #require(driver.record(id))
        #expect(isClose(record.readySeconds, 0.110))
        #expect(isClose(record.queueSeconds, 0))
        #expect(isClose(record.timeToFirstTokenSeconds, 0.110 + 0.150))
        #expect(isClose(driver.engine.metrics.apiBusySeconds, 0.110))
    }

    @Test func `a change takes effect with the next request`() throws {
        var driver = try EngineDriver()
        try driver.submit(prompt: 10, max: 1)
        driver.runToEnd()
        #expect(driver.engine.metrics.apiBusySeconds == 0)
        driver.engine.costs.apiPerTokenSeconds = 0.01
        try driver.submit(prompt: 10, max: 1, at: driver.now)
        driver.runToEnd()
        #expect(isClose(driver.engine.metrics.apiBusySeconds, 0.1))
    }

    @Test func `a single worker makes requests queue before the scheduler sees them`() throws {
        var costs = EngineDriver.costs
        costs.apiSeconds = 0.2
        func readiness(_ workers: Int?) throws -> [Double] {
            var driver = try EngineDriver(costs: costs) { $0.apiWorkers = workers }
            let ids = try (0..<3).map { _ in try driver.submit(prompt: 10, max: 1) }
            driver.runToEnd()
            return ids.compactMap { driver.record($0)?.readySeconds }
        }
        let alone = try readiness(1)
        let pair = try readiness(2)
        let many = try readiness(nil)
        for (times, expected) in [
            (alone, [0.2, 0.4, 0.6]), (pair, [0.2, 0.2, 0.4]), (many, [0.2, 0.2, 0.2]),
        ] {
            #expect(times.count == 3)
            for (time, wanted) in zip(times, expected) { #expect(isClose(time, wanted)) }
        }
    }

    @Test func `a request that is withdrawn on the way was worked on nevertheless`() throws {
        var costs = EngineDriver.costs
        costs.apiSeconds = 0.2
        var driver = try EngineDriver(costs: costs)
        let id = try driver.submit(prompt: 10, max: 1)
        driver.engine.cancel(id, at: 0.1)
        #expect(driver.engine.metrics.apiBusySeconds == 0.2)
    }
}
