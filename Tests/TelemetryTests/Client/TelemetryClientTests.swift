import Telemetry
import Testing

@Suite(.timeLimit(.minutes(1))) struct TelemetryClientTests {
    /// The error of one GET against a scripted server.
    private func failure(
        of path: String, _ answers: [String: ScriptedAnswer], token: BearerToken? = nil,
        configuration: TelemetryClient.Configuration = .init()
    ) async throws -> TelemetryError {
        try await ScriptedServer.with(answers) { server in
            let url = try server.url(path)
            return try await TelemetryClient.withClient(configuration) { client in
                await #expect(throws: TelemetryError.self) {
                    try await client.get(url, token: token)
                } ?? .cancelled
            }
        }
    }

    @Test func `an answer comes back whole, and the token reaches the server`() async throws {
        let body = [UInt8](repeating: UInt8(ascii: "x"), count: 100_000)
        try await ScriptedServer.with([
            "/a?k=v": .http(200, body, type: "text/plain", headers: ["Server": "scripted"])
        ]) { server in
            let url = try server.url("/a?k=v")
            let answer = try await TelemetryClient.withClient { client in
                try await client.get(url, token: BearerToken("s3cret"), accept: "text/plain")
            }
            #expect(answer.status == 200)
            #expect(answer.body == body)
            #expect(answer.contentType == "text/plain")
            #expect(answer.server == "scripted")
            let head = try #require(server.script.requests.first)
            #expect(head.hasPrefix("GET /a?k=v HTTP/1.1\r\n"))
            #expect(head.contains("Authorization: Bearer s3cret\r\n"))
            #expect(head.contains("Accept: text/plain\r\n"))
        }
    }

    @Test func `a body without a length ends with the connection`() async throws {
        let raw = Array("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\nup 1\n".utf8)
        try await ScriptedServer.with(["/": .bytesThenClose(raw)]) { server in
            let url = try server.url()
            let answer = try await TelemetryClient.withClient { try await $0.get(url) }
            #expect(answer.body == Array("up 1\n".utf8))
        }
    }

    @Test(arguments: [400, 401, 403, 404, 429, 500, 501, 503])
    func `a status is reported with what the server said`(code: Int) async throws {
        let error = try await failure(of: "/x", ["/x": .http(code, text: "no\n\n  way\u{7}")])
        guard case .status(let url, code, let excerpt) = error else {
            Issue.record("\(error)")
            return
        }
        #expect(url.path == "/x")
        #expect(excerpt == "no way")
        #expect(error.statusCode == code)
    }

    @Test func `a redirect is reported and not followed`() async throws {
        let location = "/elsewhere?token=s3cret"
        try await ScriptedServer.with([
            "/x": .http(307, headers: ["Location": location]), "/elsewhere": .http(200),
        ]) { server in
            let url = try server.url("/x")
            let error = await TelemetryClient.failure(of: url, token: BearerToken("s3cret"))
            #expect(
                error == .redirect(url: url, status: 307, location: "/elsewhere?token=<token>"))
            #expect(server.script.requests.count == 1)
        }
    }

    @Test func `a refused connection is told apart`() async throws {
        let port = try await ScriptedServer.unusedPort()
        let url = try ServerURL("http://127.0.0.1:\(port)/metrics")
        let error = await TelemetryClient.failure(of: url)
        #expect(error == .connectionRefused(host: "127.0.0.1", port: port))
        let byName = await TelemetryClient.failure(of: try ServerURL("localhost:\(port)"))
        #expect(byName == .connectionRefused(host: "localhost", port: port))
    }

    @Test func `a name that cannot exist does not resolve`() async throws {
        // A label of more than 63 characters: refused by the resolver before it asks anybody.
        let host = String(repeating: "a", count: 64) + ".invalid"
        let error = await TelemetryClient.failure(of: try ServerURL("http://\(host)/"))
        guard case .nameNotResolved(host, _) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test(arguments: [
        ScriptedAnswer.silence,
        .bytes(Array("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nfive.".utf8)),
    ])
    func `a server that hangs, before or inside its body, is a timeout`(
        answer: ScriptedAnswer
    ) async throws {
        let error = try await failure(
            of: "/x", ["/x": answer], configuration: .init(timeout: .milliseconds(150)))
        guard case .timeout(_, .milliseconds(150)) = error else {
            Issue.record("\(error)")
            return
        }
    }

    @Test(arguments: [
        ScriptedAnswer.http(200, [UInt8](repeating: 0x61, count: 1001)),
        .bytes(
            Array("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".utf8)
                + Array("3e9\r\n".utf8) + [UInt8](repeating: 0x61, count: 1001)
                + Array("\r\n0\r\n\r\n".utf8)),
    ])
    func `a body over the limit is refused, declared or not`(
        answer: ScriptedAnswer
    ) async throws {
        let error = try await failure(
            of: "/x", ["/x": answer], configuration: .init(bodyBytesMax: 1000))
        guard case .bodyTooLarge(_, 1000) = error else {
            Issue.record("\(error)")
            return
        }
    }

    @Test func `a body at the limit is read`() async throws {
        let body = [UInt8](repeating: 0x61, count: 1000)
        try await ScriptedServer.with(["/": .http(200, body)]) { server in
            let url = try server.url()
            let answer = try await TelemetryClient.withClient(.init(bodyBytesMax: 1000)) {
                try await $0.get(url)
            }
            #expect(answer.body.count == 1000)
        }
    }

    @Test func `bytes that are not HTTP are named so`() async throws {
        let error = try await failure(
            of: "/x", ["/x": .bytesThenClose(Array("SSH-2.0-OpenSSH_9.9\r\n".utf8))])
        guard case .notHTTP = error else {
            Issue.record("\(error)")
            return
        }
    }

    @Test(arguments: ["", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nfive."])
    func `a connection closed early is told apart`(sent: String) async throws {
        let error = try await failure(of: "/x", ["/x": .bytesThenClose(Array(sent.utf8))])
        guard case .connectionClosed = error else {
            Issue.record("\(error)")
            return
        }
    }

    @Test func `a compressed body that nobody asked for is named`() async throws {
        let error = try await failure(
            of: "/x", ["/x": .http(200, [0x1F, 0x8B], headers: ["Content-Encoding": "gzip"])])
        guard case .encodedBody(_, "gzip") = error else {
            Issue.record("\(error)")
            return
        }
    }

    @Test func `a cancelled call ends at once`() async throws {
        try await ScriptedServer.with(["/x": .silence]) { server in
            let url = try server.url("/x")
            let call = Task { await TelemetryClient.failure(of: url) }
            for await _ in server.script.incoming { break }
            call.cancel()
            #expect(await call.value == .cancelled)
        }
    }

    @Test(arguments: ["", "two words", "line\nbreak", "tab\t"])
    func `a token that no header can carry is refused without being shown`(
        value: String
    ) async throws {
        let error = await TelemetryClient.failure(
            of: try ServerURL("http://127.0.0.1:1"), token: BearerToken(value))
        #expect(error == .invalidToken)
    }
}

extension TelemetryClient {
    /// The error of one GET, or nil when it succeeds.
    static func failure(
        of url: ServerURL, token: BearerToken? = nil, configuration: Configuration = .init()
    ) async -> TelemetryError? {
        do {
            _ = try await withClient(configuration) { try await $0.get(url, token: token) }
            return nil
        } catch {
            return error as? TelemetryError
        }
    }
}
