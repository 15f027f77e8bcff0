/// A part of a file that cannot be what stands there, and keeps that part from being looked at.
struct LintProblem: Sendable {
    /// The bytes of the file.
    var range: Range<Int>
    /// What was found and what was expected.
    var message: String
}
