/// Why an event stream could not be parsed any further.
package enum ServerSentEventError: Error, Equatable, CustomStringConvertible {
    /// A line or an event outgrew the bound: this is no event stream, or not one to hold in memory.
    case eventTooLarge(limitBytes: Int)

    package var description: String {
        switch self {
        case .eventTooLarge(let limit):
            "an event of the stream is larger than \(limit) bytes"
        }
    }
}
