/// A command of a case, and what is expected of it.
struct CaseCommand: Equatable, Sendable {
    /// A signal to send while the command runs.
    struct Interrupt: Equatable, Sendable {
        /// `INT` or `TERM`.
        var name: String
        /// The signal is sent when this text has been printed.
        var text: String
    }

    /// A line that is expected, with the place where it stands.
    struct Line: Equatable, Sendable {
        /// The line in the file, from 1.
        var number: Int
        /// The pattern; see ``LinePattern``.
        var pattern: String
    }

    /// Program and arguments.
    var words: [String]
    /// The file that is standard input; none when `nil`.
    var input: String?
    /// The columns of the terminal that both outputs are; pipes when `nil`.
    var terminalColumns: Int?
    /// A signal to send.
    var interrupt: Interrupt?
    /// The exit code.
    var exitCode: Int32 = 0
    /// Standard output, or all output on a terminal.
    var output: [Line] = []
    /// Standard error.
    var errors: [Line] = []
}
