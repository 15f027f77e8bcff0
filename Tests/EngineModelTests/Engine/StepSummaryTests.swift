import EngineModel
import Testing

@Suite struct StepSummaryTests {
    @Test func `a step tells what it worked on`() throws {
        var driver = try EngineDriver(maxNumSeqs: 2)
        #expect(driver.engine.metrics.lastStep == nil)
        try driver.submit(prompt: 100, max: 3)
        _ = driver.step()
        let first = try #require(driver.engine.metrics.lastStep)
        #expect(first.number == 1)
        #expect(first.prefillRequests == 1)
        #expect(first.prefillTokens == 100)
        #expect(first.decodingRequests == 0)
        #expect(first.emittedTokens == 1)
        #expect(first.requestsRunning == 1)
        try driver.submit(prompt: 50, max: 3)
        try driver.submit(prompt: 60, max: 3)
        _ = driver.step()
        let second = try #require(driver.engine.metrics.lastStep)
        #expect(second.number == 2)
        #expect(second.prefillRequests == 1)
        #expect(second.decodingRequests == 1)
        #expect(second.requestsWaiting == 1)
        #expect(isClose(second.endSeconds, driver.now))
        let metrics = driver.engine.metrics
        #expect(metrics.prefillStepTime.count == 2)
        #expect(metrics.decodeStepTime.count == 0)
        #expect(metrics.scheduledRequests == 3)
        #expect(metrics.reservedTokens == 103 + 53)
    }

    @Test func `arrivals, first tokens and ends add up`() throws {
        var driver = try EngineDriver(maxNumSeqs: 1)
        try driver.submit(prompt: 100, max: 3)
        try driver.submit(prompt: 100, max: 3)
        _ = driver.step()
        #expect(driver.engine.metrics.requestsArrived == 2)
        #expect(driver.engine.metrics.requestsInFlight == 2)
        #expect(driver.engine.metrics.requestsBeforeFirstToken == 1)
        driver.runToEnd()
        let metrics = driver.engine.metrics
        #expect(metrics.requestsInFlight == 0)
        #expect(metrics.requestsBeforeFirstToken == 0)
        #expect(metrics.contextTokensMax == 103)
        #expect(isClose(metrics.prefillSeconds, metrics.prefillTime.sum))
    }

    @Test func `a request withdrawn before its first token waits for none`() throws {
        var driver = try EngineDriver(maxNumSeqs: 1)
        let withdrawn = try driver.engine.submit(
            RequestSpec(promptTokens: 10, maxTokens: 3), at: 5)
        driver.engine.cancel(withdrawn, at: 1)
        let metrics = driver.engine.metrics
        #expect(metrics.requestsArrived == 1)
        #expect(metrics.requestsInFlight == 0)
        #expect(metrics.requestsBeforeFirstToken == 0)
    }

    @Test func `the last token brings the times of its request`() throws {
        var driver = try EngineDriver(maxNumSeqs: 1)
        try driver.submit(prompt: 100, max: 2)
        _ = driver.step()
        #expect(driver.engine.emissions.allSatisfy { $0.timings == nil })
        _ = driver.step()
        let timings = try #require(driver.engine.emissions.first?.timings)
        #expect(timings.promptTokens == 100)
        #expect(timings.outputTokens == 2)
        #expect(isClose(timings.lastTokenSeconds, driver.now))
        #expect(timings.firstTokenSeconds > timings.scheduledSeconds)
    }

    @Test func `prompts that begin alike are found again in virtual time`() throws {
        var workload = ClosedLoopWorkload(
            count: 2, staggerSeconds: 1, pacing: .think(meanSeconds: 0.1, variation: 0),
            prompt: .fixed(100), output: .fixed(5))
        for index in workload.sessions.indices {
            workload.sessions[index].sharedPrefixTokens = 64
        }
        var run = try VirtualRun(
            configuration: EngineConfiguration(
                maxNumSeqs: 2, maxNumBatchedTokens: 512, kvTokens: 4096),
            costs: StepCosts(
                decodeBaseSeconds: 0.02, perSequenceSeconds: 0, prefillBaseSeconds: 0.03,
                perPrefillTokenSeconds: 0),
            workload: workload, seed: 1)
        try run.advance(to: 10)
        let metrics = run.engine.metrics
        let requests = metrics.prefixCacheQueries / 100
        #expect(requests > 10)
        #expect(metrics.prefixCacheHits == 64 * (requests - 1))
        #expect(metrics.lastPrefixCacheHits == 64)
    }
}
