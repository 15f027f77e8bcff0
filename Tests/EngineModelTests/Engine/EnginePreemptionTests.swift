import EngineModel
import Testing

@Suite struct EnginePreemptionTests {
    @Test func `the last admitted request gives way and computes everything again`() throws {
        // 10 blocks. Two prompts of 64 take 4 each; both grow until the cache is full.
        var driver = try EngineDriver(kvTokens: 160, maxModelLen: 160)
        let first = try driver.submit(prompt: 64, max: 60)
        let last = try driver.submit(prompt: 64, max: 60)
        driver.runToEnd()
        let kept = try #require(driver.record(first))
        let preempted = try #require(driver.record(last))
        #expect(kept.preemptions == 0)
        #expect(preempted.preemptions >= 1)
        #expect(driver.engine.metrics.preemptions == UInt64(preempted.preemptions))
        #expect(kept.endSeconds < preempted.endSeconds)
        #expect(preempted.outputTokens == 60)
    }

    @Test func `a preemption shows as one giant gap and as no queue time`() throws {
        var driver = try EngineDriver(kvTokens: 160, maxModelLen: 160)
        try driver.submit(prompt: 64, max: 60)
        let last = try driver.submit(prompt: 64, max: 60)
        driver.runToEnd()
        let record = try #require(driver.record(last))
        #expect(isClose(record.queueSeconds, 0))
        let giant = try #require(record.gapsSeconds.max())
        let ordinary = record.gapsSeconds.filter { $0 < 0.011 }
        #expect(giant > 0.2)
        #expect(ordinary.count == record.gapsSeconds.count - record.preemptions)
    }

    @Test func `the recomputed prompt contains the tokens already emitted`() throws {
        var driver = try EngineDriver(kvTokens: 160, maxModelLen: 160)
        try driver.submit(prompt: 64, max: 60)
        try driver.submit(prompt: 64, max: 60)
        driver.runToEnd()
        let recomputed = driver.steps.dropFirst().first { $0.prefillTokens > 0 }
        #expect(try #require(recomputed).prefillTokens > 64)
        // Emitted tokens are emitted once, whatever is computed again.
        #expect(driver.engine.metrics.generationTokens == 120)
        #expect(driver.engine.metrics.promptTokens == 128)
        #expect(driver.engine.metrics.requestPreemptions.count == 2)
    }

    @Test func `a preempted request goes ahead of those that wait`() throws {
        var driver = try EngineDriver(maxNumSeqs: 2, kvTokens: 160, maxModelLen: 160)
        try driver.submit(prompt: 64, max: 60)
        let preempted = try driver.submit(prompt: 64, max: 60)
        let waiting = try driver.submit(prompt: 16, max: 4)
        driver.runToEnd()
        let end = try #require(driver.record(preempted)?.endSeconds)
        let start = try #require(driver.record(waiting)?.scheduledSeconds)
        #expect(driver.record(preempted)?.preemptions ?? 0 >= 1)
        #expect(start > 0.178 && start <= end)
    }

    @Test func `no block is lost in a long fight for the cache`() throws {
        var driver = try EngineDriver(maxNumSeqs: 8, kvTokens: 480, maxModelLen: 256)
        for index in 0..<40 {
            try driver.submit(prompt: 20 + index % 50, max: 30 + index % 90, at: Double(index) / 10)
        }
        driver.runToEnd()
        #expect(driver.engine.records.count == 40)
        #expect(driver.engine.metrics.preemptions > 10)
        #expect(driver.engine.metrics.kvCacheUsage == 0)
        #expect(driver.engine.unfinishedRequests == 0)
    }
}
