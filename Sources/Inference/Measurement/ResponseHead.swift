/// The parts of a response head that a measurement rests on.
package struct ResponseHead: Sendable, Equatable {
    /// The status code.
    package var status: Int

    /// The `content-type` header as sent.
    package var contentType: String?

    /// The `server` header.
    package var server: String?

    /// The `retry-after` header, as a delay.
    package var retryAfter: Duration?

    /// The `location` header.
    package var location: String?

    /// The `content-encoding` header, when it names a coding other than `identity`.
    package var contentEncoding: String?

    /// The `date` header, in seconds since 1970.
    package var dateUnixSeconds: Int?

    /// The replica that answered, as the first of the configured headers that is there names it.
    package var replica: String?

    /// Creates a head without headers.
    ///
    /// - Parameter status: The status code.
    package init(status: Int) {
        self.status = status
    }
}
