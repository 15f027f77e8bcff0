import Inference
import Testing

@Suite struct EndpointTests {
    struct Accepted: Sendable, CustomTestStringConvertible {
        var url: String
        var base: String
        var hostHeader: String
        var target: String
        var port: Int
        var isSecure = false

        var testDescription: String { url }

        init(
            _ url: String, base: String, host: String, target: String = "/v1/x", port: Int,
            isSecure: Bool = false
        ) {
            self.url = url
            self.base = base
            hostHeader = host
            self.target = target
            self.port = port
            self.isSecure = isSecure
        }
    }

    @Test(arguments: [
        Accepted(
            "http://localhost:8000", base: "http://localhost:8000", host: "localhost:8000",
            port: 8000),
        Accepted(
            "http://localhost:8000/", base: "http://localhost:8000", host: "localhost:8000",
            port: 8000),
        Accepted(
            "http://localhost:8000/v1", base: "http://localhost:8000", host: "localhost:8000",
            port: 8000),
        Accepted(
            "http://localhost:8000/v1//", base: "http://localhost:8000", host: "localhost:8000",
            port: 8000),
        Accepted(
            "localhost:8000", base: "http://localhost:8000", host: "localhost:8000", port: 8000),
        Accepted("localhost", base: "http://localhost", host: "localhost", port: 80),
        Accepted("HTTP://Host", base: "http://Host", host: "Host", port: 80),
        Accepted("http://host:80", base: "http://host", host: "host", port: 80),
        Accepted("https://host", base: "https://host", host: "host", port: 443, isSecure: true),
        Accepted("https://host:443", base: "https://host", host: "host", port: 443, isSecure: true),
        Accepted(
            "https://host:80", base: "https://host:80", host: "host:80", port: 80, isSecure: true),
        Accepted("http://host:443", base: "http://host:443", host: "host:443", port: 443),
        Accepted(
            "https://host/prefix/v1/", base: "https://host/prefix", host: "host",
            target: "/prefix/v1/x", port: 443, isSecure: true),
        Accepted(
            "https://host/v1/v1", base: "https://host/v1", host: "host", target: "/v1/v1/x",
            port: 443, isSecure: true),
        Accepted(
            "http://host/v1/chat/completions", base: "http://host", host: "host", port: 80),
        Accepted("http://host/v1/completions/", base: "http://host", host: "host", port: 80),
        Accepted(
            "http://host/apis/v1beta", base: "http://host/apis/v1beta", host: "host",
            target: "/apis/v1beta/v1/x", port: 80),
        Accepted(
            "http://host/v10", base: "http://host/v10", host: "host", target: "/v10/v1/x", port: 80),
        Accepted(
            "http://host/v1?api-version=1&x=http://y", base: "http://host", host: "host",
            target: "/v1/x?api-version=1&x=http://y", port: 80),
        Accepted("http://host/v1?", base: "http://host", host: "host", port: 80),
        Accepted("http://host/v1#part", base: "http://host", host: "host", port: 80),
        Accepted(
            "http://host?k=1", base: "http://host", host: "host", target: "/v1/x?k=1", port: 80),
        Accepted(
            "http://[::1]:8000/v1", base: "http://[::1]:8000", host: "[::1]:8000", port: 8000),
        Accepted(
            "http://[2001:db8::1]", base: "http://[2001:db8::1]", host: "[2001:db8::1]", port: 80),
        Accepted("[::1]:8000", base: "http://[::1]:8000", host: "[::1]:8000", port: 8000),
        Accepted("127.0.0.1:1", base: "http://127.0.0.1:1", host: "127.0.0.1:1", port: 1),
        Accepted(
            "http://host:65535/a%20b", base: "http://host:65535/a%20b", host: "host:65535",
            target: "/a%20b/v1/x", port: 65535),
        Accepted(
            "http://host/models/@cf/v1", base: "http://host/models/@cf", host: "host",
            target: "/models/@cf/v1/x", port: 80),
    ])
    func `a URL is understood`(_ accepted: Accepted) throws {
        let endpoint = try Endpoint(url: accepted.url)
        #expect(endpoint.baseURL == accepted.base)
        #expect(endpoint.hostHeader == accepted.hostHeader)
        #expect(endpoint.target("v1/x") == accepted.target)
        #expect(endpoint.port == accepted.port)
        #expect(endpoint.isSecure == accepted.isSecure)
        #expect(endpoint.apiKey == nil && endpoint.headers.isEmpty)
        // What it prints, it reads, but for a prefix that looks like the API's own path.
        guard !accepted.base.hasSuffix("/v1") else { return }
        #expect(try Endpoint(url: endpoint.baseURL).baseURL == accepted.base)
    }

    @Test(arguments: [
        ("", "", "it is empty"),
        (" http://host", " http://host", "it contains white space"),
        ("http://ho st", "http://ho st", "it contains white space"),
        ("http://host\r\nX: 1", "http://host  X: 1", "it contains white space"),
        ("http://host\u{1}", "http://host\u{FFFD}", Self.characters),
        ("http://höst", "http://höst", Self.characters),
        ("http://host/ä", "http://host/ä", Self.characters),
        ("ftp://host", "ftp://host", "the scheme is \"ftp\", not http or https"),
        ("://host", "://host", "the scheme is \"\", not http or https"),
        ("unix:///run/x", "unix:///run/x", "the scheme is \"unix\", not http or https"),
        ("http://", "http://", "it has no host"),
        ("http:///v1", "http:///v1", "it has no host"),
        ("http://:8000", "http://:8000", "it has no host"),
        (":8000", ":8000", "it has no host"),
        ("http://host:", "http://host:", "\"\" is no port (1 to 65535)"),
        ("http://host:0", "http://host:0", "\"0\" is no port (1 to 65535)"),
        ("http://host:65536", "http://host:65536", "\"65536\" is no port (1 to 65535)"),
        ("http://host:+80", "http://host:+80", "\"+80\" is no port (1 to 65535)"),
        ("http://host:x", "http://host:x", "\"x\" is no port (1 to 65535)"),
        (
            "http://host:99999999999999999999", "http://host:99999999999999999999",
            "\"99999999999999999999\" is no port (1 to 65535)"
        ),
        ("::1", "::1", "it has several colons; an IPv6 address belongs in brackets"),
        (
            "http://fe80::1:8000", "http://fe80::1:8000",
            "it has several colons; an IPv6 address belongs in brackets"
        ),
        ("http://[::1", "http://[::1", "the bracket of its IPv6 address is not closed"),
        ("http://[::1]x", "http://[::1]x", "\"x\" follows its IPv6 address"),
        ("http://[host]:80", "http://[host]:80", "\"host\" in brackets is no IPv6 address"),
        (
            "http://user:pass@host", "http://…@host",
            "it carries credentials; use the profile's apiKey: ${NAME}"
        ),
        ("http://host:x?key=1", "http://host:x?…", "\"x\" is no port (1 to 65535)"),
    ])
    func `a text that is no URL is refused with its reason`(
        _ url: String, _ shown: String, _ problem: String
    ) {
        let error = #expect(throws: EndpointError.self) { _ = try Endpoint(url: url) }
        #expect(error == EndpointError(url: shown, problem: problem))
    }

    private static let characters =
        "it contains characters that a URL cannot hold; percent-encode those of the path, "
        + "and write the host in its xn-- form"

    @Test func `the error says what would be right`() {
        let error = EndpointError(url: "x:y", problem: "\"y\" is no port (1 to 65535)")
        #expect(
            error.description
                == "\"x:y\" is not the URL of an endpoint: \"y\" is no port (1 to 65535); "
                + "expected something like http://localhost:8000 or https://host/prefix/v1")
    }
}
