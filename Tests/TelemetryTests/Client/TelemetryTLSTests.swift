import Telemetry
import Testing

@Suite(.timeLimit(.minutes(1))) struct TelemetryTLSTests {
    private func trusting(_ name: String) -> TelemetryClient.Configuration {
        TelemetryClient.Configuration(certificateAuthorityFile: Fixture.path("\(name).cert.pem"))
    }

    @Test(arguments: ["127.0.0.1", "localhost"])
    func `a server of a trusted authority is read`(host: String) async throws {
        try await ScriptedServer.with(
            ["/": .http(200, text: "{}")], certificate: "test-local"
        ) { server in
            let url = try server.url(scheme: "https", host: host)
            let answer = try await TelemetryClient.withClient(trusting("test-local")) {
                try await $0.get(url)
            }
            #expect(answer.status == 200)
        }
    }

    @Test func `an unknown authority is refused`() async throws {
        try await ScriptedServer.with(
            ["/": .http(200)], certificate: "test-local"
        ) { server in
            let url = try server.url(scheme: "https", host: "localhost")
            #expect(
                await TelemetryClient.failure(of: url)
                    == .tls(url: url, failure: .untrustedCertificate))
            #expect(server.script.requests.isEmpty)
        }
    }

    @Test(arguments: ["127.0.0.1", "localhost"])
    func `a certificate for another name is refused`(host: String) async throws {
        try await ScriptedServer.with(
            ["/": .http(200)], certificate: "test-other"
        ) { server in
            let url = try server.url(scheme: "https", host: host)
            #expect(
                await TelemetryClient.failure(of: url, configuration: trusting("test-other"))
                    == .tls(url: url, failure: .nameMismatch))
        }
    }

    @Test func `a port that speaks plain HTTP is named so`() async throws {
        try await ScriptedServer.with { server in
            let url = try server.url(scheme: "https")
            #expect(await TelemetryClient.failure(of: url) == .tls(url: url, failure: .notTLS))
        }
    }

    @Test func `a missing or useless file of authorities is an error before any request`()
        async throws
    {
        for file in ["/nonexistent/ca.pem", Fixture.path("vllm-0.32.0-version.json")] {
            let error = await TelemetryClient.failure(
                of: try ServerURL("https://127.0.0.1:1"),
                configuration: .init(certificateAuthorityFile: file))
            guard case .certificateAuthorities(file, let problem) = error else {
                Issue.record("\(file): \(String(describing: error))")
                continue
            }
            #expect(
                problem == "No such file or directory"
                    || problem == "it holds no certificate in PEM form that can be read")
        }
    }
}
