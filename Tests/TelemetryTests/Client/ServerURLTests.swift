import Telemetry
import Testing

/// A text and how it is read: printed again, and its root.
struct URLCase: Sendable, CustomTestStringConvertible {
    let text: String
    let shown: String
    let root: String

    var testDescription: String { text }
}

@Suite struct ServerURLTests {
    static let valid: [URLCase] = [
        URLCase(
            text: "http://localhost:8000", shown: "http://localhost:8000",
            root: "http://localhost:8000"),
        URLCase(
            text: "http://localhost:8000/v1/", shown: "http://localhost:8000/v1",
            root: "http://localhost:8000"),
        URLCase(
            text: "HTTPS://host:443/prefix/v1", shown: "https://host/prefix/v1",
            root: "https://host/prefix"),
        URLCase(text: "host:80/metrics", shown: "http://host/metrics", root: "http://host/metrics"),
        URLCase(text: "http://[::1]:8000", shown: "http://[::1]:8000", root: "http://[::1]:8000"),
        URLCase(text: "https://[fe80::1]/", shown: "https://[fe80::1]", root: "https://[fe80::1]"),
        URLCase(
            text: "http://h/m?key=secret#part", shown: "http://h/m", root: "http://h/m"),
        URLCase(text: "http://h/nav1", shown: "http://h/nav1", root: "http://h/nav1"),
    ]

    @Test(arguments: valid)
    func `a URL is read and printed without its query`(item: URLCase) throws {
        let url = try ServerURL(item.text)
        #expect(url.description == item.shown)
        #expect(url.root.description == item.root)
    }

    @Test func `a path is appended below a prefix`() throws {
        let url = try ServerURL("https://host/prefix/v1")
        #expect(url.root.appending("/metrics").description == "https://host/prefix/metrics")
    }

    @Test(arguments: [
        "", "http://", "ftp://host", "http://host:0", "http://host:70000", "http://host:port",
        "http://[::1", "http://ho st", "http://host/\n", "unix:///socket", "http://:80",
    ])
    func `what is no URL of a server is refused`(text: String) throws {
        let error = #expect(throws: TelemetryError.self) { try ServerURL(text) }
        guard case .invalidURL? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test func `credentials are refused and not repeated`() throws {
        let error = try #require(
            #expect(throws: TelemetryError.self) {
                try ServerURL("http://me:s3cret@host/x?k=s3cret")
            })
        #expect(!error.description.contains("s3cret"))
        #expect(error.description.contains("@host/x"))
    }
}
