import ArgumentParser

/// The options that say what `compare` prints and keeps.
struct CompareOutputOptions: ParsableArguments {
    @Option(name: .long, help: "What to print: text, json, markdown or html.")
    var format: CompareCommand.Format = .text

    @Option(
        name: [.short, .long],
        help: ArgumentHelp(
            """
            Folder in which the comparison's own folder is made. Default: runs for live endpoints; \
            nothing is kept of recorded runs.
            """, valueName: "DIR"))
    var output: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "What the report is called. Default: the candidate's name.", valueName: "NAME"))
    var name: String?

    @Flag(name: .customLong("no-output"), help: "Keep nothing of a live run.")
    var keepsNothing = false

    @Flag(name: [.short, .long], help: "Print nothing but the result.")
    var quiet = false

    @Flag(name: [.short, .long], help: "Print the ranks, the streams and the method too.")
    var verbose = false

    func validate() throws {
        if name == "" { throw ValidationError("--name is empty; leave it out or write a name") }
        if output == "" { throw ValidationError("--output is empty; name a folder") }
        if output != nil, keepsNothing {
            throw ValidationError("--output and --no-output exclude each other")
        }
    }
}
