import ArgumentParser

/// The options that say what is printed and what is kept.
struct SweepOutputOptions: ParsableArguments {
    /// What standard output carries.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, json, markdown, html
    }

    @Option(name: .long, help: "What to print: text, json, markdown or html.")
    var format: Format = .text

    @Option(
        name: [.short, .long],
        help: ArgumentHelp("Folder in which the run's own folder is made.", valueName: "DIR"))
    var output: String = "runs"

    @Flag(name: .customLong("no-output"), help: "Keep nothing: write no run directory.")
    var keepsNothing = false

    @Option(name: .long, help: "Name of the run, in reports and in its folder's name.")
    var name: String?

    @Flag(name: [.short, .long], help: "Print nothing but the result.")
    var quiet = false

    @Flag(name: [.short, .long], help: "Print every percentile.")
    var verbose = false

    func validate() throws {
        // What an unset variable leaves of --output "$DIR".
        if output.isEmpty {
            throw ValidationError("--output is empty; name a place to write to")
        }
    }
}
