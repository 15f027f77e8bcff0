/// One dispatched event of an event stream, borrowed from the parser's buffers.
///
/// The bytes are valid only until the closure that receives the event returns: copy what must
/// live longer.
package struct ServerSentEvent {
    /// The event type (`event:` field); empty when the stream gave none, which means `message`.
    package let type: UnsafeRawBufferPointer

    /// The event's data: all `data:` lines joined with a line feed, without the trailing one.
    package let data: UnsafeRawBufferPointer

    /// Creates a view of an event.
    ///
    /// - Parameters:
    ///   - type: Bytes of the `event:` field.
    ///   - data: Joined bytes of the `data:` fields.
    package init(type: UnsafeRawBufferPointer, data: UnsafeRawBufferPointer) {
        self.type = type
        self.data = data
    }

    /// The data as text, for messages to people; decoding replaces what is not UTF-8.
    package var dataText: String { String(decoding: data, as: UTF8.self) }
}
