/// Finds the message in the body of an error response.
///
/// Engines word errors in many shapes: `{"error": {"message": ...}}` (OpenAI, vLLM, llama.cpp),
/// `{"error": "..."}` (Ollama, TGI with `error_type` beside it), `{"object": "error", "message": ...}` (older vLLM),
/// `{"detail": ...}` (FastAPI, where the detail may be a list), plain text or an HTML page.
package enum ErrorBodyReader {
    /// Reads an error body.
    ///
    /// - Parameter body: The body, whatever it holds.
    /// - Returns: The error; for a body of no known shape, the beginning of its text; `nil` for an
    ///   empty body.
    package static func read(_ body: UnsafeRawBufferPointer) -> ServerError? {
        guard !body.isEmpty else { return nil }
        return structured(body) ?? ServerError(message: plainText(body))
    }

    /// Reads an error in one of the known JSON shapes.
    ///
    /// - Parameter body: The text; what follows the members that matter need not be well formed.
    /// - Returns: The error; `nil` when the text is of no such shape.
    package static func structured(_ body: UnsafeRawBufferPointer) -> ServerError? {
        var found: ServerError?
        var detail: String?
        var type: String?
        var flat = Members()
        var reader = JSONReader(body)
        guard reader.peek() == .object else { return nil }
        // A body that was cut off still tells what it told before.
        try? reader.readObject { (key, reader) throws(JSONError) in
            if key.equals("error") {
                found = try readError(&reader)
            } else if key.equals("detail") {
                detail = try readDetail(&reader)
            } else if key.equals("error_type"), reader.peek() == .string {
                type = try reader.readString()
            } else {
                try flat.read(key, &reader)
            }
        }
        if let type, found?.type == nil { found?.type = type }
        return found ?? detail.map { ServerError(message: $0) } ?? flat.error
    }

    /// Reads the value of an `error` member.
    ///
    /// - Parameter reader: Stands before the value.
    /// - Returns: The error; `nil` for `null`, `false`, an empty string and the like.
    /// - Throws: `JSONError` when the value is not JSON.
    static func readError(_ reader: inout JSONReader) throws(JSONError) -> ServerError? {
        switch reader.peek() {
        case .string:
            let message = try reader.readString()
            return message.isEmpty ? nil : ServerError(message: message)
        case .object:
            var members = Members()
            try reader.readObject { (key, reader) throws(JSONError) in
                try members.read(key, &reader)
            }
            return members.error
                ?? ServerError(
                    message: members.type ?? "no message", type: members.type, code: members.code)
        default:
            try reader.skipValue()
            return nil
        }
    }

    /// The members of an error object.
    private struct Members {
        var message: String?
        var type: String?
        var code: Int?

        /// The error, when there is a message.
        var error: ServerError? {
            guard let message, !message.isEmpty else { return nil }
            return ServerError(message: message, type: type, code: code)
        }

        mutating func read(
            _ key: UnsafeRawBufferPointer, _ reader: inout JSONReader
        ) throws(JSONError) {
            if key.equals("message"), reader.peek() == .string {
                message = try reader.readString()
            } else if key.equals("type"), reader.peek() == .string {
                type = try reader.readString()
            } else if key.equals("code"), reader.peek() == .number {
                code = Int(exactly: try reader.readNumber())
            } else {
                try reader.skipValue()
            }
        }
    }

    /// FastAPI's `detail`: a string, or a list of objects with `msg`.
    private static func readDetail(_ reader: inout JSONReader) throws(JSONError) -> String? {
        switch reader.peek() {
        case .string: return try reader.readString()
        case .array:
            var messages: [String] = []
            try reader.readArray { (reader) throws(JSONError) in
                guard reader.peek() == .object else {
                    try reader.skipValue()
                    return
                }
                try reader.readObject { (key, reader) throws(JSONError) in
                    if key.equals("msg"), reader.peek() == .string {
                        messages.append(try reader.readString())
                    } else {
                        try reader.skipValue()
                    }
                }
            }
            return messages.isEmpty ? nil : messages.joined(separator: "; ")
        default:
            try reader.skipValue()
            return nil
        }
    }

    // MARK: - Other texts

    /// The beginning of a body that is no JSON, on one line; an HTML page is named as such.
    private static func plainText(_ body: UnsafeRawBufferPointer) -> String {
        let text = String(decoding: body.prefix(2000), as: UTF8.self)
        if isHTML(body) {
            if let open = text.range(of: "<title>"), let close = text.range(of: "</title>"),
                open.upperBound <= close.lowerBound
            {
                return "an HTML page titled \"\(text[open.upperBound..<close.lowerBound])\""
            }
            return "an HTML page"
        }
        let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return String(line.prefix(200))
    }

    /// Whether a body looks like an HTML page.
    ///
    /// - Parameter body: The body.
    /// - Returns: True when its first visible bytes open an HTML document.
    package static func isHTML(_ body: UnsafeRawBufferPointer) -> Bool {
        let start = String(decoding: body.prefix(512), as: UTF8.self)
            .drop(while: \.isWhitespace).lowercased()
        return start.hasPrefix("<!doctype html") || start.hasPrefix("<html")
    }
}

/// Substring search without Foundation.
extension String {
    fileprivate func range(of needle: String) -> Range<String.Index>? {
        var index = startIndex
        while index < endIndex {
            if self[index...].hasPrefix(needle) {
                return index..<self.index(index, offsetBy: needle.count)
            }
            index = self.index(after: index)
        }
        return nil
    }
}
