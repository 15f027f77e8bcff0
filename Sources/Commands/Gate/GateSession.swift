import Foundation
import Load
import Readiness
import Reports

/// One run of `firstlight gate`, from the profile to the exit code.
struct GateSession {
    let command: GateCommand
    let console: Console

    /// Runs the gate.
    ///
    /// - Returns: The exit status that the verdict asks for.
    /// - Throws: `ProfileErrors`, `UsageError` or `GateError` when nothing could be measured.
    func run() async throws -> ExitStatus {
        if let file = command.recorded { return try judge(recorded: file) }
        if let scenario = command.demo {
            return try await DemoEndpoint.withEndpoint(scenario) { endpoint in
                let profile = try endpoint.profile(
                    overrides: command.overrides, environment: console.environment)
                return try await gate(profile, notes: [])
            }
        }
        if let config = command.probeConfig {
            let classic = try ClassicGate(
                config: try ClassicProbeConfig.load(
                    path: config, environment: console.environment),
                thresholds: try command.thresholds.map { try ClassicThresholds.load(path: $0) },
                overrides: command.overrides, environment: console.environment)
            return try await gate(classic.profile, notes: classic.notes.map(\.description))
        }
        let profile = try ProfileSource.profile(
            target: command.target, overrides: command.overrides, environment: console.environment)
        return try await gate(profile, notes: [])
    }

    // MARK: - A live endpoint

    private func gate(_ profile: Profile, notes: [String]) async throws -> ExitStatus {
        let startedAt = Date()
        let directory = try makeDirectory(name: profile.name, startedAt: startedAt)
        let progress = GateProgressLine(console: console, isQuiet: command.output.quiet)
        for note in notes { progress.note(note) }
        progress.plan(GatePlan(profile), profile: profile)
        let interruption = Interruption()
        let recorder = RunRecorder(directory: directory)
        let runner = GateRunner(
            profile: profile,
            environment: .init(
                now: { startedAt }, interruptedBy: { interruption.signal },
                observe: { event in
                    recorder.record(event)
                    progress.show(event, profile: profile)
                }))
        var report: GateReport
        do {
            report = try await interruption.guarding { try await runner.run() }
        } catch {
            progress.clear()
            directory?.discard()
            throw error
        }
        progress.clear()
        report.notes = notes + report.notes
        if let problem = recorder.firstProblem { report.notes.append(problem) }
        return try finish(&report, directory: directory)
    }

    // MARK: - Recorded probes

    private func judge(recorded file: String) throws -> ExitStatus {
        let data: Data
        do {
            data = try RecordedFile.read(file)
        } catch {
            throw UsageError("\(error)")
        }
        let (records, notes): ([ProbeRecord], [String])
        do {
            (records, notes) = try ProbeFile.read(data, file: file)
        } catch {
            throw UsageError("\(error)")
        }
        var overrides = command.overrides
        if overrides.name == nil, command.target == nil { overrides.name = "recorded" }
        // Recorded probes need no endpoint; the placeholder never leaves this process.
        let profile =
            command.target == nil
            ? try overrides.applied(
                to: Profile(url: try HTTPAddress("http://localhost")),
                environment: console.environment)
            : try ProfileSource.profile(
                target: command.target, overrides: overrides, environment: console.environment)
        var report = RecordedGate.report(
            profile: profile, records: records, notes: notes, file: file, now: Date())
        let directory = try makeDirectory(name: profile.name, startedAt: report.startedAt)
        if let directory { for probe in report.probes { try directory.append(probe: probe) } }
        return try finish(&report, directory: directory)
    }

    // MARK: - The end

    private func makeDirectory(name: String, startedAt: Date) throws -> RunDirectory? {
        guard !command.output.keepsNothing else { return nil }
        do {
            return try RunDirectory.create(
                root: command.output.output, name: name, startedAt: startedAt)
        } catch {
            throw UsageError("\(error); choose another folder with --output, or --no-output")
        }
    }

    private func finish(
        _ report: inout GateReport, directory: RunDirectory?
    ) throws -> ExitStatus {
        report.directory = directory?.path
        if let directory {
            report.notes += directory.notes
            do {
                try directory.finish(report)
            } catch {
                // The verdict stands; that it could not be kept must be said.
                console.note("error: \(error)")
            }
        }
        if let file = command.output.terminationLog {
            do {
                try TerminationLog.render(report).write(to: URL(fileURLWithPath: file))
            } catch {
                console.note("error: \(file) cannot be written: \(error.localizedDescription)")
            }
        }
        GitHubSummary.append(
            report, environment: console.environment, format: command.output.format)
        print(report)
        return ExitStatus.of(report, allowDegraded: command.allowDegraded)
    }

    private func print(_ report: GateReport) {
        switch command.output.format {
        case .text:
            let style = TerminalStyle(
                color: console.outHasColor, width: console.outIsTerminal ? console.width : 100,
                verbose: command.output.verbose)
            console.out(TerminalReport.render(report, style: style))
        case .json: console.out(String(decoding: JSONReport.render(report), as: UTF8.self))
        case .markdown: console.out(MarkdownReport.render(report))
        case .junit: console.out(JUnitReport.render(report))
        case .github: console.out(GitHubReport.annotations(report))
        case .html: console.out(HTMLReport.render(report))
        }
    }
}
