/// Why a file could not be read.
package struct FileError: Error, Sendable, Hashable, CustomStringConvertible {
    package let path: String
    /// Such as `No such file or directory`.
    package let problem: String

    package init(path: String, problem: String) {
        self.path = path
        self.problem = problem
    }

    package var description: String { "\(path) cannot be read: \(problem)" }
}
