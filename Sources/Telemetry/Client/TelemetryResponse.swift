/// A complete answer; its status is in 200...299 unless the request keeps error answers.
package struct TelemetryResponse: Sendable, Hashable {
    package let url: ServerURL
    package let status: Int
    package let contentType: String?
    /// The `Server` header, where engines and proxies name themselves.
    package let server: String?
    package let body: [UInt8]

    package init(
        url: ServerURL, status: Int, contentType: String?, server: String?, body: [UInt8]
    ) {
        self.url = url
        self.status = status
        self.contentType = contentType
        self.server = server
        self.body = body
    }
}
