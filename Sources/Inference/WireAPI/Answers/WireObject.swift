/// Reads the JSON object that an event, or a whole answer, consists of.
enum WireObject {
    /// Visits the members of the object and makes sure that nothing follows it.
    ///
    /// - Parameters:
    ///   - data: The JSON text.
    ///   - visit: Reads or skips one member's value.
    /// - Throws: `WireError.notJSON`, or `.unexpectedShape` for another kind of value.
    static func read(
        _ data: UnsafeRawBufferPointer,
        _ visit: (_ key: UnsafeRawBufferPointer, _ reader: inout JSONReader) throws(JSONError) ->
            Void
    ) throws(WireError) {
        var reader = JSONReader(data)
        let isObject = reader.peek() == .object
        do {
            if isObject {
                try reader.readObject(visit)
            } else {
                try reader.skipValue()
            }
            try reader.finish()
        } catch {
            throw .notJSON(error)
        }
        guard isObject else {
            throw .unexpectedShape("expected a JSON object, found another JSON value")
        }
    }

    /// The event of an object that is no answer: the error it words, if it does.
    ///
    /// - Parameters:
    ///   - data: The object.
    ///   - expected: The members that an answer has, for the message.
    /// - Returns: An event with the error.
    /// - Throws: `WireError.unexpectedShape` when it words none.
    static func error(
        in data: UnsafeRawBufferPointer, expected: String
    ) throws(WireError) -> StreamEvent {
        guard let error = ErrorBodyReader.structured(data) else {
            throw .unexpectedShape("a JSON object without \(expected) or \"error\"")
        }
        var event = StreamEvent()
        event.error = error
        return event
    }
}
