import ArgumentParser

/// The options that say what a release prints and keeps.
struct ReleaseOutputOptions: ParsableArguments {
    /// What standard output carries.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, json, markdown, junit, github
    }

    @Option(name: .long, help: "What to print: text, json, markdown, junit or github.")
    var format: Format = .text

    @Option(
        name: [.short, .long],
        help: ArgumentHelp("Folder in which the run's own folder is made.", valueName: "DIR"))
    var output: String = "runs"

    @Option(name: .long, help: ArgumentHelp("Write JUnit there too.", valueName: "FILE"))
    var junit: String?

    @Option(
        name: .customLong("termination-log"),
        help: ArgumentHelp(
            "Write the verdict as at most 4096 bytes of JSON, for Kubernetes "
                + "(/dev/termination-log).", valueName: "FILE"))
    var terminationLog: String?

    @Option(name: .long, help: "Name of the run, in reports and in its folder's name.")
    var name: String?

    @Flag(name: .customLong("allow-degraded"), help: "Exit with 0 for DEGRADED too.")
    var allowDegraded = false

    @Flag(name: [.short, .long], help: "Print nothing but the result.")
    var quiet = false

    @Flag(name: [.short, .long], help: "Print every check and every percentile.")
    var verbose = false

    func validate() throws {
        // What an unset variable leaves of --output "$DIR".
        for (flag, path) in [
            ("--output", output), ("--junit", junit), ("--termination-log", terminationLog),
        ] where path == "" {
            throw ValidationError("\(flag) is empty; name a place to write to")
        }
    }

    /// The gate's part of these options.
    var gate: OutputOptions {
        var options = OutputOptions()
        options.format = .text
        options.output = output
        options.keepsNothing = false
        options.terminationLog = nil
        options.quiet = quiet
        options.verbose = verbose
        return options
    }
}
