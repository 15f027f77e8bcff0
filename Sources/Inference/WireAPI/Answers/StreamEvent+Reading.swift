/// Reading the members that the wire APIs have in common.
extension StreamEvent {
    /// Reads a piece of the answer itself; anything but a string is none.
    ///
    /// - Parameters:
    ///   - reader: Stands before the value.
    ///   - keepText: Whether to decode the text.
    /// - Throws: `JSONError` when the value is not JSON.
    mutating func readContent(
        _ reader: inout JSONReader, keepText: Bool
    ) throws(JSONError) {
        guard let piece = try StreamEvent.readPiece(&reader, keepText: keepText) else { return }
        contentBytes += piece.count
        text += piece.text
        content += piece.text
    }

    /// Reads a piece of the reasoning before the answer; anything but a string is none.
    ///
    /// - Parameters:
    ///   - reader: Stands before the value.
    ///   - keepText: Whether to decode the text.
    /// - Throws: `JSONError` when the value is not JSON.
    mutating func readReasoning(
        _ reader: inout JSONReader, keepText: Bool
    ) throws(JSONError) {
        guard let piece = try StreamEvent.readPiece(&reader, keepText: keepText) else { return }
        reasoningBytes += piece.count
        text += piece.text
    }

    private static func readPiece(
        _ reader: inout JSONReader, keepText: Bool
    ) throws(JSONError) -> (count: Int, text: String)? {
        guard reader.peek() == .string else {
            try reader.skipValue()
            return nil
        }
        guard keepText else { return (try reader.readStringBytes().count, "") }
        let text = try reader.readString()
        return (text.utf8.count, text)
    }

    /// Ends the only choice.
    ///
    /// - Parameter reason: Why, when the server says so.
    mutating func finish(_ reason: FinishReason?) {
        choices |= 1
        finishedChoices |= 1
        finishReason = reason
    }
}

/// Reading single values without trusting their type.
extension JSONReader {
    /// Reads a count.
    ///
    /// - Returns: `nil` for anything that cannot count something.
    /// - Throws: `JSONError` when the value is not JSON.
    mutating func readCountOrSkip() throws(JSONError) -> Int? {
        guard let number = try readNumberOrSkip() else { return nil }
        return Int(exactly: number).flatMap { $0 >= 0 ? $0 : nil }
    }

    /// Reads a number.
    ///
    /// - Returns: `nil` for anything else.
    /// - Throws: `JSONError` when the value is not JSON.
    mutating func readNumberOrSkip() throws(JSONError) -> Double? {
        guard peek() == .number else {
            try skipValue()
            return nil
        }
        return try readNumber()
    }

    /// Reads a string.
    ///
    /// - Returns: `nil` for anything else.
    /// - Throws: `JSONError` when the value is not JSON.
    mutating func readStringOrSkip() throws(JSONError) -> String? {
        guard peek() == .string else {
            try skipValue()
            return nil
        }
        return try readString()
    }

    /// Reads a boolean.
    ///
    /// - Returns: `nil` for anything else.
    /// - Throws: `JSONError` when the value is not JSON.
    mutating func readBooleanOrSkip() throws(JSONError) -> Bool? {
        guard peek() == .boolean else {
            try skipValue()
            return nil
        }
        return try readBoolean()
    }

    /// Reads an object member by member.
    ///
    /// - Parameter visit: Reads or skips one member's value; not called for anything but an object.
    /// - Throws: `JSONError` when the value is not JSON.
    mutating func readObjectOrSkip(
        _ visit: (_ key: UnsafeRawBufferPointer, _ reader: inout JSONReader) throws(JSONError) ->
            Void
    ) throws(JSONError) {
        guard peek() == .object else {
            try skipValue()
            return
        }
        try readObject(visit)
    }

    /// Reads an array element by element.
    ///
    /// - Parameter visit: Reads or skips one element; not called for anything but an array.
    /// - Throws: `JSONError` when the value is not JSON.
    mutating func readArrayOrSkip(
        _ visit: (_ reader: inout JSONReader) throws(JSONError) -> Void
    ) throws(JSONError) {
        guard peek() == .array else {
            try skipValue()
            return
        }
        try readArray(visit)
    }

    /// Reads a time given as a number.
    ///
    /// - Parameter unitSeconds: What one is worth, in seconds.
    /// - Returns: `nil` for anything but a number that can be a time: up to a hundred years.
    /// - Throws: `JSONError` when the value is not JSON.
    mutating func readTimeOrSkip(unitSeconds: Double) throws(JSONError) -> Duration? {
        guard let number = try readNumberOrSkip() else { return nil }
        let seconds = number * unitSeconds
        guard seconds >= 0, seconds < 3e9 else { return nil }
        return .nanoseconds(Int64((seconds * 1e9).rounded()))
    }
}
