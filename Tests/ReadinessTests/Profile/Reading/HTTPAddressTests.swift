import Readiness
import Testing

@Suite struct HTTPAddressTests {
    struct Accepted: Sendable {
        let url: String
        let text: String
        let host: String
        let port: Int?
        let path: String
    }

    @Test(arguments: [
        Accepted(
            url: "http://localhost:8000", text: "http://localhost:8000", host: "localhost",
            port: 8_000, path: ""),
        Accepted(
            url: "http://localhost:8000/", text: "http://localhost:8000", host: "localhost",
            port: 8_000, path: ""),
        Accepted(
            url: " HTTPS://Example.com/v1// ", text: "https://Example.com/v1", host: "Example.com",
            port: nil, path: "/v1"),
        Accepted(
            url: "http://[::1]:8000/v1", text: "http://[::1]:8000/v1", host: "::1", port: 8_000,
            path: "/v1"),
        Accepted(
            url: "http://[fe80::1%25eth0]", text: "http://[fe80::1%25eth0]", host: "fe80::1%25eth0",
            port: nil, path: ""),
        Accepted(
            url: "http://10.0.0.1/a%20b", text: "http://10.0.0.1/a%20b", host: "10.0.0.1",
            port: nil, path: "/a%20b"),
        Accepted(url: "http://h/a@b", text: "http://h/a@b", host: "h", port: nil, path: "/a@b"),
    ])
    func `a URL is taken apart`(_ accepted: Accepted) throws {
        let address = try HTTPAddress(accepted.url)
        #expect(address.text == accepted.text)
        #expect(address.host == accepted.host)
        #expect(address.port == accepted.port)
        #expect(address.path == accepted.path)
        #expect(try HTTPAddress(address.text) == address)
    }

    struct Refused: Sendable {
        let url: String
        let error: HTTPAddressError
    }

    @Test(arguments: [
        Refused(url: "", error: .empty),
        Refused(url: "localhost:8000", error: .noScheme("localhost:8000")),
        Refused(url: "ftp://h", error: .otherScheme("ftp://h", "ftp")),
        Refused(url: "http://user:pass@h", error: .credentials),
        Refused(url: "user:pass@h", error: .credentials),
        Refused(url: "http://", error: .noHost("http://")),
        Refused(url: "http://:80", error: .noHost("http://:80")),
        Refused(url: "http:///v1", error: .noHost("http:///v1")),
        Refused(url: "http://h:0", error: .badPort("http://h:0")),
        Refused(url: "http://h:65536", error: .badPort("http://h:65536")),
        Refused(url: "http://h:", error: .badPort("http://h:")),
        Refused(url: "http://h:80a", error: .badPort("http://h:80a")),
        Refused(url: "http://[::1", error: .badHost("http://[::1")),
        Refused(url: "http://[h]", error: .badHost("http://[h]")),
        Refused(url: "http://[::1]8000", error: .badPort("http://[::1]8000")),
        Refused(url: "http://h!", error: .badHost("http://h!")),
        Refused(url: "http://h/a?b=c", error: .queryOrFragment("http://h/a?b=c")),
        Refused(url: "http://h#x", error: .queryOrFragment("http://h#x")),
        Refused(url: "http://h/a b", error: .forbiddenCharacter("http://h/a b")),
        Refused(url: "http://h/\u{1B}", error: .forbiddenCharacter("http://h/\u{1B}")),
        Refused(
            url: "http://<pod>.example.com", error: .forbiddenCharacter("http://<pod>.example.com")),
    ])
    func `what cannot be used is refused`(_ refused: Refused) {
        #expect(throws: refused.error) { try HTTPAddress(refused.url) }
        #expect(!refused.error.description.contains("user:"))
    }
}
