import Foundation
import Subprocess
import TestKit
import Testing

/// Plays a case: servers, commands, and what is expected of them.
///
/// Confined to one test.
final class CaseRunner {
    let test: CommandCase
    /// The case's own folder.
    let folder: String
    private var place: CommandPlace
    private var placeholders: [String: String]
    private var isWritten = false
    /// The last command's outputs.
    private(set) var last: CommandRun?
    /// All outputs so far.
    private(set) var outputs: [String] = []

    private init(_ test: CommandCase, folder: String, placeholders: [String: String]) {
        self.test = test
        self.folder = folder
        self.placeholders = placeholders
        let inherited = ProcessInfo.processInfo.environment
        var environment = [
            "PATH": "\(folder)/../bin:" + (inherited["PATH"] ?? "/usr/bin:/bin"),
            "HOME": folder, "LANG": "C",
        ]
        // The toolchain's libraries, where the binary does not know them by itself.
        environment["LD_LIBRARY_PATH"] = inherited["LD_LIBRARY_PATH"]
        place = CommandPlace(folder: folder, environment: environment)
    }

    /// Plays a case in an empty folder.
    ///
    /// What does not come out as expected is recorded as an issue at the case's line.
    ///
    /// - Throws: What keeps the case from being played.
    static func play(_ test: CommandCase) async throws {
        try await withTemporaryFolder { root in
            let manager = FileManager.default
            try #require(
                manager.isExecutableFile(atPath: Binary.path),
                "nothing to test at \(Binary.path): build it, or name it in FIRSTLIGHT_BINARY")
            for folder in ["work", "bin"] {
                try manager.createDirectory(
                    atPath: "\(root)/\(folder)", withIntermediateDirectories: true)
            }
            try manager.createSymbolicLink(
                atPath: "\(root)/bin/firstlight", withDestinationPath: Binary.path)
            try await TestIdentity.withAuthorityFile { authority in
                let runner = CaseRunner(
                    test, folder: "\(root)/work",
                    placeholders: [
                        "{folder}": "\(root)/work", "{authority}": authority,
                        "{closed}": "http://127.0.0.1:\(try await closedPort())",
                    ])
                try await runner.play(test.steps[...])
            }
        }
    }

    private func play(_ steps: ArraySlice<CaseStep>) async throws {
        guard let step = steps.first else { return }
        let rest = steps.dropFirst()
        switch step.action {
        case .environment(let name, let value):
            place.environment[name] = filled(value)
            try await play(rest)
        case .serve(let file, let identity):
            try await serve(file, identity, step) { try await play(rest) }
        case .start(let words):
            try await start(words, step) { try await play(rest) }
        case .command(let command):
            try await run(command, step)
            try await play(rest)
        case .check(let check):
            look(at: check, step)
            try await play(rest)
        }
    }

    /// Replaces the placeholders of a text.
    func filled(_ text: String) -> String {
        placeholders.reduce(text) { $0.replacing($1.key, with: $1.value) }
    }

    // MARK: - Servers

    private static let identities: [String: TestIdentity] = [
        "localhost": .localhost, "other-host": .otherHost, "expired": .expired,
        "self-signed": .selfSigned,
    ]

    private func serve(
        _ file: String, _ identity: String?, _ step: CaseStep, _ body: () async throws -> Void
    ) async throws {
        let text = try #require(
            test.file(file), "no such file in the case", sourceLocation: location(step.line))
        var tls: TestIdentity?
        if let identity {
            let known: TestIdentity = try #require(
                Self.identities[identity], "no such identity", sourceLocation: location(step.line))
            tls = known
        }
        try await withScriptedServer(HTTPAnswer.steps(filled(text)), tls: tls) { server in
            placeholders["{url}"] = server.url
            placeholders["{port}"] = "\(server.port)"
            try await body()
        }
    }

    private func start(
        _ words: [String], _ step: CaseStep, _ body: () async throws -> Void
    ) async throws {
        let server = try await place.withServer(words.map(filled)) { url in
            guard let url else {
                Issue.record("it printed no URL", sourceLocation: location(step.line))
                return
            }
            placeholders["{url}"] = url
            try await body()
        }
        outputs += [server.output, server.errors]
        #expect(
            server.status == .exited(143), "\(server.output)\(server.errors)",
            sourceLocation: location(step.line))
    }

    // MARK: - Commands

    /// Writes the case's files when the first command needs them: now their placeholders are known.
    private func writeFiles() throws {
        guard !isWritten else { return }
        isWritten = true
        for file in test.files {
            let url = URL(filePath: folder).appending(path: file.name)
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(filled(file.text).utf8).write(to: url)
        }
    }

    private func run(_ written: CaseCommand, _ step: CaseStep) async throws {
        try writeFiles()
        var command = written
        command.words = written.words.map(filled)
        let run = try await place.run(command)
        last = run
        outputs += [run.output, run.errors]
        let shown = "\(command.words.joined(separator: " "))\n\(run.output)\(run.errors)"
        if !run.wasInterrupted {
            Issue.record(
                "it ended before the signal was due: \(shown)", sourceLocation: location(step.line))
        }
        #expect(
            run.status == .exited(command.exitCode), "\(shown)", sourceLocation: location(step.line)
        )
        expect(run.output, is: command.output, "standard output", step)
        expect(run.errors, is: command.errors, "standard error", step)
    }

    /// Compares a text with the lines expected of it.
    func expect(
        _ text: String, is expected: [CaseCommand.Line], _ what: String, _ step: CaseStep
    ) {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if lines.last == "" { lines.removeLast() }
        let patterns = expected.map { filled($0.pattern) }
        switch LinePattern.mismatch(of: lines, against: patterns) {
        case .none: break
        case .pattern(let index, let tried):
            Issue.record(
                """
                \(what) has no such line: \(patterns[index])
                tried:
                \(tried.prefix(5).joined(separator: "\n"))
                all of it:
                \(lines.prefix(60).joined(separator: "\n"))
                """, sourceLocation: location(expected[index].number))
        case .surplus(let left):
            Issue.record(
                "\(what) has more lines than expected:\n\(left.joined(separator: "\n"))",
                sourceLocation: location(expected.last?.number ?? step.line))
        }
    }

    /// Where a line of the case stands.
    func location(_ line: Int) -> SourceLocation {
        SourceLocation(
            fileID: "CommandsTests/\(test.name).txt", filePath: test.path, line: line, column: 1)
    }
}
