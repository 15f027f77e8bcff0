package import Foundation

/// Reading and writing `probes.jsonl`.
package enum ProbeFile {
    /// The largest file read, in bytes.
    package static let bytesMax = 1 << 30

    /// One line of JSON for a record, with its line feed.
    ///
    /// - Parameter record: The record.
    /// - Returns: UTF-8 text; keys sorted, so that equal records give equal lines.
    /// - Throws: `EncodingError` when a number is not finite.
    package static func line(_ record: ProbeRecord) throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        var line = try encoder.encode(record)
        line.append(0x0A)
        return line
    }

    /// Reads records from the bytes of a file.
    ///
    /// Blank lines are passed over. A last line without a line feed that is not JSON is what a
    /// crash leaves behind: it is dropped and said in the notes.
    ///
    /// - Parameters:
    ///   - data: The file's bytes.
    ///   - file: Its name, for messages.
    /// - Returns: The records in the order of the file, numbered by it where they carry no number,
    ///   and notes for the reader.
    /// - Throws: `ProbeFileError` at the first line that is no record, or when there is none.
    package static func read(
        _ data: Data, file: String
    ) throws(ProbeFileError) -> (records: [ProbeRecord], notes: [String]) {
        var records: [ProbeRecord] = []
        var notes: [String] = []
        let decoder = JSONDecoder()
        let lines = data.split(separator: 0x0A, omittingEmptySubsequences: false)
        for (number, line) in lines.enumerated()
        where line.contains(where: { $0 != 0x20 && $0 != 0x0D && $0 != 0x09 }) {
            do {
                var record = try decoder.decode(ProbeRecord.self, from: Data(line))
                if record.index == 0 { record.index = records.count }
                records.append(record)
            } catch {
                if number == lines.count - 1, !records.isEmpty {
                    notes.append(
                        "\(file):\(number + 1): the last line is cut off and was left out")
                    continue
                }
                throw ProbeFileError(
                    file: file, line: number + 1, problem: Self.words(error),
                    found: String(decoding: line.prefix(80), as: UTF8.self))
            }
        }
        guard !records.isEmpty else {
            throw ProbeFileError(file: file, line: 1, problem: "no probe in the file", found: "")
        }
        return (records, notes)
    }

    private static func words(_ error: any Error) -> String {
        switch error as? DecodingError {
        case .dataCorrupted(let context):
            let key = context.codingPath.last?.stringValue
            return key.map { "\"\($0)\": \(context.debugDescription)" } ?? "not a JSON object"
        case .typeMismatch(let type, let context):
            let key = context.codingPath.last?.stringValue ?? "the line"
            return "\"\(key)\" is not of the type \(type)"
        case .keyNotFound(let key, _): return "\"\(key.stringValue)\" is missing"
        case .valueNotFound(_, let context):
            return "\"\(context.codingPath.last?.stringValue ?? "a value")\" is null"
        default: return "\(error)"
        }
    }
}
