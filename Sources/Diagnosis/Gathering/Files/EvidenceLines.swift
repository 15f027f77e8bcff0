import Foundation
import Load

/// Reads files of one JSON object a line.
enum EvidenceLines {
    /// The largest file read, in bytes.
    static let bytesMax = 1 << 30

    /// The records of a file.
    ///
    /// Blank lines are passed over. A last line that ends in the middle, as a crash leaves it
    /// behind, is dropped and said in the notes.
    ///
    /// - Parameters:
    ///   - data: The file's bytes.
    ///   - file: Its name, for messages.
    ///   - expected: What a line is, for messages.
    ///   - type: What a line decodes to.
    /// - Returns: The records with the numbers of their lines, and notes for the reader.
    /// - Throws: `EvidenceFileError` at the first line that is no such record.
    static func read<Record: Decodable>(
        _ data: Data, file: String, expected: String, as type: Record.Type
    ) throws(EvidenceFileError) -> (records: [(line: Int, record: Record)], notes: [String]) {
        var records: [(line: Int, record: Record)] = []
        var notes: [String] = []
        let decoder = JSONDecoder()
        let lines = data.split(separator: 0x0A, omittingEmptySubsequences: false)
        for (number, line) in lines.enumerated() where line.contains(where: { $0 > 0x20 }) {
            do {
                records.append((number + 1, try decoder.decode(type, from: Data(line))))
            } catch {
                if number == lines.count - 1, isCutOff(line) {
                    notes.append(
                        "\(file):\(number + 1): the last line is cut off and was left out")
                    continue
                }
                throw EvidenceFileError(
                    file: file, line: number + 1, problem: DecodingProblem.words(error),
                    found: excerpt(of: line), expected: expected)
            }
        }
        return (records, notes)
    }

    /// The bytes of a file.
    ///
    /// - Parameter path: The file's path.
    /// - Returns: Nil when there is no such file.
    /// - Throws: `EvidenceFileError` when it cannot be read or is too large.
    static func bytes(of path: String) throws(EvidenceFileError) -> Data? {
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        do {
            let handle = try FileHandle(forReadingFrom: URL(filePath: path))
            defer { try? handle.close() }
            let data = try handle.read(upToCount: bytesMax + 1) ?? Data()
            guard data.count <= bytesMax else {
                throw EvidenceFileError(
                    file: path, problem: "is longer than the \(bytesMax) bytes read")
            }
            return data
        } catch let error as EvidenceFileError {
            throw error
        } catch {
            throw EvidenceFileError(
                file: path, problem: "cannot be read: \(AppendingFile.reason(error))")
        }
    }

    /// Whether a line begins as an object does and is no whole JSON text.
    private static func isCutOff(_ line: Data) -> Bool {
        guard line.first(where: { $0 > 0x20 }) == UInt8(ascii: "{") else { return false }
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
