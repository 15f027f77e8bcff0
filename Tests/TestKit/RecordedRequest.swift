/// A request that a scripted server has read.
package struct RecordedRequest: Sendable, Equatable {
    /// One header as written.
    package struct Header: Sendable, Equatable {
        /// The name as written.
        package var name: String
        /// The value without the white space around it.
        package var value: String
    }

    /// The number of the connection that brought it, from 0.
    package var connection: Int

    /// The method, such as `POST`.
    package var method: String

    /// The target: path and query.
    package var target: String

    /// The version, such as `HTTP/1.1`.
    package var version: String

    /// The headers in order.
    package var headers: [Header]

    /// The body.
    package var body: [UInt8]

    /// The body as text.
    package var bodyText: String { String(decoding: body, as: UTF8.self) }

    /// The value of the first header of a name.
    ///
    /// - Parameter name: The name in any case.
    /// - Returns: The value, or `nil` when there is no such header.
    package func header(_ name: String) -> String? {
        headers.first { $0.name.lowercased() == name.lowercased() }?.value
    }
}
