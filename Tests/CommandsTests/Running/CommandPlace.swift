import Subprocess
import SystemPackage

/// Where commands run, and with what.
struct CommandPlace: Sendable {
    /// The folder they run in.
    var folder: String
    /// Their whole environment.
    var environment: [String: String]

    /// Runs a command to its end.
    ///
    /// - Parameter command: The command, with its placeholders replaced.
    /// - Returns: How it ended, and what it printed.
    /// - Throws: `SubprocessError` when it cannot be run, `Errno` when its input cannot be opened.
    func run(_ command: CaseCommand) async throws -> CommandRun {
        let path = command.input.map { FilePath(folder).appending($0) } ?? "/dev/null"
        let input = try FileDescriptor.open(path, .readOnly, options: .closeOnExec)
        guard let columns = command.terminalColumns else {
            return try await runWithPipes(command, input: input)
        }
        return try await run(command, input: input, on: Pseudoterminal(columns: columns))
    }

    private func runWithPipes(
        _ command: CaseCommand, input: FileDescriptor
    ) async throws -> CommandRun {
        let output = Transcript()
        let errors = Transcript()
        let result = try await Subprocess.run(
            configuration(command.words),
            input: .fileDescriptor(input, closeAfterSpawningProcess: true),
            output: .sequence, error: .sequence
        ) { execution in
            async let copiedOutput: Void = Self.copy(execution.standardOutput, to: output)
            async let copiedErrors: Void = Self.copy(execution.standardError, to: errors)
            var wasInterrupted = true
            if let interrupt = command.interrupt {
                wasInterrupted = await errors.wait(for: interrupt.text)
                if wasInterrupted { try execution.send(signal: interrupt.signal) }
            }
            _ = try await (copiedOutput, copiedErrors)
            return wasInterrupted
        }
        return CommandRun(
            status: result.terminationStatus, output: output.text, errors: errors.text,
            wasInterrupted: result.closureResult)
    }

    private func run(
        _ command: CaseCommand, input: FileDescriptor, on terminal: Pseudoterminal
    ) async throws -> CommandRun {
        let output = Transcript()
        terminal.read(into: output)
        let result = try await Subprocess.run(
            configuration(command.words),
            input: .fileDescriptor(input, closeAfterSpawningProcess: true),
            output: .fileDescriptor(terminal.slave, closeAfterSpawningProcess: true),
            error: .combinedWithOutput
        ) { execution in
            guard let interrupt = command.interrupt else { return true }
            let wasInterrupted = await output.wait(for: interrupt.text)
            if wasInterrupted { try execution.send(signal: interrupt.signal) }
            return wasInterrupted
        }
        await output.waitUntilComplete()
        return CommandRun(
            status: result.terminationStatus, output: output.text, errors: "",
            wasInterrupted: result.closureResult)
    }

    /// Runs a server that prints its URL to standard error, as `firstlight simulate` does, for the
    /// time of a body; then ends it with SIGTERM.
    ///
    /// - Parameters:
    ///   - words: The command.
    ///   - body: Gets the URL; `nil` when the command ended without printing one.
    /// - Returns: How the command ended, and what it printed.
    /// - Throws: `SubprocessError` when it cannot be run, and what the body throws.
    func withServer(
        _ words: [String], _ body: (_ url: String?) async throws -> Void
    ) async throws -> CommandRun {
        let output = Transcript()
        let errors = Transcript()
        let result = try await Subprocess.run(
            configuration(words), input: .none, output: .sequence, error: .sequence
        ) { execution in
            async let copiedOutput: Void = Self.copy(execution.standardOutput, to: output)
            async let copiedErrors: Void = Self.copy(execution.standardError, to: errors)
            _ = await errors.wait(for: "stop with Ctrl-C\n")
            let url = errors.text.firstMatch(of: /\sat\s(http[^\s;]+);/)
            try await body(url.map { String($0.1) })
            // It may have ended by itself, which its status tells.
            try? execution.send(signal: .terminate)
            _ = try await (copiedOutput, copiedErrors)
        }
        return CommandRun(
            status: result.terminationStatus, output: output.text, errors: errors.text)
    }

    private func configuration(_ words: [String]) -> Configuration {
        let variables = environment.map { (Environment.Key(stringLiteral: $0), $1) }
        // env looks the program up in the command's own PATH.
        return Configuration(
            executable: .path("/usr/bin/env"), arguments: Arguments(words),
            environment: .custom(Dictionary(uniqueKeysWithValues: variables)),
            workingDirectory: FilePath(folder))
    }

    private static func copy(
        _ sequence: SubprocessOutputSequence, to transcript: Transcript
    ) async throws {
        defer { transcript.complete() }
        for try await buffer in sequence {
            transcript.append(buffer.withUnsafeBytes { Array($0) })
        }
    }
}
