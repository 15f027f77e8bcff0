import EngineModel
import Testing

@Suite struct DefeatedCacheTests {
    @Test func `prompts are looked up, and nothing is found`() throws {
        let hashes = (1...6).map(UInt64.init)
        var driver = try EngineDriver()
        func ask() throws -> Double {
            let id = try driver.submit(prompt: 100, max: 1, at: driver.now, hashes: hashes)
            driver.runToEnd()
            return try #require(driver.record(id)?.timeToFirstTokenSeconds)
        }
        #expect(isClose(try ask(), 0.150))
        #expect(isClose(try ask(), 0.054))
        driver.engine.prefixCacheIsDefeated = true
        #expect(isClose(try ask(), 0.150))
        #expect(isClose(try ask(), 0.150))
        #expect(driver.engine.metrics.prefixCacheQueries == 400)
        #expect(driver.engine.metrics.prefixCacheHits == 96)
        // What was there before is found again under its old names.
        driver.engine.prefixCacheIsDefeated = false
        #expect(isClose(try ask(), 0.054))
        #expect(driver.engine.metrics.kvCacheUsage == 0)
    }
}
