import ArgumentParser
import Foundation
import Reports

/// Where the result of a command goes that keeps nothing else: standard output, or a file.
struct ResultFileOptions: ParsableArguments {
    @Option(
        name: [.short, .long],
        help: ArgumentHelp(
            "Write it to a file instead, whole or not at all.", valueName: "FILE"))
    var output: String?

    func validate() throws {
        if output == "" { throw ValidationError("--output is empty; name a file to write") }
    }

    /// The file; nil for standard output, which `-` names too.
    private var file: String? { output == "-" ? nil : output }

    /// How a page of text is shown there: in colours only on a terminal.
    func style(_ console: Console, isVerbose: Bool) -> TerminalStyle {
        TerminalStyle(
            color: console.outHasColor && file == nil, width: console.width, verbose: isVerbose)
    }

    /// Prints the result, or writes it to the file.
    ///
    /// - Parameters:
    ///   - text: The rendered result.
    ///   - summary: What is said of a written file; nil for nothing.
    ///   - console: The process's terminal.
    /// - Throws: `UsageError` when it cannot be printed or written.
    func deliver(_ text: String, summary: String?, _ console: Console) throws(UsageError) {
        guard let file else { return try console.out(text) }
        try AtomicFile.write(Data(text.utf8), to: file)
        if let summary { console.note("wrote \(file): \(summary)") }
    }
}
