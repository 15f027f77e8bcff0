import Dispatch
import Inference
import NIOCore
import NIOPosix
import TestKit
import Testing

@Suite(.timeLimit(.minutes(1))) struct PhaseTests {
    @Test func `every phase of a fresh request has its instant`() async throws {
        let measured = try await TestClient.measure([ServerStep].chatAnswer(["a", "b", "c"]))
        let instants = measured.instants
        try PhaseCheck.check(instants)
        #expect(instants.resolved != nil)
        #expect(instants.connected != nil)
        #expect(instants.secured == nil)
        #expect(instants.requestWritten != nil)
        #expect(instants.responseHead != nil)
        #expect(instants.firstByte != nil)
        #expect(instants.firstChunk != nil)
        #expect(instants.firstToken != nil)
        #expect(instants.lastToken != nil)
        #expect(measured.chunkCount == 3)
        #expect(measured.gapNanoseconds.count == 2)
        #expect(measured.gapNanoseconds.allSatisfy { $0 >= 0 })
        #expect(measured.usage == TokenUsage(promptTokens: 7, completionTokens: 3))
        #expect(!measured.tokensAreEstimated)
        #expect(measured.isStream && measured.sawEndMark)
        let first = try #require(instants.firstToken)
        let last = try #require(instants.lastToken)
        #expect(first.duration(to: last).nanoseconds == measured.gapNanoseconds.reduce(0, +))
    }

    @Test func `latency counts from the intended start`() async throws {
        try await withScriptedServer(.chatAnswer()) { server in
            try await TestClient.with(server.url) { client in
                let intended = ContinuousClock.now - .seconds(2)
                let measured = await client.perform(TestClient.request, intendedStart: intended)
                #expect(measured.instants.intendedStart == intended)
                #expect(measured.startDelay >= .seconds(2))
                let timeToFirstToken = try #require(measured.timeToFirstToken)
                #expect(timeToFirstToken >= .seconds(2))
                let endToEnd = try #require(measured.endToEnd)
                #expect(endToEnd >= .seconds(2))
                let connectTime = try #require(measured.connectTime)
                #expect(connectTime < .seconds(2))
            }
        }
    }

    @Test func `a slow end does not touch the first token`() async throws {
        let script: [ServerStep] = [
            .awaitRequest, .eventStreamHead(), .chatRole(), .chatToken("a"), .mark("token"),
            .gate("end"), .chatFinish(), .done, .endOfChunks,
        ]
        try await withScriptedServer(script) { server in
            try await TestClient.with(server.url) { client in
                async let running = client.perform(TestClient.request)
                try await server.passed("token")
                try await TestClient.settle(client)
                let opened = ContinuousClock.now
                server.open("end")
                let measured = await running
                let firstToken = try #require(measured.instants.firstToken)
                #expect(firstToken < opened)
                #expect(measured.instants.firstToken == measured.instants.lastToken)
                let end = try #require(measured.instants.end)
                #expect(end > opened)
                try PhaseCheck.check(measured.instants)
            }
        }
    }

    @Test func `a role is a first chunk and not a first token`() async throws {
        let script: [ServerStep] = [
            .awaitRequest, .eventStreamHead(), .chatRole(), .mark("role"), .gate("token"),
            .chatToken("a"), .chatFinish(), .done, .endOfChunks,
        ]
        try await withScriptedServer(script) { server in
            try await TestClient.with(server.url) { client in
                async let running = client.perform(TestClient.request)
                try await server.passed("role")
                try await TestClient.settle(client)
                let opened = ContinuousClock.now
                server.open("token")
                let measured = await running
                let firstByte = try #require(measured.instants.firstByte)
                #expect(firstByte < opened)
                let firstChunk = try #require(measured.instants.firstChunk)
                #expect(firstChunk < opened)
                let firstToken = try #require(measured.instants.firstToken)
                #expect(firstToken > opened)
            }
        }
    }

    @Test func `the end is the end mark though the response does not end`() async throws {
        let script: [ServerStep] = [
            .awaitRequest, .eventStreamHead(), .chatToken("a"), .chatFinish(), .done, .awaitClose,
        ]
        try await withScriptedServer(script) { server in
            try await TestClient.with(server.url) { client in
                let measured = await client.perform(TestClient.request)
                let returned = ContinuousClock.now
                #expect(measured.outcome == .completed(.stop))
                // The client waits a moment for the end; that moment is not part of the answer.
                let end = try #require(measured.instants.end)
                #expect(end.duration(to: returned) >= .milliseconds(45))
                try await server.clientClosed()
            }
        }
    }

    @Test func `a response that ends a little later leaves its connection to the next`()
        async throws
    {
        let script: [ServerStep] =
            [.awaitRequest, .eventStreamHead(), .chatToken("a"), .chatFinish(), .done]
            + [.gate("end"), .endOfChunks, .mark("ended")] + .chatAnswer()
        try await withScriptedServer(script) { server in
            try await TestClient.with(server.url) { client in
                let first = await client.perform(TestClient.request)
                #expect(first.outcome == .completed(.stop))
                server.open("end")
                try await server.passed("ended")
                try await TestClient.settle(client)
                let second = await client.perform(TestClient.request)
                #expect(second.outcome == .completed(.stop))
                #expect(second.reusedConnection)
            }
            #expect(server.connectionCount == 1)
        }
    }

    @Test func `an answer that was there in time is not timed out by a client that was late`()
        async throws
    {
        let script: [ServerStep] =
            [.awaitRequest, .gate("answer")]
            + Array([ServerStep].chatAnswer().dropFirst())
            + [.pause(.milliseconds(3100)), .mark("late")]
        let limit = Duration.seconds(3)
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        try await withScriptedServer(script) { server in
            var configuration = ClientConfiguration(
                endpoint: try Endpoint(url: server.url), api: OpenAIChat())
            configuration.limits = .short(firstToken: limit)
            let client = try InferenceClient(
                configuration: configuration, eventLoop: group.next())
            async let running = client.perform(TestClient.request)
            try await server.received()
            // The client's thread stands still while the answer comes and the limit runs out.
            let latch = DispatchSemaphore(value: 0)
            await withCheckedContinuation { (standing: CheckedContinuation<Void, Never>) in
                group.next().execute {
                    standing.resume()
                    latch.wait()
                }
            }
            server.open("answer")
            try await server.passed("late")
            latch.signal()
            let measured = await running
            #expect(measured.outcome == .completed(.stop))
            // It is measured as late as it was read.
            let late = try #require(measured.timeToFirstToken)
            #expect(late > limit)
            await client.shutdown()
        }
        try await group.shutdownGracefully()
    }

    @Test func `usage that is not reported is counted and marked`() async throws {
        let script: [ServerStep] = [
            .awaitRequest, .eventStreamHead(), .chatRole(), .chatToken("a"), .chatToken("b"),
            .chatFinish(), .done, .endOfChunks,
        ]
        let measured = try await TestClient.measure(script)
        #expect(measured.usage == nil)
        #expect(measured.tokenCount == 2)
        #expect(measured.tokensAreEstimated)
    }

    @Test func `an answer in one piece is one bunch`() async throws {
        let words = (0..<5).map { _ in
            "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"a\"}}]}\n\n"
        }.joined()
        let script: [ServerStep] = [
            .awaitRequest,
            .response(
                200, body: words + "data: [DONE]\n\n", contentType: "text/event-stream"),
        ]
        let measured = try await TestClient.measure(script)
        #expect(measured.outcome == .completed(nil))
        #expect(measured.chunkCount == 5)
        #expect(measured.gapNanoseconds == [0, 0, 0, 0])
        #expect(measured.meaningfulReadCount == 1)
    }
}
