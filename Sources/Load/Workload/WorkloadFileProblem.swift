/// One line of a workload file that cannot be used.
package struct WorkloadFileProblem: Error, Sendable, Equatable, CustomStringConvertible {
    /// The file's name.
    package var file: String
    /// The line, or in a list the entry, from 1; `nil` where the whole file is meant.
    package var line: Int?
    /// What is wrong, what was found and what was expected.
    package var problem: String

    /// Creates a problem.
    ///
    /// - Parameters:
    ///   - file: The file's name.
    ///   - line: The line, from 1.
    ///   - problem: What is wrong.
    package init(file: String, line: Int?, problem: String) {
        self.file = file
        self.line = line
        self.problem = problem
    }

    package var description: String { "\(file)\(line.map { ":\($0)" } ?? ""): \(problem)" }
}
