import Inference
import TestKit
import Testing

/// Servers that send what nobody asked for, in amounts that nobody wants.
@Suite(.timeLimit(.minutes(1))) struct HostileServerTests {
    private static let hundredMegabytes = 100 << 20

    /// What the sockets of both sides may hold beyond what the client has read.
    private static let socketBytes = 16 << 20

    @Test func `a stream of garbage without line ends is left after one event's bound`()
        async throws
    {
        let script: [ServerStep] = [
            .awaitRequest, .head(200, [("content-type", "text/event-stream")]),
            .flood(Array("garbage ".utf8), totalBytes: Self.hundredMegabytes),
        ]
        try await withScriptedServer(script) { server in
            let measured = try await TestClient.measure(server.url, limits: .short())
            #expect(
                measured.outcome
                    == .malformed("an event of the stream is larger than 1048576 bytes"))
            try await server.clientClosed()
            #expect(server.floodedBytes < Self.socketBytes)
            #expect(measured.bodyBytes < 2 << 20)
        }
    }

    @Test(arguments: ["a line\n", "\n", ": comment\n\n", "data\n"])
    func `a stream of lines is left at the bound of a body or of an event`(
        _ line: String
    ) async throws {
        var limits = RequestLimits.short()
        limits.bodyBytesMax = 300_000
        // A line without a value adds one byte to its event: 100 kB of them, a whole read before the
        // bound of the body.
        limits.eventBytesMax = 20_000
        let script: [ServerStep] = [
            .awaitRequest, .head(200, [("content-type", "text/event-stream")]),
            .flood(Array(line.utf8), totalBytes: Self.hundredMegabytes),
        ]
        try await withScriptedServer(script) { server in
            let measured = try await TestClient.measure(server.url, limits: limits)
            let bound =
                line == "data\n"
                ? "an event of the stream is larger than 20000 bytes"
                : "a body larger than 300000 bytes"
            #expect(measured.outcome == .malformed(bound))
            try await server.clientClosed()
            #expect(server.floodedBytes < Self.socketBytes)
        }
    }

    @Test func `a whole body is bounded`() async throws {
        var limits = RequestLimits.short()
        limits.bodyBytesMax = 1 << 20
        let script: [ServerStep] = [
            .awaitRequest, .head(200, [("content-type", "application/json")]),
            .flood(Array("[".utf8), totalBytes: Self.hundredMegabytes),
        ]
        try await withScriptedServer(script) { server in
            let measured = try await TestClient.measure(server.url, limits: limits)
            #expect(measured.outcome == .malformed("a body larger than 1048576 bytes"))
            try await server.clientClosed()
            #expect(server.floodedBytes < Self.socketBytes)
        }
    }

    @Test func `an error body is bounded and still read`() async throws {
        let script: [ServerStep] = [
            .awaitRequest, .head(500, [("content-type", "text/plain")]),
            .text("out of memory "), .flood(Array("x".utf8), totalBytes: Self.hundredMegabytes),
        ]
        try await withScriptedServer(script) { server in
            let measured = try await TestClient.measure(server.url, limits: .short())
            guard case .serverError(500, .some(let error)) = measured.outcome else {
                Issue.record("\(measured.outcome)")
                return
            }
            #expect(error.message.hasPrefix("out of memory xxx"))
            #expect(error.message.count == 200)
            try await server.clientClosed()
            #expect(server.floodedBytes < Self.socketBytes)
        }
    }

    @Test func `a head without end is refused`() async throws {
        let script: [ServerStep] = [
            .awaitRequest, .text("HTTP/1.1 200 OK\r\n"),
            .flood(Array("x-filler: 0123456789\r\n".utf8), totalBytes: Self.hundredMegabytes),
        ]
        try await withScriptedServer(script) { server in
            let measured = try await TestClient.measure(server.url, limits: .short())
            guard case .malformed(let what) = measured.outcome else {
                Issue.record("\(measured.outcome)")
                return
            }
            #expect(what.hasPrefix("not HTTP: "))
            try await server.clientClosed()
            #expect(server.floodedBytes < Self.socketBytes)
        }
    }

    @Test func `informational responses without end hit the first token's limit`() async throws {
        let script: [ServerStep] = [
            .awaitRequest, .forever([.head(100), .pause(.milliseconds(5))]),
        ]
        let measured = try await TestClient.measure(
            script, limits: .short(firstToken: .milliseconds(100)))
        #expect(measured.outcome == .timedOut(.firstToken))
        #expect(measured.instants.responseHead == nil)
    }

    @Test func `a flood after the end mark is nobody's business`() async throws {
        let script: [ServerStep] = [
            .awaitRequest, .head(200, [("content-type", "text/event-stream")]),
            .text(
                "data: {\"choices\":[{\"delta\":{\"content\":\"a\"},\"finish_reason\":\"stop\"}]}\n\n"
            ),
            .text("data: [DONE]\n\n"),
            .flood(Array("data: {\"error\":1}\n\n".utf8), totalBytes: Self.hundredMegabytes),
        ]
        try await withScriptedServer(script) { server in
            let measured = try await TestClient.measure(server.url, limits: .short())
            #expect(measured.outcome == .completed(.stop))
            #expect(measured.chunkCount == 1)
        }
    }

    @Test func `words that could steer a terminal are made harmless`() async throws {
        let body = "{\"error\":{\"message\":\"\\u001b[31mred\\u0007 \\u202eevil\\nnext\"}}"
        let measured = try await TestClient.measure([.awaitRequest, .response(400, body: body)])
        #expect(
            measured.outcome
                == .rejected(
                    status: 400, ServerError(message: "\u{FFFD}[31mred\u{FFFD} \u{FFFD}evil next")))
        #expect(!"\(measured.outcome)".unicodeScalars.contains { $0.value < 0x20 })
    }

    @Test(arguments: [
        "1e300", "inf", "nan", "-1", "99999999999999999999", "9223372036854775807",
        "Sun, 06 Nov 1994 9223372036854775807:49:37 GMT", "Sun, 06 Nov 9999 08:49:37 GMT", "soon",
        "", "0x10",
    ])
    func `an absurd delay is refused or capped and never fatal`(_ value: String) async throws {
        let measured = try await TestClient.measure([
            .awaitRequest, .response(429, body: "", headers: [("Retry-After", value)]),
        ])
        guard case .rateLimited(let after, nil) = measured.outcome else {
            Issue.record("\(measured.outcome)")
            return
        }
        #expect((after ?? .zero) <= .seconds(366 * 86_400))
    }
}
