import EngineModel
import Testing

@Suite struct EngineMetricsTests {
    @Test func `first tokens are counted at once, whole requests at their end`() throws {
        var driver = try EngineDriver()
        try driver.submit(prompt: 10, max: 3)
        _ = driver.step()
        #expect(driver.engine.metrics.timeToFirstToken.count == 1)
        #expect(driver.engine.metrics.endToEnd.count == 0)
        #expect(driver.engine.metrics.promptTokens == 10)
        #expect(driver.engine.metrics.generationTokens == 1)
        driver.runToEnd()
        let metrics = driver.engine.metrics
        #expect(metrics.endToEnd.count == 1)
        #expect(metrics.queueTime.count == 1)
        #expect(metrics.prefillTime.count == 1)
        #expect(metrics.decodeTime.count == 1)
        #expect(metrics.inferenceTime.count == 1)
        #expect(metrics.interTokenLatency.count == 2)
        #expect(metrics.generationTokens == 3)
    }

    @Test func `the phases of a request add up`() throws {
        var driver = try EngineDriver(maxNumSeqs: 1)
        try driver.submit(prompt: 100, max: 5)
        try driver.submit(prompt: 40, max: 8)
        driver.runToEnd()
        let metrics = driver.engine.metrics
        let phases = metrics.queueTime.sum + metrics.prefillTime.sum + metrics.decodeTime.sum
        #expect(isClose(metrics.endToEnd.sum, phases))
        #expect(
            isClose(
                metrics.inferenceTime.sum, metrics.prefillTime.sum + metrics.decodeTime.sum))
        #expect(
            isClose(metrics.timeToFirstToken.sum, metrics.queueTime.sum + metrics.prefillTime.sum))
    }

    @Test func `gauges freeze while the engine is idle`() throws {
        var driver = try EngineDriver(maxNumSeqs: 1)
        try driver.submit(prompt: 100, max: 2)
        let begun = driver.engine.beginStep(at: 0)
        let step = try #require(begun)
        // Nothing has ended yet, so nothing shows.
        #expect(driver.engine.metrics.requestsRunning == 0)
        driver.engine.finishStep()
        driver.now = step.endSeconds
        #expect(driver.engine.metrics.requestsRunning == 1)
        #expect(isClose(driver.engine.metrics.kvCacheUsage, 7.0 / 1_000))
        try driver.submit(prompt: 100, max: 2, at: step.endSeconds + 100)
        #expect(driver.engine.metrics.requestsWaiting == 0)
    }

    @Test func `iteration tokens count prompts when they are complete`() throws {
        var driver = try EngineDriver(maxNumBatchedTokens: 100)
        try driver.submit(prompt: 150, max: 3)
        driver.runToEnd()
        #expect(driver.engine.metrics.iterationTokens.count == 4)
        #expect(driver.engine.metrics.iterationTokens.sum == 0 + 151 + 1 + 1)
        #expect(driver.engine.metrics.steps == 4)
        #expect(isClose(driver.engine.metrics.busySeconds, driver.now))
    }
}
