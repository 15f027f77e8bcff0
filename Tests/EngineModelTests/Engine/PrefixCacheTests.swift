import EngineModel
import Testing

@Suite struct PrefixCacheTests {
    /// Hashes of the blocks of one document.
    func hashes(_ document: UInt64, _ count: UInt64) -> [UInt64] {
        (0..<count).map { document * 1_000 + $0 }
    }

    @Test func `a repeated prompt computes only what lies after the cached blocks`() throws {
        var driver = try EngineDriver()
        try driver.submit(prompt: 100, max: 2, hashes: hashes(1, 6))
        driver.runToEnd()
        let again = try driver.submit(prompt: 100, max: 2, at: driver.now, hashes: hashes(1, 6))
        driver.runToEnd()
        #expect(driver.record(again)?.cachedTokens == 96)
        #expect(driver.steps.filter { $0.prefillTokens > 0 }.map(\.prefillTokens) == [100, 4])
        #expect(driver.engine.metrics.prefixCacheQueries == 200)
        #expect(driver.engine.metrics.prefixCacheHits == 96)
        #expect(driver.engine.metrics.cachedPromptTokens == 96)
        #expect(driver.engine.metrics.promptTokens == 200)
        #expect(driver.engine.metrics.prefillComputedTokens.sum == 104)
    }

    @Test func `the last token of a prompt is always computed`() throws {
        var driver = try EngineDriver()
        try driver.submit(prompt: 96, max: 2, hashes: hashes(1, 6))
        driver.runToEnd()
        let again = try driver.submit(prompt: 96, max: 2, at: driver.now, hashes: hashes(1, 6))
        driver.runToEnd()
        #expect(driver.record(again)?.cachedTokens == 80)
    }

    @Test func `only the common beginning is found`() throws {
        var driver = try EngineDriver()
        try driver.submit(prompt: 100, max: 2, hashes: hashes(1, 6))
        driver.runToEnd()
        let mixed = hashes(1, 2) + hashes(2, 4)
        let other = try driver.submit(prompt: 100, max: 2, at: driver.now, hashes: mixed)
        driver.runToEnd()
        #expect(driver.record(other)?.cachedTokens == 32)
    }

    @Test func `shared blocks are held once`() throws {
        var driver = try EngineDriver(kvTokens: 320)
        try driver.submit(prompt: 100, max: 50, hashes: hashes(1, 6))
        _ = driver.step()
        try driver.submit(prompt: 100, max: 50, at: driver.now, hashes: hashes(1, 6))
        _ = driver.step()
        // 7 blocks for the first, 1 more for the second.
        #expect(isClose(driver.engine.metrics.kvCacheUsage, 8.0 / 20))
        driver.runToEnd()
        #expect(driver.engine.metrics.kvCacheUsage == 0)
    }

    @Test func `cached blocks count as free and are evicted when needed, the oldest first`() throws
    {
        // 20 blocks: two documents of 6 blocks stay cached, the third needs 12.
        var driver = try EngineDriver(kvTokens: 320, maxModelLen: 320)
        try driver.submit(prompt: 100, max: 2, hashes: hashes(1, 6))
        driver.runToEnd()
        try driver.submit(prompt: 100, max: 2, at: driver.now, hashes: hashes(2, 6))
        driver.runToEnd()
        #expect(driver.engine.metrics.kvCacheUsage == 0)
        try driver.submit(prompt: 190, max: 2, at: driver.now, hashes: hashes(3, 11))
        driver.runToEnd()
        let recent = try driver.submit(prompt: 100, max: 2, at: driver.now, hashes: hashes(2, 6))
        driver.runToEnd()
        let oldest = try driver.submit(prompt: 100, max: 2, at: driver.now, hashes: hashes(1, 6))
        driver.runToEnd()
        #expect(driver.record(recent)?.cachedTokens == 96)
        #expect(driver.record(oldest)?.cachedTokens == 32)
    }

    @Test func `prefix reuse can be switched off`() throws {
        var configuration = EngineConfiguration(
            maxNumSeqs: 2, maxNumBatchedTokens: 512, kvTokens: 1600)
        configuration.prefixCaching = false
        var engine = try Engine(configuration: configuration, costs: EngineDriver.costs, seed: 1)
        var now = 0.0
        for _ in 0..<2 {
            _ = try engine.submit(
                RequestSpec(promptTokens: 100, maxTokens: 1, blockHashes: hashes(1, 6)), at: now)
            while let step = engine.beginStep(at: now) {
                now = step.endSeconds
                engine.finishStep()
            }
        }
        #expect(engine.metrics.prefixCacheQueries == 0)
        #expect(engine.metrics.prefixCacheHits == 0)
    }

    @Test func `no block is lost when many prompts share beginnings under pressure`() throws {
        var driver = try EngineDriver(maxNumSeqs: 6, kvTokens: 800, maxModelLen: 400)
        var random = RandomSource(seed: 9)
        for index in 0..<200 {
            let shared = random.integer(in: 0...6)
            let own = random.integer(in: 0...5)
            let document = UInt64(random.integer(in: 1...5))
            let blocks = hashes(document, UInt64(shared)) + hashes(UInt64(100 + index), UInt64(own))
            try driver.submit(
                prompt: (shared + own) * 16 + random.integer(in: 1...15),
                max: random.integer(in: 1...60), at: Double(index) / 20, hashes: blocks)
        }
        driver.runToEnd()
        #expect(driver.engine.records.count == 200)
        #expect(driver.engine.metrics.preemptions > 0)
        #expect(driver.engine.metrics.prefixCacheHits > 1_000)
        #expect(driver.engine.metrics.kvCacheUsage == 0)
    }
}
