/// One line of a case that does something, or a command with what is expected of it.
struct CaseStep: Equatable, Sendable {
    /// What a step does.
    enum Action: Equatable, Sendable {
        /// Sets a variable for all later commands.
        case environment(name: String, value: String)
        /// Answers every request with a file's text; `{url}` is where.
        case serve(file: String, identity: String?)
        /// Runs a command beside the rest of the case; `{url}` is the URL it prints.
        case start([String])
        /// Runs a command to its end.
        case command(CaseCommand)
        /// Looks at what the last command left behind.
        case check(CaseCheck)
    }

    /// The line in the file, from 1.
    var line: Int
    /// What it does.
    var action: Action
}
