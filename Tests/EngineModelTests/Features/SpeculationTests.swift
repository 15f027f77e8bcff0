import EngineModel
import Testing

@Suite struct SpeculationTests {
    private static func driver(
        drafts: Int = 4, acceptance: Double, maxNumBatchedTokens: Int = 2048
    ) throws -> EngineDriver {
        try EngineDriver(maxNumBatchedTokens: maxNumBatchedTokens) {
            $0.speculation = Speculation(draftTokens: drafts, acceptance: acceptance)
        }
    }

    @Test(arguments: [(0.0, 1.0), (0.3, 1.4251), (0.9, 4.0951), (1.0, 5.0)])
    func `the closed form gives the tokens of a step`(acceptance: Double, tokens: Double) {
        let speculation = Speculation(draftTokens: 4, acceptance: acceptance)
        #expect(isClose(speculation.tokensPerStep(), tokens))
        #expect(
            isClose(
                Speculation(draftTokens: 4, acceptance: 0.5).tokensPerStep(acceptance: acceptance),
                tokens))
    }

    @Test func `all drafts accepted: k + 1 tokens leave together`() throws {
        var driver = try Self.driver(acceptance: 1)
        let id = try driver.submit(prompt: 32, max: 11)
        driver.runToEnd()
        let record = try #require(driver.record(id))
        #expect(record.outputTokens == 11)
        // The first token comes from the prefill; then two steps of five.
        #expect(driver.steps.count == 3)
        #expect(record.gapsSeconds.count == 10)
        #expect(record.gapsSeconds.filter { $0 == 0 }.count == 8)
        #expect(driver.emissions.map(\.index) == Array(1...11))
        #expect(driver.emissions.compactMap(\.finish) == [.length])
        #expect(driver.emissions.last?.finish == .length)
        // One observation for what left together, as in vLLM.
        #expect(driver.engine.metrics.interTokenLatency.count == 2)
        #expect(driver.engine.metrics.spreadTokenLatency.count == 10)
        #expect(isClose(driver.engine.metrics.spreadTokenLatency.mean, 0.002))
    }

    @Test func `no draft accepted: as without, but for the cost of drafting`() throws {
        var plain = try EngineDriver()
        try plain.submit(prompt: 32, max: 20)
        plain.runToEnd()
        var driver = try Self.driver(acceptance: 0)
        driver.engine.costs.draftPassSeconds = 0.001
        driver.engine.costs.perDraftTokenSeconds = 0.0005
        try driver.submit(prompt: 32, max: 20)
        driver.runToEnd()
        #expect(driver.steps.count == plain.steps.count)
        #expect(isClose(driver.now - plain.now, 19 * (4 * 0.001 + 4 * 0.0005)))
        #expect(driver.engine.metrics.draftTokens == 19 * 4)
        #expect(driver.engine.metrics.acceptedTokens == 0)
    }

    @Test func `an answer ends at its limit, whatever was accepted`() throws {
        var driver = try Self.driver(acceptance: 1)
        let id = try driver.submit(prompt: 32, max: 9, end: 4)
        driver.runToEnd()
        #expect(driver.record(id)?.outputTokens == 4)
        #expect(driver.record(id)?.finish == .stop)
        #expect(driver.engine.metrics.generationTokens == 4)
        // Counted is what the model accepted, as in vLLM.
        #expect(driver.engine.metrics.acceptedTokens == 4)
        #expect(driver.engine.metrics.kvCacheUsage == 0)
    }

    @Test func `acceptance by position falls like its powers`() throws {
        var driver = try Self.driver(acceptance: 0.8)
        for _ in 0..<4 { try driver.submit(prompt: 32, max: 3_000) }
        driver.runToEnd()
        let metrics = driver.engine.metrics
        for (position, accepted) in metrics.acceptedTokensByPosition.enumerated() {
            let expected = [0.8, 0.64, 0.512, 0.4096][position]
            let share = Double(accepted) / Double(metrics.drafts)
            #expect(abs(share - expected) < 0.02, "position \(position): \(share)")
        }
        #expect(metrics.acceptedTokensByPosition.reduce(0, +) == metrics.acceptedTokens)
        #expect(metrics.draftTokens == 4 * metrics.drafts)
    }

    @Test func `a fall of the acceptance from 0.9 to 0.3 stretches tokens by the closed form`()
        throws
    {
        func meanGap(_ acceptance: Double) throws -> Double {
            var driver = try Self.driver(acceptance: 0.5)
            driver.engine.draftAcceptance = acceptance
            for _ in 0..<4 { try driver.submit(prompt: 32, max: 3_000) }
            driver.runToEnd()
            let gaps = driver.engine.records.flatMap(\.gapsSeconds)
            return gaps.reduce(0, +) / Double(gaps.count)
        }
        let speculation = Speculation(draftTokens: 4, acceptance: 0.9)
        let expected =
            speculation.tokensPerStep(acceptance: 0.9) / speculation.tokensPerStep(acceptance: 0.3)
        let factor = try meanGap(0.3) / meanGap(0.9)
        #expect(abs(factor / expected - 1) < 0.03, "\(factor), expected \(expected)")
    }

    @Test func `drafts count against the budget of a step`() throws {
        var driver = try Self.driver(acceptance: 1, maxNumBatchedTokens: 7)
        for _ in 0..<2 { try driver.submit(prompt: 3, max: 40) }
        driver.runToEnd()
        // Five for the first, so that two are left for the second.
        let both = driver.steps.filter { $0.decodingRequests == 2 }
        #expect(!both.isEmpty)
        #expect(both.allSatisfy { $0.draftedTokens == 5 })
    }

    @Test func `speculation leaves the noise of the steps as it was`() throws {
        var costs = EngineDriver.costs
        costs.decodeVariation = 0.1
        costs.prefillVariation = 0.1
        func first(_ speculation: Speculation?) throws -> [Double] {
            var driver = try EngineDriver(costs: costs) { $0.speculation = speculation }
            try driver.submit(prompt: 32, max: 30)
            driver.runToEnd()
            return driver.steps.prefix(5).map(\.durationSeconds)
        }
        let speculative = try first(Speculation(draftTokens: 4, acceptance: 0.5))
        #expect(try first(nil) == speculative)
    }
}
