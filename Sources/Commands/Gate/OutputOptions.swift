import ArgumentParser

/// The options that say what is printed and what is kept.
struct OutputOptions: ParsableArguments {
    /// What standard output carries.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, json, markdown, junit, github, html
    }

    @Option(name: .long, help: "What to print: text, json, markdown, junit, github or html.")
    var format: Format = .text

    @Option(
        name: [.short, .long],
        help: ArgumentHelp("Folder in which the run's own folder is made.", valueName: "DIR"))
    var output: String = "runs"

    @Flag(name: .customLong("no-output"), help: "Keep nothing: write no run directory.")
    var keepsNothing = false

    @Option(
        name: .customLong("termination-log"),
        help: ArgumentHelp(
            "Write the verdict as at most 4096 bytes of JSON, for Kubernetes "
                + "(/dev/termination-log).", valueName: "FILE"))
    var terminationLog: String?

    @Flag(name: [.short, .long], help: "Print nothing but the result.")
    var quiet = false

    @Flag(name: [.short, .long], help: "Print every check and every setting.")
    var verbose = false

    func validate() throws {
        // What an unset variable leaves of --output "$DIR".
        for (flag, path) in [("--output", output), ("--termination-log", terminationLog)]
        where path == "" {
            throw ValidationError("\(flag) is empty; name a place to write to")
        }
    }
}
