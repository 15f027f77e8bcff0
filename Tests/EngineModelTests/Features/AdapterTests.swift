import EngineModel
import Testing

@Suite struct AdapterTests {
    private static func driver(
        maxLoras: Int, maxNumSeqs: Int = 4, loading: AdapterLimits.Loading = .withinStep
    ) throws -> EngineDriver {
        try EngineDriver(maxNumSeqs: maxNumSeqs) {
            $0.adapters = AdapterLimits(maxLoras: maxLoras, loadSeconds: 0.5, loading: loading)
        }
    }

    @Test func `a load within the step holds up the whole batch once`() throws {
        var driver = try Self.driver(maxLoras: 1)
        let base = try driver.submit(prompt: 10, max: 20)
        let adapted = try driver.submit(prompt: 10, max: 5, at: 0.1, adapter: "a")
        let again = try driver.submit(prompt: 10, max: 5, at: 1, adapter: "a")
        driver.runToEnd()
        #expect(driver.engine.metrics.adapterLoads == 1)
        #expect(try #require(driver.record(base)?.gapsSeconds.max()) > 0.5)
        #expect(try #require(driver.record(adapted)?.timeToFirstTokenSeconds) > 0.5)
        #expect(try #require(driver.record(again)?.timeToFirstTokenSeconds) < 0.1)
    }

    @Test func `a load beside the batch delays only those that ask for it`() throws {
        var driver = try Self.driver(maxLoras: 2, loading: .beside)
        let base = try driver.submit(prompt: 10, max: 100)
        let adapted = try driver.submit(prompt: 10, max: 5, at: 0.1, adapter: "a")
        driver.runToEnd()
        let gaps = try #require(driver.record(base)?.gapsSeconds)
        // The longest is the prefill of the other request.
        #expect(isClose(gaps.max(), 0.060))
        let wait = try #require(driver.record(adapted)?.queueSeconds)
        #expect((0.5...0.52).contains(wait))
    }

    @Test func `an idle engine wakes up when an adapter is loaded`() throws {
        var driver = try Self.driver(maxLoras: 1, loading: .beside)
        let id = try driver.submit(prompt: 10, max: 1, at: 2, adapter: "a")
        _ = driver.step()
        #expect(isClose(driver.record(id)?.scheduledSeconds, 2.5))
        #expect(driver.engine.nextReadySeconds == nil)
    }

    @Test func `without a place for their adapter requests are deferred, and others pass`() throws {
        var driver = try Self.driver(maxLoras: 1)
        try driver.submit(prompt: 10, max: 50, adapter: "a")
        let deferred = try driver.submit(prompt: 10, max: 5, adapter: "b")
        let base = try driver.submit(prompt: 10, max: 5)
        _ = driver.step()
        _ = driver.step()
        let metrics = driver.engine.metrics
        #expect(metrics.requestsRunning == 2)
        #expect(metrics.requestsWaiting == 1)
        #expect(metrics.requestsDeferred == 1)
        #expect(metrics.adapterSlotsUsed == 1)
        #expect(metrics.adapterActivities.last?.running == ["a"])
        #expect(metrics.adapterActivities.last?.waiting == ["b"])
        driver.runToEnd()
        #expect(isClose(driver.record(base)?.queueSeconds, 0))
        let wait = try #require(driver.record(deferred)?.queueSeconds)
        #expect(wait > 0.9)
        #expect(driver.engine.metrics.adapterLoads == 2)
        #expect(driver.engine.metrics.requestsDeferred == 0)
    }

    @Test func `thrashing raises TTFT of the adapters and leaves the model itself alone`() throws {
        func means(maxLoras: Int) throws -> (base: Double, adapted: Double) {
            var driver = try Self.driver(maxLoras: maxLoras, maxNumSeqs: 16, loading: .beside)
            for index in 0..<120 {
                let name = index % 2 == 0 ? nil : "adapter-\(index / 2 % 4)"
                try driver.submit(
                    prompt: 10, max: 50, at: Double(index) * 0.15, adapter: name)
            }
            driver.runToEnd()
            func mean(_ isBase: Bool) -> Double {
                let times = driver.engine.records.filter {
                    ($0.request.number % 2 == 0) == isBase
                }.compactMap(\.timeToFirstTokenSeconds)
                return times.reduce(0, +) / Double(times.count)
            }
            return (mean(true), mean(false))
        }
        let roomy = try means(maxLoras: 4)
        let tight = try means(maxLoras: 1)
        #expect(tight.adapted > 5 * roomy.adapted)
        #expect(tight.base < 1.2 * roomy.base)
    }

    @Test func `the adapter that was unused for longest gives way`() throws {
        var driver = try Self.driver(maxLoras: 2)
        for (index, name) in ["a", "b", "a", "c", "a", "b"].enumerated() {
            try driver.submit(prompt: 10, max: 2, at: Double(index) * 2, adapter: name)
        }
        driver.runToEnd()
        // "c" takes the place of "b"; "a" stays all the time.
        #expect(driver.engine.metrics.adapterLoads == 4)
    }

    @Test func `constellations stay with their time, and only so many`() throws {
        var driver = try Self.driver(maxLoras: 4)
        for index in 0..<80 {
            try driver.submit(prompt: 10, max: 2, at: Double(index) * 2, adapter: "a\(index)")
        }
        driver.runToEnd()
        let activities = driver.engine.metrics.adapterActivities
        #expect(activities.count == 64)
        #expect(activities.last?.running == [])
        #expect(isClose(activities.last?.lastSeconds, driver.now))
        #expect(
            zip(activities, activities.dropFirst()).allSatisfy { $0.lastSeconds <= $1.lastSeconds })
    }

    @Test func `an engine without adapters refuses requests for one`() throws {
        var driver = try EngineDriver()
        #expect(throws: SubmissionError.noAdapters(adapter: "a")) {
            try driver.submit(prompt: 10, max: 2, adapter: "a")
        }
    }
}
