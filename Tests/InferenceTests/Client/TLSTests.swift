import Foundation
import Inference
import TestKit
import Testing

@Suite(.timeLimit(.minutes(1))) struct TLSTests {
    private static let doesNotVerify = Outcome.tlsFailed(
        .certificate,
        "the certificate does not verify (unknown issuer, self-signed or out of date)")

    @Test(arguments: ["127.0.0.1", "localhost"])
    func `a certificate of the given authority is trusted`(_ host: String) async throws {
        try await TestIdentity.withAuthorityFile { path in
            try await withScriptedServer(.chatAnswer() + .chatAnswer(), tls: .localhost) { server in
                try await TestClient.with(
                    "https://\(host):\(server.port)",
                    endpoint: { $0.certificateAuthorityFile = path }
                ) { client in
                    let first = await client.perform(TestClient.request)
                    #expect(first.outcome == .completed(.stop))
                    let secureTime = try #require(first.secureTime)
                    #expect(secureTime > .zero)
                    try PhaseCheck.check(first.instants)
                    let second = await client.perform(TestClient.request)
                    #expect(second.outcome == .completed(.stop))
                    #expect(second.reusedConnection)
                    #expect(second.secureTime == nil)
                }
                #expect(server.connectionCount == 1)
            }
        }
    }

    struct Refusal: Sendable, CustomTestStringConvertible {
        var name: String
        var identity: TestIdentity
        var trustsAuthority: Bool
        var outcome: Outcome

        var testDescription: String { name }
    }

    @Test(arguments: [
        Refusal(
            name: "unknown issuer", identity: .localhost, trustsAuthority: false,
            outcome: doesNotVerify),
        Refusal(
            name: "self-signed", identity: .selfSigned, trustsAuthority: true,
            outcome: doesNotVerify),
        Refusal(
            name: "out of date", identity: .expired, trustsAuthority: true, outcome: doesNotVerify),
        Refusal(
            name: "another host", identity: .otherHost, trustsAuthority: true,
            outcome: .tlsFailed(.hostname, "the certificate is for another host name")),
    ])
    func `a certificate that proves nothing is refused`(_ refusal: Refusal) async throws {
        try await TestIdentity.withAuthorityFile { path in
            try await withScriptedServer(.chatAnswer(), tls: refusal.identity) { server in
                for host in ["127.0.0.1", "localhost"] {
                    let measured = try await TestClient.measure("https://\(host):\(server.port)") {
                        if refusal.trustsAuthority { $0.certificateAuthorityFile = path }
                    }
                    #expect(measured.outcome == refusal.outcome, "\(host)")
                    #expect(measured.instants.connected != nil)
                    #expect(measured.instants.secured == nil)
                    try PhaseCheck.check(measured.instants)
                }
                #expect(server.requests.isEmpty)
            }
        }
    }

    @Test func `plain HTTP to a TLS port is told`() async throws {
        try await withScriptedServer(.chatAnswer(), tls: .localhost) { server in
            let measured = try await TestClient.measure("http://127.0.0.1:\(server.port)")
            #expect([.malformed, .connectionLost].contains(measured.outcome.kind))
            #expect(server.requests.isEmpty)
        }
    }

    @Test func `TLS to a plain port is told`() async throws {
        let script: [ServerStep] = [
            .awaitBytes, .text("HTTP/1.1 400 Bad Request\r\nconnection: close\r\n\r\n"), .close,
        ]
        try await withScriptedServer(script) { server in
            let measured = try await TestClient.measure("https://127.0.0.1:\(server.port)")
            #expect(
                measured.outcome
                    == .tlsFailed(.handshake, "the peer does not speak TLS on this port"))
        }
    }

    @Test(arguments: [ServerStep.close, .reset] as [ServerStep])
    func `a handshake that is broken off is told`(_ end: ServerStep) async throws {
        try await withScriptedServer([.awaitBytes, end]) { server in
            let measured = try await TestClient.measure("https://127.0.0.1:\(server.port)")
            #expect(measured.outcome.code == "tls_handshake", "\(measured.outcome)")
            #expect(server.connectionCount == 1)
        }
    }

    @Test func `a handshake without an answer is given up in time`() async throws {
        try await withScriptedServer([.awaitBytes, .awaitClose]) { server in
            let measured = try await TestClient.measure(
                "https://127.0.0.1:\(server.port)", limits: .short(connect: .seconds(1)))
            #expect(
                measured.outcome == .tlsFailed(.handshake, "the handshake took longer than 1 s"))
            try await server.clientClosed()
        }
    }

    @Test func `a stream that TLS cuts off without goodbye is truncated`() async throws {
        try await TestIdentity.withAuthorityFile { path in
            let script: [ServerStep] = [
                .awaitRequest, .eventStreamHead(), .chatToken("a"), .mark("token"), .gate("end"),
                .reset,
            ]
            try await withScriptedServer(script, tls: .localhost) { server in
                try await TestClient.with(
                    server.url, endpoint: { $0.certificateAuthorityFile = path }
                ) { client in
                    async let running = client.perform(TestClient.request)
                    try await server.passed("token")
                    try await TestClient.settle(client)
                    server.open("end")
                    let measured = await running
                    #expect(measured.outcome == .truncated)
                    #expect(measured.chunkCount == 1)
                }
            }
        }
    }

    @Test func `an authority file that cannot be used stops the client`() async throws {
        try await withTemporaryFolder { folder in
            func error(_ path: String) throws -> ClientConfigurationError? {
                var endpoint = try Endpoint(url: "https://localhost")
                endpoint.certificateAuthorityFile = path
                return #expect(throws: ClientConfigurationError.self) {
                    _ = try InferenceClient(
                        configuration: ClientConfiguration(endpoint: endpoint, api: OpenAIChat()))
                }
            }
            let missing = folder + "/missing.pem"
            #expect(
                try error(missing)
                    == .certificateAuthorities(file: missing, reason: "No such file or directory"))
            let text = folder + "/text.pem"
            try "no certificate".write(toFile: text, atomically: true, encoding: .utf8)
            #expect(
                try error(text)
                    == .certificateAuthorities(
                        file: text, reason: "it holds no certificate in PEM form that can be read"))
            #expect(
                try error(folder)
                    == .certificateAuthorities(file: folder, reason: "it is a folder"))
            let broken = folder + "/broken.pem"
            try "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"
                .write(toFile: broken, atomically: true, encoding: .utf8)
            let told = try #require(try error(broken))
            #expect("\(told)".hasPrefix("the certificate authority file \(broken) cannot be used"))
        }
    }
}

extension Outcome {
    fileprivate enum Kind { case malformed, connectionLost, other }

    fileprivate var kind: Kind {
        switch self {
        case .malformed: .malformed
        case .connectionLost: .connectionLost
        default: .other
        }
    }
}
