/// The head of a response, and when the client saw it.
package struct TracedHead: Equatable, Sendable {
    /// The status.
    package var status: Int
    /// The headers, with lower-case names, in the order in which they were sent.
    package var headers: [(name: String, value: String)]
    /// When the client saw it, in seconds since the world began.
    package var seconds: Double

    package init(status: Int, headers: [(name: String, value: String)], seconds: Double) {
        self.status = status
        self.headers = headers
        self.seconds = seconds
    }

    /// The first header of a name.
    package func header(_ name: String) -> String? {
        headers.first { $0.name == name }?.value
    }

    /// Whether status, headers and time are the same.
    package static func == (left: TracedHead, right: TracedHead) -> Bool {
        left.status == right.status && left.seconds == right.seconds
            && left.headers.elementsEqual(right.headers) { $0 == $1 }
    }
}
