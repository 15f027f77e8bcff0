import EngineModel
import Testing

@testable import Simulator

@Suite(.timeLimit(.minutes(1))) struct EngineServiceTests {
    static func service(
        overshoot: Duration = .zero, maxNumSeqs: Int = 4, apiSeconds: Double = 0
    ) throws -> EngineService<SkippingClock> {
        var costs = StepCosts(
            decodeBaseSeconds: 0.010, perSequenceSeconds: 0, prefillBaseSeconds: 0.050,
            perPrefillTokenSeconds: 0)
        costs.apiSeconds = apiSeconds
        let engine = try Engine(
            configuration: EngineConfiguration(
                maxNumSeqs: maxNumSeqs, maxNumBatchedTokens: 512, kvTokens: 8192),
            costs: costs, seed: 1)
        return EngineService(engine: engine, clock: SkippingClock(overshoot: overshoot))
    }

    static func spec(_ tokens: Int) -> RequestSpec {
        RequestSpec(promptTokens: 10, maxTokens: tokens)
    }

    @Test func `tokens come in order and the stream ends with the last`() async throws {
        let service = try Self.service()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await service.run() }
            let answer = try service.submit([Self.spec(20)])
            var indices: [Int] = []
            for await event in answer.events {
                indices.append(event.index)
                #expect((event.finish == .length) == (event.index == 20))
            }
            #expect(indices == Array(1...20))
            group.cancelAll()
        }
    }

    @Test func `late wake-ups do not add up`() async throws {
        let service = try Self.service(overshoot: .milliseconds(9))
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await service.run() }
            let answer = try service.submit([Self.spec(101)])
            for await _ in answer.events {}
            // 50 ms and a hundred steps of 10 ms, whatever each wake-up cost.
            #expect(abs(service.metrics.endToEnd.sum - 1.050) < 1e-6)
            #expect(service.slippedTime == .zero)
            group.cancelAll()
        }
    }

    @Test func `a step counts as work while it runs`() async throws {
        let service = try Self.service()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await service.run() }
            let answer = try service.submit([Self.spec(101)])
            var before = 0.0
            for await _ in answer.events {
                let busy = service.metrics.busySeconds
                #expect(busy >= before)
                before = busy
            }
            #expect(abs(service.metrics.busySeconds - 1.050) < 1e-6)
            group.cancelAll()
        }
        var metrics = service.metrics
        metrics.pass(secondsOfStep: 0.25)
        metrics.pass(secondsOfStep: -1)
        #expect(abs(metrics.busySeconds - 1.300) < 1e-6)
    }

    @Test func `a process that is far behind says so`() async throws {
        let service = try Self.service(overshoot: .milliseconds(300))
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await service.run() }
            let answer = try service.submit([Self.spec(3)])
            for await _ in answer.events {}
            #expect(service.slippedTime >= .milliseconds(599))
            #expect(service.metrics.endToEnd.sum > 0.6)
            group.cancelAll()
        }
    }

    @Test func `the API server's work passes before the first step`() async throws {
        let service = try Self.service(apiSeconds: 0.2)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await service.run() }
            let answer = try service.submit([Self.spec(1)])
            for await _ in answer.events {}
            #expect(abs(service.metrics.timeToFirstToken.sum - 0.25) < 1e-6)
            #expect(service.metrics.queueTime.sum < 1e-6)
            group.cancelAll()
        }
    }

    @Test func `a withdrawn answer ends its stream and frees the engine`() async throws {
        let service = try Self.service()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await service.run() }
            let answer = try service.submit([Self.spec(8_000)])
            var received = 0
            for await event in answer.events {
                received = event.index
                if event.index == 3 {
                    service.cancel(answer)
                }
            }
            #expect((3..<8_000).contains(received))
            let next = try service.submit([Self.spec(2)])
            for await _ in next.events {}
            #expect(service.metrics.finished(.abort) == 1)
            #expect(service.metrics.finished(.length) == 1)
            #expect(service.unfinishedRequests == 0)
            group.cancelAll()
        }
    }

    @Test func `a group of answers ends with its last token`() async throws {
        let service = try Self.service()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await service.run() }
            let answer = try service.submit([Self.spec(2), Self.spec(5)])
            var perChoice = [0, 0]
            for await event in answer.events {
                perChoice[event.choice] += 1
            }
            #expect(perChoice == [2, 5])
            group.cancelAll()
        }
    }

    @Test func `of a group that cannot be served nothing is submitted`() async throws {
        let service = try Self.service()
        #expect(throws: SubmissionError.self) {
            try service.submit([Self.spec(5), RequestSpec(promptTokens: 9_000, maxTokens: 1)])
        }
        #expect(service.unfinishedRequests == 0)
    }

    @Test func `when the engine stops, open streams end and new ones are empty`() async throws {
        let service = try Self.service()
        let answer = try service.submit([Self.spec(10)])
        let run = Task { await service.run() }
        run.cancel()
        await run.value
        var events = 0
        for await _ in answer.events { events += 1 }
        #expect(events < 10)
        let late = try service.submit([Self.spec(1)])
        for await _ in late.events { Issue.record("a stopped engine emitted a token") }
    }
}
