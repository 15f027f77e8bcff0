import Inference
import TestKit
import Testing

@Suite(.timeLimit(.minutes(1))) struct OutcomeTests {
    @Test(arguments: OutcomeCase.table)
    func `a server's behaviour gives its outcome`(_ sample: OutcomeCase) async throws {
        let measured = try await TestClient.measure(sample.steps, limits: sample.limits)
        #expect(measured.outcome == sample.outcome)
        try PhaseCheck.check(measured.instants)
    }

    @Test func `every kind of outcome is told apart by its code`() {
        let codes = Set(OutcomeCase.table.map(\.outcome.code))
        let elsewhere: Set = [
            "dns", "connect_refused", "connect_timeout", "tls_certificate", "tls_hostname",
            "tls_handshake", "cancelled_requested", "cancelled_run_ended",
        ]
        let expected: Set = [
            "completed", "truncated", "empty", "malformed", "error_in_stream", "stalled",
            "timeout_first_token", "timeout_gap", "timeout_total", "connection_lost",
            "unauthorized", "forbidden", "model_not_found", "path_not_found", "rejected",
            "rate_limited", "server_error", "redirected",
        ]
        #expect(codes == expected)
        #expect(codes.isDisjoint(with: elsewhere))
    }

    @Test func `a reset after a token truncates the stream`() async throws {
        let script: [ServerStep] = [
            .awaitRequest, .eventStreamHead(), .chatToken("a"), .mark("token"), .gate("end"),
            .reset,
        ]
        try await withScriptedServer(script) { server in
            try await TestClient.with(server.url) { client in
                async let running = client.perform(TestClient.request)
                // A reset throws away what has not been read.
                try await server.passed("token")
                try await TestClient.settle(client)
                server.open("end")
                let measured = await running
                #expect(measured.outcome == .truncated)
                #expect(measured.chunkCount == 1)
            }
        }
    }

    @Test func `a redirect is not followed`() async throws {
        try await withScriptedServer(.chatAnswer()) { target in
            let steps: [ServerStep] = [
                .awaitRequest,
                .response(302, body: "", headers: [("location", target.url + "/v1")]),
            ]
            let measured = try await TestClient.measure(steps)
            #expect(measured.outcome == .redirected(status: 302, location: target.url + "/v1"))
            #expect(target.connectionCount == 0)
        }
    }

    @Test func `a closed port is refused`() async throws {
        let port = try await closedPort()
        let measured = try await TestClient.measure("http://127.0.0.1:\(port)")
        #expect(measured.outcome == .connectFailed(.refused, "127.0.0.1:\(port)"))
        #expect(measured.outcome.outcomeClass == .unreachable)
        #expect(measured.instants.connected == nil)
    }

    @Test func `a port that does not answer is given up in time`() async throws {
        try await FullListener.with { port in
            let measured = try await TestClient.measure(
                "http://127.0.0.1:\(port)", limits: .short(connect: .milliseconds(150)))
            #expect(measured.outcome.code == "connect_timeout", "\(measured.outcome)")
            try PhaseCheck.check(measured.instants)
        }
    }

    @Test func `a name that does not exist does not resolve`() async throws {
        let measured = try await TestClient.measure("http://nonexistent.invalid:8000")
        #expect(measured.outcome.code == "dns")
        #expect("\(measured.outcome)".contains("nonexistent.invalid"))
        #expect(measured.instants.resolved == nil)
    }

    @Test func `a host with several addresses is tried until one answers`() async throws {
        // `localhost` is ::1 first on most machines, where nothing listens.
        try await withScriptedServer(.chatAnswer()) { server in
            let measured = try await TestClient.measure("http://localhost:\(server.port)")
            #expect(measured.outcome == .completed(.stop))
            #expect(measured.instants.resolved != nil)
        }
    }

    @Test(.enabled(if: Loopback.hasIPv6, "this machine has no ::1"))
    func `an IPv6 address works`() async throws {
        try await withScriptedServer(.chatAnswer(), host: "::1") { server in
            let measured = try await TestClient.measure(server.url)
            #expect(measured.outcome == .completed(.stop))
            #expect(server.requests.first?.header("host") == "[::1]:\(server.port)")
        }
    }
}
