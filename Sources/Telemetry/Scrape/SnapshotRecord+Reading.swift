extension SnapshotRecord {
    /// Reads the lines of a `signals.jsonl`.
    ///
    /// - Parameters:
    ///   - bytes: the file; a last line that was cut by a crash is left out.
    ///   - name: what to call the file in messages.
    /// - Returns: the records in the order of the lines.
    /// - Throws: `RecordedBodyError.malformedLine`.
    package static func parse(
        lines bytes: [UInt8], name: String
    ) throws(RecordedBodyError) -> [SnapshotRecord] {
        var records: [SnapshotRecord] = []
        let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() where line.contains(where: { $0 > 0x20 }) {
            if let record = try? SnapshotRecord(jsonLine: Array(line)) {
                records.append(record)
            } else if index < lines.count - 1 {
                throw .malformedLine(
                    name: name, line: index + 1, problem: "is not a record of a scrape")
            }
        }
        return records
    }
}
