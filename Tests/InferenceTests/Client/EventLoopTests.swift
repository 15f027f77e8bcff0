import Inference
import NIOCore
import NIOPosix
import TestKit
import Testing

@Suite(.timeLimit(.minutes(1))) struct EventLoopTests {
    private static func client(_ url: String) throws -> InferenceClient {
        try InferenceClient(
            configuration: ClientConfiguration(
                endpoint: try Endpoint(url: url), api: OpenAIChat()))
    }

    @Test func `a task on the client's event loop stays there through a request`() async throws {
        try await withScriptedServer(.chatAnswer() + .chatAnswer()) { server in
            let client = try Self.client(server.url)
            let loop = client.eventLoop
            await withTaskExecutorPreference(client.taskExecutor) {
                #expect(loop.inEventLoop)
                for _ in 0..<2 {
                    let measured = await client.perform(TestClient.request)
                    #expect(loop.inEventLoop)
                    #expect(measured.outcome == .completed(.stop))
                }
                await withTaskGroup(of: Bool.self) { group in
                    group.addTask { loop.inEventLoop }
                    for await isThere in group { #expect(isThere) }
                }
            }
            await client.shutdown()
            #expect(server.connectionCount == 1)
        }
    }

    @Test func `a request of a task on the event loop can be cancelled`() async throws {
        let script: [ServerStep] = [
            .awaitRequest, .eventStreamHead(), .chatToken("a"), .mark("token"), .awaitClose,
        ]
        try await withScriptedServer(script) { server in
            let client = try Self.client(server.url)
            let measured = try await withThrowingTaskGroup(of: MeasuredRequest.self) { group in
                group.addTask(executorPreference: client.taskExecutor) {
                    await client.perform(TestClient.request)
                }
                try await server.passed("token")
                group.cancelAll()
                return try #require(try await group.next())
            }
            #expect(measured.outcome == .cancelled(.runEnded))
            try await server.clientClosed()
            await client.shutdown()
        }
    }

    @Test func `a task that is cancelled beforehand is served on the loop as well`() async throws {
        try await withScriptedServer(.chatAnswer()) { server in
            let client = try Self.client(server.url)
            let measured = try await withThrowingTaskGroup(of: MeasuredRequest.self) { group in
                group.cancelAll()
                group.addTask(executorPreference: client.taskExecutor) {
                    await client.perform(TestClient.request)
                }
                return try #require(try await group.next())
            }
            #expect(measured.outcome == .cancelled(.runEnded))
            try await server.clientClosed()
            await client.shutdown()
        }
    }

    @Test(arguments: [true, false])
    func `a sleep ends at its deadline and not before`(isOnLoop: Bool) async throws {
        let loop = MultiThreadedEventLoopGroup.singleton.next()
        let clock = EventLoopClock(loop)
        let deadline = clock.now + .milliseconds(5)
        if isOnLoop {
            try await withTaskExecutorPreference(EventLoopExecutor(loop)) {
                try await clock.sleep(until: deadline)
                #expect(loop.inEventLoop)
            }
        } else {
            try await clock.sleep(until: deadline)
        }
        #expect(clock.now >= deadline)
        try await clock.sleep(until: deadline)
    }

    @Test(arguments: [true, false])
    func `a sleeper that is cancelled wakes at once`(isOnLoop: Bool) async throws {
        let loop = MultiThreadedEventLoopGroup.singleton.next()
        let clock = EventLoopClock(loop)
        await withTaskGroup(of: Bool.self) { group in
            group.addTask(executorPreference: isOnLoop ? EventLoopExecutor(loop) : nil) {
                do {
                    try await clock.sleep(until: clock.now + .seconds(3600))
                    return false
                } catch {
                    return error is CancellationError
                }
            }
            group.cancelAll()
            for await wasCancelled in group { #expect(wasCancelled) }
        }
    }

    @Test func `a pool hands its clients out in turn, no more of them than cores`() async throws {
        try await withScriptedServer(.chatAnswer()) { server in
            let configuration = ClientConfiguration(
                endpoint: try Endpoint(url: server.url), api: OpenAIChat())
            let pool = try ClientPool(configuration: configuration, countMax: 2)
            #expect(pool.clients.count == min(2, ProcessorCores.available))
            let loops = Set(pool.clients.map { ObjectIdentifier($0.eventLoop) })
            #expect(loops.count == pool.clients.count)
            for turn in 0..<5 {
                #expect(pool.next() === pool.clients[turn % pool.clients.count])
            }
            for client in pool.clients {
                #expect(await client.perform(TestClient.request).outcome == .completed(.stop))
            }
            await pool.shutdown()
        }
    }

    @Test func `a pool of a refused configuration says why`() throws {
        var endpoint = try Endpoint(url: "http://127.0.0.1:1")
        endpoint.headers = [("Content-Length", "1")]
        let configuration = ClientConfiguration(endpoint: endpoint, api: OpenAIChat())
        #expect(throws: ClientConfigurationError.reservedHeader(name: "Content-Length")) {
            _ = try ClientPool(configuration: configuration, countMax: 1)
        }
    }
}
