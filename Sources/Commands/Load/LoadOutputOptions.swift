import ArgumentParser

/// The options that say what is printed and kept of a load.
struct LoadOutputOptions: ParsableArguments {
    /// What standard output carries.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, json, markdown
    }

    @Option(name: .long, help: "What to print: text, json or markdown.")
    var format: Format = .text

    @Option(
        name: [.short, .long],
        help: ArgumentHelp(
            "Folder in which the run's own folder is made. Default: nothing is kept.",
            valueName: "DIR"))
    var output: String?

    @Flag(name: [.short, .long], help: "Print nothing but the result.")
    var quiet = false

    @Flag(name: [.short, .long], help: "Print every percentile and every setting.")
    var verbose = false

    @Flag(
        name: .customLong("dry-run"),
        help: "Print the schedule and the cost in tokens; contact nobody.")
    var isDry = false

    func validate() throws {
        if output == "" {
            throw ValidationError("--output is empty; name a place to write to")
        }
        if isDry, output != nil { throw ValidationError("--dry-run keeps nothing") }
    }
}
