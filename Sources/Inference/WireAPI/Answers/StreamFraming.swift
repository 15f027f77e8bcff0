/// How a streamed body is cut into events.
package enum StreamFraming: Sendable, Equatable {
    /// `text/event-stream`: server-sent events.
    case serverSentEvents

    /// One JSON text a line.
    case jsonLines
}
