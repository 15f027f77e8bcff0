/// A line of a case that the language does not know.
struct CaseSyntaxError: Error, Equatable, CustomStringConvertible {
    /// The line in the file, from 1.
    var line: Int
    /// What is wrong with it.
    var problem: String

    var description: String { "line \(line): \(problem)" }
}
