import EngineModel
import Testing

@testable import Simulator

@Suite(.timeLimit(.minutes(1))) struct EngineWeatherTests {
    /// An engine with steps of 10 ms after a first one of 50 ms, under a script.
    static func service(
        _ rules: [FaultRule], kvTokens: Int = 8192
    ) throws -> EngineService<SkippingClock> {
        let costs = StepCosts(
            decodeBaseSeconds: 0.010, perSequenceSeconds: 0, prefillBaseSeconds: 0.050,
            perPrefillTokenSeconds: 0)
        let engine = try Engine(
            configuration: EngineConfiguration(
                maxNumSeqs: 4, maxNumBatchedTokens: 512, kvTokens: kvTokens),
            costs: costs, seed: 1)
        return EngineService(
            engine: engine, clock: SkippingClock(),
            weather: EngineWeather(script: FaultScript(rules: rules), replica: 0))
    }

    /// What an engine has counted after one answer of so many tokens.
    static func metrics(after tokens: Int, _ rules: [FaultRule]) async throws -> EngineMetrics {
        let service = try service(rules)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await service.run() }
            let answer = try service.submit([RequestSpec(promptTokens: 10, maxTokens: tokens)])
            for await _ in answer.events {}
            group.cancelAll()
        }
        return service.metrics
    }

    struct Slowness: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let rules: [FaultRule]
        let endToEndSeconds: Double
    }

    @Test(arguments: [
        Slowness(testDescription: "fair weather", rules: [], endToEndSeconds: 0.150),
        Slowness(
            testDescription: "a card at half its clock",
            rules: [FaultRule(faults: [.throttled(factor: 2, reason: .thermal)])],
            endToEndSeconds: 0.300),
        Slowness(
            testDescription: "a neighbour on top of it",
            rules: [
                FaultRule(faults: [.throttled(factor: 2, reason: .power)]),
                FaultRule(faults: [.neighbour(factor: 1.5, resource: .gpu)]),
            ], endToEndSeconds: 0.450),
        Slowness(
            testDescription: "another replica's card",
            rules: [FaultRule(replica: 1, faults: [.throttled(factor: 2, reason: .thermal)])],
            endToEndSeconds: 0.150),
        Slowness(
            testDescription: "slow only after the first step",
            rules: [
                FaultRule(
                    elapsed: .milliseconds(40)..<(.seconds(9)),
                    faults: [.throttled(factor: 3, reason: .thermal)])
            ], endToEndSeconds: 0.350),
        Slowness(
            testDescription: "work of the API server",
            rules: [
                FaultRule(faults: [
                    .apiWork(perRequest: .milliseconds(100), perPromptToken: .milliseconds(10))
                ])
            ], endToEndSeconds: 0.350),
        Slowness(
            testDescription: "a hang of 1.9 s",
            rules: [
                FaultRule(elapsed: .milliseconds(95)..<(.milliseconds(1995)), faults: [.hang])
            ], endToEndSeconds: 2.045),
    ])
    func `conditions lengthen answers by what they say`(_ slowness: Slowness) async throws {
        let metrics = try await Self.metrics(after: 11, slowness.rules)
        #expect(abs(metrics.endToEnd.sum - slowness.endToEndSeconds) < 1e-6)
    }

    @Test func `a hang is one gap between two tokens`() async throws {
        let metrics = try await Self.metrics(
            after: 11,
            [FaultRule(elapsed: .milliseconds(95)..<(.milliseconds(1995)), faults: [.hang])])
        #expect(abs(metrics.interTokenLatency.sum - 1.995) < 1e-6)
        #expect(metrics.interTokenLatency.count == 10)
    }

    @Test func `a hang without an end lets nobody go`() async throws {
        let service = try Self.service([FaultRule(faults: [.hang])])
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await service.run() }
            let answer = try service.submit([RequestSpec(promptTokens: 10, maxTokens: 5)])
            for _ in 0..<100 { await Task.yield() }
            #expect(service.unfinishedRequests == 1)
            #expect(service.metrics.steps == 0)
            // Its client leaves; the engine does not hear of it.
            service.cancel(answer)
            for await _ in answer.events { Issue.record("a hanging engine emitted a token") }
            #expect(service.unfinishedRequests == 1)
            group.cancelAll()
        }
    }

    @Test func `an engine hears of those who left while it hung when it goes on`() async throws {
        let service = try Self.service([
            FaultRule(elapsed: .milliseconds(0)..<(.seconds(2)), faults: [.hang])
        ])
        let answer = try service.submit([RequestSpec(promptTokens: 10, maxTokens: 5)])
        service.cancel(answer)
        #expect(service.metrics.finished(.abort) == 0)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await service.run() }
            let next = try service.submit([RequestSpec(promptTokens: 10, maxTokens: 2)])
            for await _ in next.events {}
            group.cancelAll()
        }
        #expect(service.metrics.finished(.abort) == 1)
        #expect(service.metrics.finished(.length) == 1)
    }

    @Test func `an engine that is deaf to hang-ups goes on to the end`() async throws {
        let service = try Self.service([FaultRule(faults: [.deafToHangUps])])
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await service.run() }
            let left = try service.submit([RequestSpec(promptTokens: 10, maxTokens: 50)])
            service.cancel(left)
            let other = try service.submit([RequestSpec(promptTokens: 10, maxTokens: 60)])
            for await _ in other.events {}
            group.cancelAll()
        }
        #expect(service.metrics.finished(.abort) == 0)
        #expect(service.metrics.finished(.length) == 2)
        #expect(service.metrics.generationTokens == 110)
    }

    @Test func `a leak fills the cache while time goes by, and only then`() async throws {
        let rule = FaultRule(
            elapsed: .milliseconds(60)..<(.milliseconds(120)),
            faults: [.kvLeak(tokensPerSecond: 16_000)])
        let service = try Self.service([rule])
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await service.run() }
            let answer = try service.submit([RequestSpec(promptTokens: 10, maxTokens: 30)])
            for await _ in answer.events {}
            group.cancelAll()
        }
        // 60 ms at 16,000 tokens a second are 60 of 512 blocks.
        #expect(abs(service.metrics.kvCacheUsage - 60.0 / 512) < 1e-9)
    }

    @Test func `a new process has empty counters and knows no old request`() async throws {
        let service = try Self.service([])
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await service.run() }
            let old = try service.submit([RequestSpec(promptTokens: 10, maxTokens: 8_000)])
            var received = 0
            for await event in old.events {
                received = event.index
                if event.index == 5 {
                    service.replace(with: try Self.engine())
                }
            }
            #expect((5..<8_000).contains(received))
            let new = try service.submit([RequestSpec(promptTokens: 10, maxTokens: 3)])
            // The old request bore the same number as the new one.
            #expect(old.requests == new.requests)
            service.cancel(old)
            for await _ in new.events {}
            #expect(service.metrics.finished(.length) == 1)
            #expect(service.metrics.finished(.abort) == 0)
            #expect(service.metrics.generationTokens == 3)
            group.cancelAll()
        }
    }

    static func engine() throws -> Engine {
        try Engine(
            configuration: EngineConfiguration(
                maxNumSeqs: 4, maxNumBatchedTokens: 512, kvTokens: 8192),
            costs: StepCosts(
                decodeBaseSeconds: 0.010, perSequenceSeconds: 0, prefillBaseSeconds: 0.050,
                perPrefillTokenSeconds: 0), seed: 2)
    }

    @Test func `losses are added up over the times at which they hold`() {
        let script = FaultScript(rules: [
            FaultRule(
                elapsed: .seconds(10)..<(.seconds(20)), faults: [.kvLeak(tokensPerSecond: 5)]),
            FaultRule(
                elapsed: .seconds(15)..<(.seconds(40)), faults: [.kvLeak(tokensPerSecond: 1)]),
        ])
        let weather = EngineWeather(script: script, replica: 0)
        #expect(weather.leakedTokens(from: .zero, to: .seconds(10)) == 0)
        #expect(weather.leakedTokens(from: .zero, to: .seconds(60)) == 75)
        #expect(weather.leakedTokens(from: .seconds(18), to: .seconds(22)) == 14)
    }
}
