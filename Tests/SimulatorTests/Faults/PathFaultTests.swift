import EngineModel
import Simulator
import Testing

/// Every way in which a request can fail on the path, seen from the wire.
@Suite(.timeLimit(.minutes(1))) struct PathFaultTests {
    /// The response to a request of 12 tokens that is struck by one fault.
    static func response(
        _ fault: Fault, stream: Bool = true,
        then inspect: @Sendable (RunningServer) async throws -> Void = { _ in }
    ) async throws -> RawResponse? {
        let configuration = TestServers.quick(faults: [FaultRule(faults: [fault])])
        return try await withSimulatedServer(configuration) { server in
            let response = try await LoopbackClient(server).chat(
                chatBody(maxTokens: 12, stream: stream))
            try await inspect(server)
            return response
        }
    }

    @Test(arguments: [true, false])
    func `a bad status comes with an error object`(_ stream: Bool) async throws {
        let fault = Fault.status(
            code: 429, type: "RateLimitError", message: "Too many requests.", retryAfterSeconds: 2)
        let response = try #require(try await Self.response(fault, stream: stream))
        #expect(response.status == 429)
        #expect(response.headers["retry-after"] == "2")
        #expect(
            response.body
                == #"{"error":{"message":"Too many requests.","type":"RateLimitError","#
                + #""param":null,"code":429}}"#)
    }

    @Test func `a connection closed before the head gives no byte`() async throws {
        let configuration = TestServers.quick(faults: [FaultRule(faults: [.closeBeforeHead])])
        try await withSimulatedServer(configuration) { server in
            let client = LoopbackClient(server)
            try await client.withConnection { connection in
                try await connection.send(
                    client.request(
                        "POST", "/v1/chat/completions",
                        body: chatBody(maxTokens: 12, stream: true)))
                while try await connection.read() {}
                #expect(connection.received.isEmpty)
            }
            #expect(server.engineMetrics.steps == 0)
        }
    }

    @Test func `an empty stream is a well-formed response without an event`() async throws {
        let response = try #require(try await Self.response(.emptyStream))
        #expect(response.status == 200)
        #expect(response.headers["content-type"] == "text/event-stream; charset=utf-8")
        #expect(response.body.isEmpty)
        #expect(response.isComplete)
    }

    @Test func `a malformed chunk stands between good ones`() async throws {
        let response = try #require(try await Self.response(.malformedChunk(afterTokens: 3)))
        let isJSON = response.events.map { (try? JSONParser.parse(Array($0.utf8))) != nil }
        // Opening and three tokens, the broken one, eight tokens, and [DONE], which is no JSON either.
        #expect(isJSON.count == 14)
        #expect(isJSON.indices.filter { !isJSON[$0] } == [4, 13])
        #expect(response.events.last == "[DONE]")
        #expect(response.isComplete)
    }

    @Test func `a truncated stream ends without finish reason, DONE and last chunk`() async throws {
        let response = try #require(
            try await Self.response(.truncate(afterTokens: 5)) { server in
                #expect(server.engineMetrics.finished(.length) == 0)
            })
        #expect(response.status == 200)
        #expect(!response.isComplete)
        #expect(response.events.count == 6)
        #expect(!response.body.contains("[DONE]"))
        #expect(!response.body.contains(#""finish_reason":"length""#))
    }

    @Test func `an error inside a stream has the bytes of a dying vLLM`() async throws {
        let response = try #require(
            try await Self.response(.errorInStream(afterTokens: 4)) { server in
                let client = LoopbackClient(server)
                _ = try await Scrape.wait(client) {
                    $0["request_success_total", #"finished_reason="error""#] == 1
                }
            })
        #expect(response.events.count == 7)
        let ending =
            #"data: {"error": {"message": "EngineCore encountered an issue. See stack trace "#
            + #"(above) for the root cause.", "type": "InternalServerError", "param": null, "#
            + #""code": 500}}"# + "\n\ndata: [DONE]\n\n"
        #expect(response.body.hasSuffix(ending))
        #expect(response.isComplete)
    }

    @Test func `a stall holds the stream while the engine goes on`() async throws {
        let fault = Fault.stall(afterTokens: 4, pause: .seconds(4))
        let configuration = TestServers.quick(faults: [FaultRule(faults: [fault])])
        try await withSimulatedServer(configuration) { server in
            let client = LoopbackClient(server)
            let clock = ContinuousClock()
            try await client.withConnection { connection in
                try await connection.send(
                    client.request(
                        "POST", "/v1/chat/completions",
                        body: chatBody(maxTokens: 12, stream: true)))
                try await connection.read { $0.ranges(of: "data: ").count >= 5 }
                #expect(connection.text.ranges(of: "data: ").count == 5)
                let start = clock.now
                while server.unfinishedRequests > 0 {
                    await Task.yield()
                }
                #expect(start.duration(to: clock.now) < .milliseconds(3500))
                try await connection.read { $0.ranges(of: "data: ").count > 5 }
                #expect(start.duration(to: clock.now) > .milliseconds(1000))
                while try await connection.read() {}
                #expect(connection.text.contains("[DONE]"))
            }
            #expect(server.engineMetrics.finished(.length) == 1)
        }
    }

    @Test(
        arguments: [
            .malformedChunk(afterTokens: 3), .truncate(afterTokens: 5),
            .errorInStream(afterTokens: 4), .stall(afterTokens: 4, pause: .seconds(60)),
        ] as [Fault])
    func `a whole answer fails as a whole where a stream fails in the middle`(
        _ fault: Fault
    ) async throws {
        let response = try #require(try await Self.response(fault, stream: false))
        #expect(response.status == 500)
        #expect(response.body.contains("EngineCore encountered an issue."))
    }

    @Test func `a slow prefill is paid by the request it strikes`() async throws {
        let rule = FaultRule(requests: 0..<1, faults: [.slowPrefill(extra: .milliseconds(300))])
        try await withSimulatedServer(TestServers.quick(faults: [rule])) { server in
            let client = LoopbackClient(server)
            _ = try await client.chat(chatBody(maxTokens: 3, stream: true))
            #expect(server.engineMetrics.timeToFirstToken.sum > 0.3)
            _ = try await client.chat(chatBody(maxTokens: 3, stream: true))
            #expect(server.engineMetrics.timeToFirstToken.sum < 0.5)
        }
    }
}
