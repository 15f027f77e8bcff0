/// How a streamed body is cut into events.
package enum StreamFraming: Sendable, Equatable {
    /// `text/event-stream`: server-sent events.
    case serverSentEvents

    /// One JSON text a line.
    case jsonLines

    /// The value of a request's `Accept` header: the stream, and what errors come as.
    var acceptedTypes: String {
        switch self {
        case .serverSentEvents: "text/event-stream, application/json"
        case .jsonLines: "application/x-ndjson, application/json"
        }
    }
}
