import EngineModel
import Testing

@Suite struct EngineTests {
    @Test func `a lone request pays its prefill and then one step per token`() throws {
        var driver = try EngineDriver()
        let id = try driver.submit(prompt: 100, max: 5)
        driver.runToEnd()
        let record = try #require(driver.record(id))
        #expect(isClose(record.timeToFirstTokenSeconds, 0.150))
        #expect(isClose(record.endToEndSeconds, 0.190))
        #expect(record.gapsSeconds.count == 4)
        #expect(record.gapsSeconds.allSatisfy { isClose($0, 0.010) })
        #expect(record.finish == .length)
        #expect(driver.emissions.map(\.index) == [1, 2, 3, 4, 5])
        #expect(driver.emissions.map(\.finish) == [nil, nil, nil, nil, .length])
    }

    @Test func `the API server's work counts in TTFT and E2E but not in queue time`() throws {
        var costs = EngineDriver.costs
        costs.apiSeconds = 0.2
        var driver = try EngineDriver(costs: costs)
        let id = try driver.submit(prompt: 100, max: 2, at: 1)
        driver.runToEnd()
        let record = try #require(driver.record(id))
        #expect(isClose(record.queueSeconds, 0))
        #expect(isClose(record.timeToFirstTokenSeconds, 0.350))
        #expect(isClose(record.endToEndSeconds, 0.360))
    }

    @Test func `an arrival during a step waits for its end`() throws {
        var driver = try EngineDriver()
        try driver.submit(prompt: 100, max: 50)
        // The first step ends at 0.150, the second at 0.160.
        let late = try driver.submit(prompt: 10, max: 2, at: 0.151)
        driver.runToEnd()
        let record = try #require(driver.record(late))
        #expect(isClose(record.scheduledSeconds, 0.160))
        #expect(isClose(record.queueSeconds, 0.009))
    }

    @Test func `arrivals handed over out of order are served by their time`() throws {
        var driver = try EngineDriver(maxNumSeqs: 1)
        let second = try driver.submit(prompt: 10, max: 2, at: 2)
        let first = try driver.submit(prompt: 10, max: 2, at: 1)
        driver.runToEnd()
        #expect(driver.engine.records.map(\.request) == [first, second])
    }

    @Test func `a request without a slot waits for a whole answer`() throws {
        var driver = try EngineDriver(maxNumSeqs: 1)
        try driver.submit(prompt: 50, max: 10)
        let second = try driver.submit(prompt: 50, max: 10)
        _ = driver.step()
        #expect(driver.engine.metrics.requestsRunning == 1)
        #expect(driver.engine.metrics.requestsWaiting == 1)
        driver.runToEnd()
        let record = try #require(driver.record(second))
        #expect(isClose(record.queueSeconds, 0.100 + 9 * 0.010))
        #expect(driver.engine.metrics.requestsRunning == 0)
        #expect(driver.engine.metrics.kvCacheUsage == 0)
    }

    @Test func `the queue is strictly first come first served, the head blocks the rest`() throws {
        // 20 blocks: the first takes 11, the second needs 16, the third would fit.
        var driver = try EngineDriver(kvTokens: 320, maxModelLen: 320)
        try driver.submit(prompt: 160, max: 10)
        let large = try driver.submit(prompt: 250, max: 10)
        let small = try driver.submit(prompt: 16, max: 2)
        driver.runToEnd()
        let largeStart = try #require(driver.record(large)?.scheduledSeconds)
        let smallStart = try #require(driver.record(small)?.scheduledSeconds)
        #expect(largeStart <= smallStart)
        #expect(isClose(largeStart, 0.210 + 9 * 0.010))
    }

    @Test func `requests that start together share a step`() throws {
        var driver = try EngineDriver()
        try driver.submit(prompt: 100, max: 3)
        try driver.submit(prompt: 60, max: 3)
        driver.runToEnd()
        #expect(driver.steps.map(\.prefillTokens) == [160, 0, 0])
        #expect(driver.steps.map(\.decodingRequests) == [0, 2, 2])
        // Context counts the prompt and the tokens emitted before the step.
        #expect(driver.steps.map(\.contextTokens) == [0, 101 + 61, 102 + 62])
    }

    // MARK: - Prefill

    @Test func `a long prompt is computed in chunks while others decode`() throws {
        var driver = try EngineDriver(maxNumBatchedTokens: 100)
        try driver.submit(prompt: 20, max: 50)
        _ = driver.step()
        let long = try driver.submit(prompt: 250, max: 2, at: driver.now)
        driver.runToEnd()
        // One token of every step's budget goes to the decoding request.
        #expect(driver.steps[1...3].map(\.prefillTokens) == [99, 99, 52])
        #expect(driver.steps[1...3].map(\.decodingRequests) == [1, 1, 1])
        let record = try #require(driver.record(long))
        let expected = 3 * 0.050 + 0.250
        #expect(isClose(record.timeToFirstTokenSeconds, expected))
    }

    @Test func `the long prefill threshold caps one request's share of a step`() throws {
        var driver = try EngineDriver(longPrefillTokenThreshold: 64)
        try driver.submit(prompt: 150, max: 2)
        try driver.submit(prompt: 50, max: 2)
        driver.runToEnd()
        #expect(driver.steps.prefix(3).map(\.prefillTokens) == [64 + 50, 64, 22])
    }

    @Test func `without chunked prefill a prefill step carries no decodes`() throws {
        var driver = try EngineDriver(
            maxNumBatchedTokens: 512, maxModelLen: 512, chunkedPrefill: false)
        try driver.submit(prompt: 300, max: 5)
        _ = driver.step()
        try driver.submit(prompt: 400, max: 2, at: driver.now)
        driver.runToEnd()
        #expect(driver.steps.prefix(3).map(\.prefillTokens) == [300, 400, 0])
        #expect(driver.steps.prefix(3).map(\.decodingRequests) == [0, 0, 2])
    }

    @Test func `without chunked prefill a prompt waits until the budget takes it whole`() throws {
        var driver = try EngineDriver(
            maxNumBatchedTokens: 512, maxModelLen: 512, chunkedPrefill: false)
        try driver.submit(prompt: 300, max: 2)
        try driver.submit(prompt: 300, max: 2)
        _ = driver.step()
        #expect(driver.steps[0].prefillTokens == 300)
        #expect(driver.engine.metrics.requestsWaiting == 1)
    }

    @Test func `a prefill penalty stalls the whole batch once`() throws {
        var driver = try EngineDriver()
        try driver.submit(prompt: 20, max: 6)
        _ = driver.step()
        var cold = RequestSpec(promptTokens: 30, maxTokens: 2)
        cold.prefillPenaltySeconds = 3
        _ = try driver.engine.submit(cold, at: driver.now)
        driver.runToEnd()
        #expect(isClose(driver.steps[1].durationSeconds, 0.080 + 3))
        #expect(isClose(driver.steps[2].durationSeconds, 0.010))
        #expect(isClose(driver.engine.records.flatMap(\.gapsSeconds).max(), 3.080))
    }

    // MARK: - Ends

    @Test func `the model's own end is a stop, the client's limit a length`() throws {
        var driver = try EngineDriver()
        let early = try driver.submit(prompt: 10, max: 10, end: 4)
        let atLimit = try driver.submit(prompt: 10, max: 4, end: 4)
        let cut = try driver.submit(prompt: 10, max: 4, end: 5)
        driver.runToEnd()
        #expect(driver.record(early)?.finish == .stop)
        #expect(driver.record(early)?.outputTokens == 4)
        #expect(driver.record(atLimit)?.finish == .stop)
        #expect(driver.record(cut)?.finish == .length)
        #expect(driver.engine.metrics.finished(.stop) == 2)
        #expect(driver.engine.metrics.finished(.length) == 1)
    }

    @Test func `an answer ends at the model's longest request`() throws {
        var driver = try EngineDriver(maxModelLen: 64)
        let id = try driver.submit(prompt: 60, max: 100)
        driver.runToEnd()
        #expect(driver.record(id)?.outputTokens == 4)
        #expect(driver.record(id)?.finish == .length)
    }

    @Test func `an answer of one token has a TTFT and no gap`() throws {
        var driver = try EngineDriver()
        let id = try driver.submit(prompt: 10, max: 1)
        driver.runToEnd()
        let record = try #require(driver.record(id))
        #expect(isClose(record.timeToFirstTokenSeconds, record.endToEndSeconds))
        #expect(driver.engine.metrics.interTokenLatency.count == 0)
        #expect(driver.engine.metrics.timePerOutputToken.sum == 0)
        #expect(driver.engine.metrics.timePerOutputToken.count == 1)
    }
}
