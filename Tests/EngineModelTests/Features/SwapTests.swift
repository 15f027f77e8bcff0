import EngineModel
import Testing

@Suite struct SwapTests {
    /// 16 KiB a token at 1 MB/s: 0.262144 s for a block of 16 tokens.
    static let blockSeconds = 16.0 * 16_384 / 1e6

    private static func driver(
        _ preemption: PreemptionMode, maxNumSeqs: Int = 4
    ) throws -> EngineDriver {
        try EngineDriver(maxNumSeqs: maxNumSeqs, kvTokens: 160, maxModelLen: 160) {
            $0.preemption = preemption
        }
    }

    private static func swap(hostBlocks: Int = 100) -> PreemptionMode {
        .swap(SwapSpace(kvBytesPerToken: 16_384, bytesPerSecond: 1e6, hostBlocks: hostBlocks))
    }

    @Test func `a swapped request keeps its tokens and computes nothing again`() throws {
        var driver = try Self.driver(Self.swap())
        let first = try driver.submit(prompt: 64, max: 60)
        let last = try driver.submit(prompt: 64, max: 60)
        driver.runToEnd()
        #expect(driver.record(first)?.preemptions == 0)
        #expect(driver.record(last)?.preemptions == 1)
        #expect(driver.record(last)?.outputTokens == 60)
        #expect(driver.steps.reduce(0) { $0 + $1.prefillTokens } == 128)
        #expect(driver.engine.metrics.preemptions == 1)
        #expect(driver.engine.metrics.kvCacheUsage == 0)
        #expect(driver.engine.metrics.hostCacheUsage == 0)
    }

    @Test func `every copy is paid by the step that makes it`() throws {
        var driver = try Self.driver(Self.swap())
        try driver.submit(prompt: 64, max: 60)
        try driver.submit(prompt: 64, max: 60)
        driver.runToEnd()
        // Both hold five blocks when the first one needs a sixth.
        let stalls = driver.steps.map(\.stallSeconds).filter { $0 > 0 }
        #expect(stalls.count == 2)
        for stall in stalls { #expect(isClose(stall, 5 * Self.blockSeconds)) }
        let stalled = driver.steps.filter { $0.stallSeconds > 0 }
        for step in stalled {
            #expect(isClose(step.durationSeconds, 0.010 + 5 * Self.blockSeconds))
        }
        #expect(driver.engine.metrics.swappedOutBytes == 5 * 16 * 16_384)
        #expect(driver.engine.metrics.swappedInBytes == driver.engine.metrics.swappedOutBytes)
    }

    @Test func `swapping stalls those that keep their slot as well, recomputing only the victim`()
        throws
    {
        func longestGapOfTheFirst(_ mode: PreemptionMode) throws -> Double {
            var driver = try Self.driver(mode)
            let first = try driver.submit(prompt: 64, max: 60)
            try driver.submit(prompt: 64, max: 60)
            driver.runToEnd()
            return try #require(driver.record(first)?.gapsSeconds.max())
        }
        #expect(isClose(try longestGapOfTheFirst(.recompute), 0.010))
        let stalled = try longestGapOfTheFirst(Self.swap())
        #expect(isClose(stalled, 0.010 + 5 * Self.blockSeconds))
    }

    @Test func `swapped requests are gauges of their own and not among the waiting`() throws {
        var driver = try Self.driver(Self.swap(hostBlocks: 20))
        try driver.submit(prompt: 64, max: 60)
        try driver.submit(prompt: 64, max: 60)
        while driver.step(), driver.engine.metrics.requestsSwapped == 0 {}
        #expect(driver.engine.metrics.requestsSwapped == 1)
        #expect(driver.engine.metrics.requestsWaiting == 0)
        #expect(driver.engine.metrics.requestsRunning == 1)
        #expect(driver.engine.metrics.hostCacheUsage == 0.25)
    }

    @Test func `without room in the host requests are computed again`() throws {
        var driver = try Self.driver(Self.swap(hostBlocks: 4))
        try driver.submit(prompt: 64, max: 60)
        try driver.submit(prompt: 64, max: 60)
        driver.runToEnd()
        #expect(driver.engine.metrics.preemptions >= 1)
        #expect(driver.engine.metrics.swappedOutBytes == 0)
        #expect(driver.steps.reduce(0) { $0 + $1.prefillTokens } > 128)
    }

    @Test func `nobody new is admitted while somebody is swapped out`() throws {
        var driver = try Self.driver(Self.swap())
        try driver.submit(prompt: 64, max: 60)
        let swapped = try driver.submit(prompt: 64, max: 60)
        let late = try driver.submit(prompt: 16, max: 2, at: 0.5)
        driver.runToEnd()
        let end = try #require(driver.record(late)?.scheduledSeconds)
        let back = try #require(driver.steps.last { $0.stallSeconds > 0 })
        #expect(end >= back.startSeconds)
        #expect(driver.record(swapped)?.preemptions == 1)
    }

    @Test func `a request that is withdrawn while swapped frees the host`() throws {
        var driver = try Self.driver(Self.swap())
        try driver.submit(prompt: 64, max: 60)
        let swapped = try driver.submit(prompt: 64, max: 60)
        while driver.step(), driver.engine.metrics.requestsSwapped == 0 {}
        driver.engine.cancel(swapped, at: driver.now)
        #expect(driver.engine.metrics.requestsSwapped == 0)
        #expect(driver.engine.metrics.hostCacheUsage == 0)
        driver.runToEnd()
        #expect(driver.engine.metrics.kvCacheUsage == 0)
        #expect(driver.engine.unfinishedRequests == 0)
    }

    @Test func `no block is lost in a long fight for the cache`() throws {
        var driver = try EngineDriver(maxNumSeqs: 8, kvTokens: 480, maxModelLen: 256) {
            $0.preemption = .swap(
                SwapSpace(kvBytesPerToken: 1, bytesPerSecond: 1e9, hostBlocks: 25))
        }
        for index in 0..<40 {
            try driver.submit(
                prompt: 20 + index % 50, max: 30 + index % 90, at: Double(index) / 10,
                hashes: [1, UInt64(index)])
        }
        driver.runToEnd()
        #expect(driver.engine.records.count == 40)
        #expect(driver.engine.metrics.preemptions > 10)
        #expect(driver.engine.metrics.swappedInBytes > 0)
        #expect(driver.engine.metrics.swappedInBytes == driver.engine.metrics.swappedOutBytes)
        #expect(driver.engine.metrics.kvCacheUsage == 0)
        #expect(driver.engine.metrics.hostCacheUsage == 0)
    }
}
