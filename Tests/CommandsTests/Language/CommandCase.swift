import Foundation
import Testing

/// A small script of commands and what is expected of them, read from a file in `Cases`.
///
/// The language has one construct a line:
///
/// ```
/// # What the case shows.
/// env NAME=VALUE               a variable for all later commands
/// serve FILE [tls IDENTITY]    a server that answers every request with FILE; {url} is where
/// start COMMAND                a command beside the rest; {url} is the URL it prints. It gets
///                              SIGTERM in the end and has to exit with 143
/// terminal COLUMNS             the next command's outputs are a terminal
/// signal INT at TEXT           the next command gets a signal once it has printed TEXT
/// $ COMMAND [< FILE]           runs a command in the case's own folder
/// exit N                       its exit code; 0 when not written
/// > LINE                       a line of its standard output
/// ! LINE                       a line of its standard error
/// file PATH                    a file it has left, its lines following as "| LINE"
/// absent PATH                  nothing is there
/// lines PATH N                 a file has N lines
/// json PATH [KEYS = VALUE]     a file is JSON, and what stands at the key path
/// jsonl PATH [KEYS = VALUE]    the same for every line
/// xml PATH                     a file is well-formed XML
/// lacks TEXT                   no output and no file written so far holds a text
/// -- NAME --                   a file of the case's folder follows, to the next such line
/// ```
///
/// Where a PATH is read, `stdout` and `stderr` mean what the last command printed. An output
/// without expected lines has to be empty. Of a line, `...` stands for any text; a line that is
/// `...` stands for any number of lines; `\e` is the escape character. `{url}`, `{folder}`,
/// `{closed}` (a URL at which nothing listens) and `{authority}` (the certificate authority of the
/// test servers) are replaced everywhere.
struct CommandCase: Equatable, Sendable, CustomTestStringConvertible {
    /// A file of the case's folder.
    struct File: Equatable, Sendable {
        /// The path below the folder.
        var name: String
        /// The content, before anything is replaced in it.
        var text: String
    }

    /// The path below `Cases`, without `.txt`.
    var name: String
    /// The whole path, for messages.
    var path: String
    /// The steps in order.
    var steps: [CaseStep]
    /// The files.
    var files: [File]

    var testDescription: String { name }

    /// The text of a file.
    func file(_ name: String) -> String? {
        files.first { $0.name == name }?.text
    }
}

extension CommandCase {
    /// The folder that holds the cases.
    static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Cases", directoryHint: .isDirectory)

    /// The names of all cases, sorted.
    static let names: [String] = {
        let files = FileManager.default.enumerator(atPath: folder.path)
        var names: [String] = []
        while let file = files?.nextObject() as? String {
            if file.hasSuffix(".txt") { names.append(String(file.dropLast(4))) }
        }
        return names.sorted()
    }()

    /// Reads a case.
    ///
    /// - Parameter name: The path below `Cases`, without `.txt`.
    /// - Throws: `CaseSyntaxError`, or an error of the file system.
    init(named name: String) throws {
        let file = Self.folder.appending(path: name + ".txt")
        try self.init(
            name: name, path: file.path, text: String(contentsOf: file, encoding: .utf8))
    }

    /// Reads a case.
    ///
    /// - Parameters:
    ///   - name: The path below `Cases`, without `.txt`.
    ///   - path: The whole path, for messages.
    ///   - text: The case.
    /// - Throws: `CaseSyntaxError` at the first line that means nothing.
    init(name: String, path: String, text: String) throws(CaseSyntaxError) {
        var parser = CaseParser()
        try parser.read(text)
        self.init(name: name, path: path, steps: parser.steps, files: parser.files)
    }
}
