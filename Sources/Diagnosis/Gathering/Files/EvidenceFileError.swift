/// Why a file of evidence cannot be read or written.
package struct EvidenceFileError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The file's path as it was given.
    package var file: String

    /// The line, from 1; nil when the file as a whole is meant.
    package var line: Int?

    /// What is wrong, as a clause.
    package var problem: String

    /// The beginning of what was found; empty when nothing was.
    package var found: String

    /// What should have been there; empty when the problem says it.
    package var expected: String

    package init(
        file: String, line: Int? = nil, problem: String, found: String = "", expected: String = ""
    ) {
        self.file = file
        self.line = line
        self.problem = problem
        self.found = found
        self.expected = expected
    }

    package var description: String {
        let place = line.map { "\(file):\($0)" } ?? file
        let found = found.isEmpty ? "" : ", in \"\(found)\""
        let expected = expected.isEmpty ? "" : "; expected \(expected)"
        return "\(place): \(problem)\(found)\(expected)"
    }
}
