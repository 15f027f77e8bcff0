import EngineModel
import Testing

@Suite struct EngineCancellationTests {
    @Test func `a withdrawn running request frees its slot at the end of the step`() throws {
        var driver = try EngineDriver(maxNumSeqs: 1)
        let first = try driver.submit(prompt: 10, max: 1_000)
        let second = try driver.submit(prompt: 10, max: 2)
        _ = driver.step()
        let begun = driver.engine.beginStep(at: driver.now)
        let step = try #require(begun)
        let withdrawn = driver.engine.cancel(first, at: step.startSeconds)
        let withdrawnTwice = driver.engine.cancel(first, at: step.startSeconds)
        #expect(withdrawn)
        #expect(!withdrawnTwice)
        #expect(driver.engine.metrics.requestsRunning == 1)
        driver.engine.finishStep()
        #expect(driver.engine.emissions.isEmpty)
        #expect(driver.engine.metrics.requestsRunning == 0)
        driver.now = step.endSeconds
        driver.runToEnd()
        #expect(driver.engine.records.map(\.request) == [first, second])
        #expect(driver.engine.records.map(\.finish) == [.abort, .length])
        #expect(driver.engine.metrics.finished(.abort) == 1)
        #expect(driver.engine.metrics.kvCacheUsage == 0)
    }

    @Test func `a withdrawn request leaves no trace in the request histograms`() throws {
        var driver = try EngineDriver()
        let id = try driver.submit(prompt: 10, max: 100)
        _ = driver.step()
        _ = driver.step()
        driver.engine.cancel(id, at: driver.now)
        #expect(driver.engine.metrics.timeToFirstToken.count == 1)
        #expect(driver.engine.metrics.endToEnd.count == 0)
        #expect(driver.engine.metrics.requestGenerationTokens.count == 0)
        #expect(driver.engine.metrics.requestsRunning == 0)
        #expect(driver.engine.unfinishedRequests == 0)
    }

    @Test func `a queued request can be withdrawn`() throws {
        var driver = try EngineDriver(maxNumSeqs: 1)
        try driver.submit(prompt: 10, max: 3)
        let queued = try driver.submit(prompt: 10, max: 3)
        _ = driver.step()
        #expect(driver.engine.metrics.requestsWaiting == 1)
        driver.engine.cancel(queued, at: driver.now)
        #expect(driver.engine.metrics.requestsWaiting == 0)
        driver.runToEnd()
        let record = try #require(driver.record(queued))
        #expect(record.scheduledSeconds == nil)
        #expect(record.firstTokenSeconds == nil)
        #expect(record.queueSeconds == nil)
        #expect(record.finish == .abort)
    }

    @Test func `a request the scheduler has not seen can be withdrawn`() throws {
        var driver = try EngineDriver()
        let future = try driver.submit(prompt: 10, max: 3, at: 10)
        let withdrawn = driver.engine.cancel(future, at: 1)
        #expect(withdrawn)
        #expect(driver.engine.nextReadySeconds == nil)
        let next = driver.step()
        #expect(!next)
    }

    @Test func `a preempted request can be withdrawn while it waits`() throws {
        var driver = try EngineDriver(kvTokens: 160, maxModelLen: 160)
        try driver.submit(prompt: 64, max: 60)
        let last = try driver.submit(prompt: 64, max: 60)
        while driver.engine.metrics.preemptions == 0 {
            try #require(driver.engine.unfinishedRequests == 2)
            _ = driver.step()
        }
        driver.engine.cancel(last, at: driver.now)
        driver.runToEnd()
        #expect(driver.record(last)?.finish == .abort)
        #expect(driver.engine.metrics.kvCacheUsage == 0)
    }

    @Test func `a request ended from outside counts under the given reason`() throws {
        var driver = try EngineDriver()
        let id = try driver.submit(prompt: 10, max: 100)
        _ = driver.step()
        driver.engine.cancel(id, at: driver.now, reason: .error)
        #expect(driver.engine.metrics.finished(.error) == 1)
        #expect(driver.engine.metrics.finished(.abort) == 0)
        let withdrawnAgain = driver.engine.cancel(id, at: driver.now)
        #expect(!withdrawnAgain)
    }
}
