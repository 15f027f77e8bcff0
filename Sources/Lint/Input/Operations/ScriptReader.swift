/// Finds the commands of a shell script.
struct ScriptReader {
    let file: Int

    /// Whether a file is a shell script, by its name and its first line.
    static func isScript(_ source: LintSource) -> Bool {
        if [".sh", ".bash"].contains(where: source.path.hasSuffix) { return true }
        let first = String(decoding: source.bytes.prefix { $0 != 0x0A }.prefix(80), as: UTF8.self)
        return first.hasPrefix("#!") && first.hasSuffix("sh")
    }

    /// The commands.
    ///
    /// - Parameter text: The script.
    /// - Returns: The commands.
    func read(_ text: MappedText) -> LintDocument {
        var document = LintDocument(isRecognised: true)
        document.commands = CommandSplitter.commands(text).map { words in
            CommandLine(
                file: file, image: nil, words: words, range: words.first?.whole ?? text.whole)
        }
        return document
    }

    /// The commands of a text that does not call itself a script, such as one line of standard
    /// input.
    ///
    /// - Parameter text: A text that is no YAML, or none that means anything here.
    /// - Returns: Nil unless the text begins like a command and starts an engine or Prometheus.
    func readCommandLines(_ text: MappedText) -> LintDocument? {
        let document = read(text)
        guard let first = document.commands.first?.words.first?.text,
            !first.hasSuffix(":"), first != "-", first != "---",
            !["{", "[", "%"].contains(first.prefix(1)),
            document.commands.contains(where: { Self.starts($0) })
        else { return nil }
        return document
    }

    /// Whether a command names a program of which something is known; flags alone decide nothing.
    private static func starts(_ command: CommandLine) -> Bool {
        guard let first = command.words.first(where: { !$0.text.contains("=") })?.text,
            !first.hasPrefix("-")
        else { return false }
        return command.isPrometheus || EngineLaunch(command) != nil
    }
}
