import ArgumentParser

/// The options that say what `diagnose` prints and keeps.
struct DiagnoseOutputOptions: ParsableArguments {
    /// What is printed.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, json, markdown, html
    }

    @Option(name: .long, help: "What to print: text, json, markdown or html.")
    var format: Format = .text

    @OptionGroup var file: ResultFileOptions

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Folder in which a live run's own folder is made. Default: runs.", valueName: "DIR"))
    var keep: String?

    @Flag(name: .customLong("no-keep"), help: "Keep nothing of a live run.")
    var keepsNothing = false

    @Flag(name: .customLong("allow-degraded"), help: "Exit with 0 for a warning too.")
    var allowDegraded = false

    @Flag(name: [.short, .long], help: "Print nothing but the result.")
    var quiet = false

    @Flag(name: [.short, .long], help: "Print all evidence and every clue.")
    var verbose = false

    func validate() throws {
        if keep == "" { throw ValidationError("--keep is empty; name a folder, or --no-keep") }
        if keep != nil, keepsNothing {
            throw ValidationError("--keep and --no-keep exclude each other")
        }
    }
}
