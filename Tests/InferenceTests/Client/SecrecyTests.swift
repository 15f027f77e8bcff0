import Inference
import TestKit
import Testing

@Suite(.timeLimit(.minutes(1))) struct SecrecyTests {
    private static let key = "sk-test-4f9a8b7c6d5e"
    private static let header = "tenant-secret-77"
    private static let query = "code=querysecret42"

    /// Every way of turning a value into text.
    private static func texts(_ value: Any) -> [String] {
        var dumped = ""
        dump(value, to: &dumped)
        return ["\(value)", String(reflecting: value), dumped]
    }

    private static func expectNoSecret(
        in value: Any, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        for text in texts(value) {
            for secret in [key, header, "querysecret42"] {
                #expect(!text.contains(secret), sourceLocation: sourceLocation)
            }
        }
    }

    private static func endpoint() throws -> Endpoint {
        var endpoint = try Endpoint(url: "http://127.0.0.1:9/v1?\(query)")
        endpoint.apiKey = Secret(key)
        endpoint.headers = [("X-Api-Key", header)]
        return endpoint
    }

    @Test func `a secret tells nothing but on purpose`() {
        let secret = Secret(Self.key)
        #expect(Self.texts(secret).allSatisfy { !$0.contains("sk-test") })
        #expect("\(secret)" == "<secret>")
        #expect(String(reflecting: [secret]) == "[<secret>]")
        #expect(secret.reveal() == Self.key)
        #expect(!secret.isEmpty && Secret("").isEmpty)
        #expect(secret == Secret(Self.key) && secret != Secret("other"))
    }

    @Test func `endpoint, configuration and client tell no secret`() async throws {
        let endpoint = try Self.endpoint()
        let configuration = ClientConfiguration(endpoint: endpoint, api: OpenAIChat())
        let client = try InferenceClient(configuration: configuration)
        Self.expectNoSecret(in: endpoint)
        Self.expectNoSecret(in: configuration)
        Self.expectNoSecret(in: client)
        #expect("\(endpoint)" == "http://127.0.0.1:9")
        await client.shutdown()
    }

    @Test(arguments: [
        "ftp://user:hunter2secret@host/", "http://user:hunter2secret@host:x/",
        "user:hunter2secret@host", "http://a b:hunter2secret@host",
        "http://host:99999/?key=hunter2secret", "http:///?key=hunter2secret",
        "http://höst/?key=hunter2secret", "http://a:hunter2secret@b@host/",
    ])
    func `the error of a URL tells no secret`(_ url: String) {
        let error = #expect(throws: EndpointError.self) { _ = try Endpoint(url: url) }
        #expect(error?.description.contains("hunter2secret") == false)
        #expect(error?.url.contains("hunter2secret") == false)
    }

    @Test(
        arguments: [
            ServerStep.response(
                401, body: "{\"error\":{\"message\":\"Incorrect API key provided: \(key).\"}}"),
            .response(403, body: "Bearer \(key) is not allowed", contentType: "text/plain"),
            .response(404, body: "{\"detail\":\"no \(header)\",\"type\":\"\(key)\"}"),
            .response(200, body: "{\"error\":\"bad key \(key)\"}"),
            .response(200, body: "\(key) \(header)", contentType: "text/event-stream"),
            .response(200, body: "data: \(key)\n\n", contentType: "text/event-stream"),
            .response(
                302, body: "",
                headers: [("location", "https://host/v1?\(query)&x=1")]),
            .response(500, body: "<html><title>\(key)</title>", contentType: "text/html"),
        ] as [ServerStep])
    func `what a server echoes is cleaned of secrets`(_ response: ServerStep) async throws {
        try await withScriptedServer([.awaitRequest, response, .awaitClose]) { server in
            let measured = try await TestClient.measure(server.url + "?" + Self.query) {
                $0.apiKey = Secret(Self.key)
                $0.headers = [("X-Api-Key", Self.header)]
            }
            // The server did get them.
            let request = try #require(server.requests.first)
            #expect(request.header("authorization") == "Bearer \(Self.key)")
            #expect(request.header("x-api-key") == Self.header)
            #expect(request.target.hasSuffix("?" + Self.query))
            #expect("\(measured.outcome)".contains("<secret>"))
            Self.expectNoSecret(in: measured)
        }
    }

    // MARK: - Headers

    @Test(arguments: [
        ("X-A", "b\r\nX-Evil: 1"), ("X-A", "b\nX-Evil: 1"), ("X-A", "b\0"), ("X-A", "\u{7f}"),
    ])
    func `a header value that would write another header is refused`(
        _ name: String, _ value: String
    ) throws {
        let error = try Self.configurationError { $0.headers = [(name, value)] }
        #expect(error == .header(name: "X-A"))
        #expect(error?.description.contains("Evil") == false)
    }

    @Test func `a key with a line break is refused and not told`() throws {
        let error = try Self.configurationError { $0.apiKey = Secret("\(Self.key)\r\nX-Evil: 1") }
        #expect(error == .header(name: "Authorization"))
        #expect(error?.description.contains(Self.key) == false)
    }

    @Test(arguments: ["", "X A", "X:A", "X\r\nEvil", "X(A)", "Ä", "X/A"])
    func `a header name that is no token is refused`(_ name: String) throws {
        let error = try Self.configurationError { $0.headers = [(name, "1")] }
        guard case .header(let shown) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(!shown.contains("\n") && !shown.contains("\r"))
    }

    @Test(arguments: [
        "Content-Length", "content-length", "Transfer-Encoding", "Connection", "Expect",
    ])
    func `a header that frames the message is refused`(_ name: String) throws {
        let error = try Self.configurationError { $0.headers = [(name, "5")] }
        #expect(error == .reservedHeader(name: name))
        #expect(
            error?.description
                == "the header \"\(name)\" is written by the client itself; leave it out")
    }

    private static func configurationError(
        _ change: (inout Endpoint) -> Void
    ) throws -> ClientConfigurationError? {
        var endpoint = try Endpoint(url: "http://127.0.0.1:9")
        change(&endpoint)
        return #expect(throws: ClientConfigurationError.self) {
            _ = try InferenceClient(
                configuration: ClientConfiguration(endpoint: endpoint, api: OpenAIChat()))
        }
    }
}
