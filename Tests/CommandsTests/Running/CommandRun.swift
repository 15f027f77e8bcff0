import Subprocess

/// A process that ran to its end.
struct CommandRun {
    /// How it ended.
    var status: TerminationStatus
    /// What it printed to standard output, or to its terminal.
    var output: String
    /// What it printed to standard error; empty with a terminal.
    var errors: String
    /// Whether the text was printed at which the signal was due; `true` when none was.
    var wasInterrupted = true
}
