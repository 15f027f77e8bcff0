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
        Data(try ProbeLine(record).bytes + [0x0A])
    }

    /// Reads records from the bytes of a file.
    ///
    /// Blank lines and a byte order mark are passed over. A last line that ends in the middle, as a
    /// crash leaves it behind, is dropped and said in the notes.
    ///
    /// - Parameters:
    ///   - data: The file's bytes.
    ///   - file: Its name, for messages.
    /// - Returns: The records in the order of the file, those without a number numbered by their
    ///   place among the records, and notes for the reader.
    /// - Throws: `ProbeFileError` at the first line that is no record, or when there is none.
    package static func read(
        _ data: Data, file: String
    ) throws(ProbeFileError) -> (records: [ProbeRecord], notes: [String]) {
        var records: [ProbeRecord] = []
        var notes: [String] = []
        let decoder = JSONDecoder()
        let lines = withoutByteOrderMark(data).split(
            separator: 0x0A, omittingEmptySubsequences: false)
        for (number, line) in lines.enumerated()
        where line.contains(where: { $0 != 0x20 && $0 != 0x0D && $0 != 0x09 }) {
            do {
                let numbered = try decoder.decode(NumberedRecord.self, from: Data(line))
                var record = numbered.record
                if !numbered.isNumbered { record.index = records.count }
                records.append(record)
            } catch {
                if number == lines.count - 1, !records.isEmpty, isCutOff(line) {
                    notes.append(
                        "\(file):\(number + 1): the last line is cut off and was left out")
                    continue
                }
                throw ProbeFileError(
                    file: file, line: number + 1, problem: DecodingProblem.words(error),
                    found: excerpt(of: line))
            }
        }
        guard !records.isEmpty else {
            throw ProbeFileError(file: file, line: 1, problem: "no probe in the file", found: "")
        }
        return (records, notes)
    }

    /// A record, and whether the line carries its number.
    private struct NumberedRecord: Decodable {
        private enum Key: String, CodingKey { case index }

        var record: ProbeRecord
        var isNumbered: Bool

        init(from decoder: any Decoder) throws {
            record = try ProbeRecord(from: decoder)
            let line = try decoder.container(keyedBy: Key.self)
            isNumbered = try line.contains(.index) && !line.decodeNil(forKey: .index)
        }
    }

    private static func withoutByteOrderMark(_ data: Data) -> Data {
        data.starts(with: [0xEF, 0xBB, 0xBF]) ? data.dropFirst(3) : data
    }

    /// Whether a line begins as an object does and is no whole JSON text.
    private static func isCutOff(_ line: Data) -> Bool {
        guard line.first(where: { $0 != 0x20 && $0 != 0x09 }) == UInt8(ascii: "{") else {
            return false
        }
        return (try? JSONSerialization.jsonObject(with: Data(line))) == nil
    }

    /// The beginning of a line, without characters that would act on a terminal.
    private static func excerpt(of line: Data) -> String {
        let text = String(decoding: line.prefix(80), as: UTF8.self)
        return String(
            String.UnicodeScalarView(
                text.unicodeScalars.filter { $0.properties.generalCategory != .control }))
    }
}
