import Inference

/// Reads JSON with the lines of its values: of a member that of its name.
struct LineJSONReader {
    private let bytes: UnsafeRawBufferPointer
    /// The offsets of the line feeds, ascending.
    private let breaks: [Int]

    /// Reads a text.
    ///
    /// - Parameters:
    ///   - text: the text.
    ///   - file: what messages call it.
    /// - Returns: the outermost value.
    /// - Throws: ``ProfileErrors`` with the place of the first thing that is no JSON.
    static func read(_ text: String, file: String) throws(ProfileErrors) -> LineJSON {
        let bytes = Array(text.utf8)
        let breaks = bytes.indices.filter { bytes[$0] == UInt8(ascii: "\n") }
        let result: Result<LineJSON, JSONError> = bytes.withUnsafeBytes { buffer in
            let lines = LineJSONReader(bytes: buffer, breaks: breaks)
            var reader = JSONReader(buffer)
            do throws(JSONError) {
                let value = try lines.value(&reader, line: 1)
                try reader.finish()
                return .success(value)
            } catch {
                return .failure(error)
            }
        }
        switch result {
        case .success(let value): return value
        case .failure(let error):
            let line = Self.line(of: error.offset, breaks)
            let start = line > 1 ? breaks[line - 2] + 1 : 0
            throw ProfileErrors([
                ProfileProblem(
                    place: .line(file: file, line: line, column: error.offset - start + 1),
                    keyPath: "", message: "cannot be read as JSON: \(error)")
            ])
        }
    }

    private func value(
        _ reader: inout JSONReader, line: Int
    ) throws(JSONError) -> LineJSON {
        switch reader.peek() {
        case .object:
            var members: [(name: String, value: LineJSON)] = []
            try reader.readObject { (key, reader) throws(JSONError) in
                let name = String(decoding: key, as: UTF8.self)
                members.append((name, try value(&reader, line: self.line(of: key))))
            }
            return LineJSON(content: .object(members), line: line)
        case .array:
            var items: [LineJSON] = []
            try reader.readArray { (reader) throws(JSONError) in
                items.append(try value(&reader, line: line))
            }
            return LineJSON(content: .array(items), line: line)
        case .string: return LineJSON(content: .string(try reader.readString()), line: line)
        case .number: return LineJSON(content: .number(try reader.readNumber()), line: line)
        case .boolean: return LineJSON(content: .bool(try reader.readBoolean()), line: line)
        case .null, .end, .invalid:
            guard try reader.readNull() else {
                // Nothing that is JSON comes next; this says what and where.
                try reader.skipValue()
                return LineJSON(content: .null, line: line)
            }
            return LineJSON(content: .null, line: line)
        }
    }

    private func line(of part: UnsafeRawBufferPointer) -> Int {
        guard let start = bytes.baseAddress, let place = part.baseAddress else { return 1 }
        return Self.line(of: place - start, breaks)
    }

    /// The line of an offset, counted from 1, by halving.
    private static func line(of offset: Int, _ breaks: [Int]) -> Int {
        var (low, high) = (0, breaks.count)
        while low < high {
            let middle = (low + high) / 2
            if breaks[middle] < offset { low = middle + 1 } else { high = middle }
        }
        return low + 1
    }
}
