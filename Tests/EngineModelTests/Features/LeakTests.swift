import EngineModel
import Testing

@Suite struct LeakTests {
    @Test func `lost blocks keep the cache in use while nothing runs`() throws {
        var driver = try EngineDriver(kvTokens: 1_600, maxModelLen: 800)
        driver.engine.leak(tokens: 400)
        try driver.submit(prompt: 64, max: 4)
        driver.runToEnd()
        #expect(driver.engine.unfinishedRequests == 0)
        #expect(driver.engine.leakedBlocks == 25)
        #expect(driver.engine.metrics.kvCacheUsage == 0.25)
    }

    @Test func `the gauge shows a loss after the next step, not before`() throws {
        var driver = try EngineDriver(kvTokens: 1_600, maxModelLen: 800)
        driver.engine.leak(tokens: 800)
        #expect(driver.engine.metrics.kvCacheUsage == 0)
        try driver.submit(prompt: 16, max: 1)
        driver.runToEnd()
        #expect(driver.engine.metrics.kvCacheUsage == 0.5)
    }

    @Test func `fractions of a block add up`() throws {
        var driver = try EngineDriver(kvTokens: 1_600, maxModelLen: 800)
        for _ in 0..<7 { driver.engine.leak(tokens: 4) }
        driver.engine.leak(tokens: -100)
        #expect(driver.engine.leakedBlocks == 1)
        driver.engine.leak(tokens: 4)
        #expect(driver.engine.leakedBlocks == 2)
    }

    @Test func `running requests keep what they hold, and lose it when they give it back`() throws {
        var driver = try EngineDriver(kvTokens: 160, maxModelLen: 160)
        let id = try driver.submit(prompt: 64, max: 12)
        _ = driver.step()
        driver.engine.leak(tokens: 160)
        // Four blocks are its own.
        #expect(driver.engine.leakedBlocks == 6)
        driver.engine.cancel(id, at: driver.now)
        #expect(driver.engine.leakedBlocks == 6)
        driver.engine.leak(tokens: 0)
        #expect(driver.engine.leakedBlocks == 10)
    }

    @Test func `a leak ends in preemptions and then in requests that wait for ever`() throws {
        var driver = try EngineDriver(kvTokens: 1_600, maxModelLen: 800)
        for index in 0..<4 { try driver.submit(prompt: 64, max: 300, at: Double(index) * 0.1) }
        // What is left of the cache is too small for what the head of the queue has to compute again.
        while driver.step(), driver.now < 60 { driver.engine.leak(tokens: 8) }
        #expect(driver.engine.metrics.preemptions > 0)
        #expect(driver.engine.unfinishedRequests > 0)
        #expect(driver.engine.metrics.requestsRunning == 0)
        #expect(driver.engine.metrics.requestsWaiting == driver.engine.unfinishedRequests)
        #expect(driver.engine.metrics.kvCacheUsage > 0.8)
    }

    @Test func `cached prefixes go before anything that is in use`() throws {
        var driver = try EngineDriver(kvTokens: 320, maxModelLen: 160)
        let hashes: [UInt64] = [1, 2, 3, 4]
        try driver.submit(prompt: 65, max: 1, hashes: hashes)
        driver.runToEnd()
        driver.engine.leak(tokens: 14 * 16)
        try driver.submit(prompt: 65, max: 1, at: driver.now, hashes: hashes)
        driver.runToEnd()
        // The six blocks that are left hold all four cached ones.
        #expect(driver.engine.metrics.prefixCacheHits == 64)
        driver.engine.leak(tokens: 4 * 16)
        try driver.submit(prompt: 16, max: 1, at: driver.now)
        driver.runToEnd()
        // Two of them are gone, and nobody was put back for it.
        #expect(driver.engine.metrics.preemptions == 0)
        #expect(driver.engine.leakedBlocks == 18)
        #expect(driver.engine.metrics.kvCacheUsage == 0.9)
    }
}
