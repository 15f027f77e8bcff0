import Telemetry
import Testing

@Suite struct BearerTokenTests {
    @Test func `no way of printing shows the token`() {
        let token = BearerToken("s3cret")
        var dumped = ""
        dump(token, to: &dumped)
        for text in ["\(token)", String(reflecting: token), "\([token])", dumped] {
            #expect(!text.contains("s3cret"))
        }
    }

    @Test func `a server that repeats the token is not repeated`() async throws {
        let answer = ScriptedAnswer.http(401, text: "bad key s3cret, I said s3cret!")
        try await ScriptedServer.with(["/x": answer]) { server in
            let url = try server.url("/x")
            let error = await TelemetryClient.failure(of: url, token: BearerToken("s3cret"))
            #expect(
                error
                    == .status(
                        url: url, code: 401, excerpt: "bad key <token>, I said <token>!"))
        }
    }
}
