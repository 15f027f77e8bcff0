/// Reads the lines of a case; ``CommandCase`` describes the language.
struct CaseParser {
    /// The steps read so far.
    private(set) var steps: [CaseStep] = []
    /// The files read so far.
    private(set) var files: [CommandCase.File] = []

    private var terminalColumns: Int?
    private var interrupt: CaseCommand.Interrupt?

    /// Reads a whole case.
    mutating func read(_ text: String) throws(CaseSyntaxError) {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        if lines.last == "" { lines.removeLast() }
        for (index, line) in lines.enumerated() {
            if let name = Self.fileName(line) {
                files.append(CommandCase.File(name: name, text: ""))
            } else if files.isEmpty {
                try read(String(line), index + 1)
            } else {
                files[files.count - 1].text += line + "\n"
            }
        }
        guard terminalColumns == nil, interrupt == nil else {
            throw CaseSyntaxError(line: lines.count, problem: "the last command is missing")
        }
    }

    private static func fileName(_ line: Substring) -> String? {
        guard line.hasPrefix("-- "), line.hasSuffix(" --"), line.count > 6 else { return nil }
        return String(line.dropFirst(3).dropLast(3))
    }

    private mutating func read(_ line: String, _ number: Int) throws(CaseSyntaxError) {
        if line.isEmpty || line.hasPrefix("#") { return }
        let word = String(line.prefix { $0 != " " })
        let rest = String(line.dropFirst(word.count + 1))
        switch word {
        case ">", "!", "|", "exit": try expect(word, rest, number)
        case "$": try addCommand(rest, number)
        case "terminal":
            guard let columns = Int(rest), columns > 0 else {
                throw CaseSyntaxError(line: number, problem: "terminal COLUMNS")
            }
            terminalColumns = columns
        case "signal":
            let parts = rest.split(separator: " ", maxSplits: 2).map(String.init)
            guard parts.count == 3, ["INT", "TERM"].contains(parts[0]), parts[1] == "at" else {
                throw CaseSyntaxError(line: number, problem: "signal INT|TERM at TEXT")
            }
            interrupt = CaseCommand.Interrupt(name: parts[0], text: parts[2])
        default:
            steps.append(CaseStep(line: number, action: try action(word, rest, number)))
        }
    }

    private mutating func addCommand(_ text: String, _ number: Int) throws(CaseSyntaxError) {
        var command = CaseCommand(
            words: try ShellWords.split(text, line: number), terminalColumns: terminalColumns,
            interrupt: interrupt)
        if let sign = command.words.firstIndex(of: "<") {
            guard sign == command.words.count - 2 else {
                throw CaseSyntaxError(line: number, problem: "< FILE ends a command")
            }
            command.input = command.words.last
            command.words.removeLast(2)
        }
        guard !command.words.isEmpty else {
            throw CaseSyntaxError(line: number, problem: "$ COMMAND")
        }
        terminalColumns = nil
        interrupt = nil
        steps.append(CaseStep(line: number, action: .command(command)))
    }

    /// Adds what is expected to the step before.
    private mutating func expect(
        _ sign: String, _ text: String, _ number: Int
    ) throws(CaseSyntaxError) {
        let line = CaseCommand.Line(number: number, pattern: text)
        switch (sign, steps.last?.action) {
        case ("|", .check(.file(let path, let lines))):
            steps[steps.count - 1].action = .check(.file(path: path, lines: lines + [line]))
        case (_, .command(var command)):
            switch sign {
            case ">": command.output.append(line)
            case "!" where command.terminalColumns == nil: command.errors.append(line)
            case "exit":
                guard let code = Int32(text) else {
                    throw CaseSyntaxError(line: number, problem: "exit N")
                }
                command.exitCode = code
            default:
                throw CaseSyntaxError(line: number, problem: "\(sign) cannot stand here")
            }
            steps[steps.count - 1].action = .command(command)
        default: throw CaseSyntaxError(line: number, problem: "\(sign) cannot stand here")
        }
    }

    private func action(
        _ word: String, _ rest: String, _ number: Int
    ) throws(CaseSyntaxError) -> CaseStep.Action {
        let words = rest.split(separator: " ").map(String.init)
        switch (word, words.count) {
        case ("env", 1...):
            let parts = rest.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2 else { break }
            return .environment(name: String(parts[0]), value: String(parts[1]))
        case ("serve", 1): return .serve(file: words[0], identity: nil)
        case ("serve", 3) where words[1] == "tls":
            return .serve(file: words[0], identity: words[2])
        case ("start", 1...): return .start(try ShellWords.split(rest, line: number))
        default:
            if let check = try check(word, rest, words, number) { return .check(check) }
        }
        throw CaseSyntaxError(line: number, problem: "unknown: \(word) \(rest)")
    }

    private func check(
        _ word: String, _ rest: String, _ words: [String], _ number: Int
    ) throws(CaseSyntaxError) -> CaseCheck? {
        switch (word, words.count) {
        case ("file", 1): return .file(path: rest, lines: [])
        case ("absent", 1): return .absent(path: rest)
        case ("lines", 2): return Int(words[1]).map { .lineCount(source: words[0], count: $0) }
        case ("json", 1...): return .json(source: words[0], value: try value(rest, number))
        case ("jsonl", 1...): return .jsonLines(source: words[0], value: try value(rest, number))
        case ("xml", 1): return .xml(source: rest)
        case ("lacks", 1...): return .lacks(text: rest)
        default: return nil
        }
    }

    /// Reads `PATH KEYS = VALUE`; `nil` for `PATH` alone.
    private func value(_ rest: String, _ number: Int) throws(CaseSyntaxError) -> CaseValue? {
        let parts = rest.split(separator: " ", maxSplits: 3).map(String.init)
        if parts.count == 1 { return nil }
        guard parts.count == 4, parts[2] == "=" else {
            throw CaseSyntaxError(line: number, problem: "PATH KEYS = VALUE")
        }
        return CaseValue(path: parts[1], json: parts[3])
    }
}
