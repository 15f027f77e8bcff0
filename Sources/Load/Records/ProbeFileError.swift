/// Why a file of probes cannot be read.
package struct ProbeFileError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The file's name.
    package var file: String

    /// The line, from 1.
    package var line: Int

    /// What is wrong, as a clause.
    package var problem: String

    /// The beginning of the line.
    package var found: String

    package var description: String {
        let place = "\(file):\(line): \(problem)"
        return found.isEmpty
            ? "\(place); expected one JSON object a line, as `firstlight probe --format jsonl` writes"
            : "\(place), in \"\(found)\""
    }
}
