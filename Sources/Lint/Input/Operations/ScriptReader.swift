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
}
