package import ArgumentParser
import Inference
import Readiness

/// The root of the command line.
package struct FirstlightCommand: AsyncParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "firstlight",
        abstract: "May I route users to this LLM endpoint, right now?",
        discussion: """
            firstlight measures what a user feels (time to first token, gaps between tokens, whole \
            answers, failures), decides READY, DEGRADED, NOT READY or INCONCLUSIVE with honest \
            statistics, and says so by its exit code.

            Examples:
              firstlight gate --demo
                  see it decide, without any server
              firstlight gate http://localhost:8000
                  default objectives, about a minute
              firstlight gate http://localhost:8000 --objective 'ttft p95 <= 500ms'
              firstlight init http://localhost:8000
                  write a commented profile
              firstlight probe http://localhost:8000 --count 20 --format jsonl

            Exit codes: 0 READY, 1 NOT READY, 2 usage error, 3 INCONCLUSIVE, 4 DEGRADED, \
            130 and 143 after SIGINT and SIGTERM.
            """,
        version: "firstlight \(ToolVersion.current)",
        subcommands: [
            GateCommand.self, ReleaseCommand.self, ProbeCommand.self, LoadCommand.self,
            SweepCommand.self, CompareCommand.self, MergeCommand.self, DiagnoseCommand.self,
            HealthCommand.self, LimitsCommand.self, SignalsCommand.self, LintCommand.self,
            PlaybookCommand.self, GenerateCommand.self, SimulateCommand.self, DoctorCommand.self,
            InitCommand.self,
        ])

    /// What stands before every error, the parser's included.
    package static var _errorPrefix: String { "error: " }

    package init() {}

    /// Parses the arguments, runs the command and gives its exit code.
    ///
    /// - Parameter arguments: The arguments, without the program's name.
    /// - Returns: The code to exit with; see ``ExitStatus``.
    package static func main(arguments: [String]) async -> Int32 {
        let console = Console.process()
        let commands = configuration.subcommands.compactMap { $0.configuration.commandName }
        if let mistake = ArgumentAdvice.mistake(in: arguments, commands: commands) {
            return report(mistake, console)
        }
        do {
            var command = try parseAsRoot(arguments)
            // What parsing touched, no command needs.
            ProcessMemory.releaseProgram()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
            return ExitStatus.ready.rawValue
        } catch {
            return report(error, console)
        }
    }

    private static func report(_ error: any Error, _ console: Console) -> Int32 {
        if let code = error as? ExitCode { return code.rawValue }
        guard exitCode(for: error) == .success else {
            console.note(fullMessage(for: error))
            return ExitStatus.usage.rawValue
        }
        // Help, version and completions are results.
        do {
            try console.out(fullMessage(for: error))
            return ExitStatus.ready.rawValue
        } catch {
            return report(error, console)
        }
    }
}
