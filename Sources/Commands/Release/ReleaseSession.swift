import Capacity
import Foundation
import Readiness
import Reports

/// One run of `firstlight release`, from the profile to the exit code.
struct ReleaseSession {
    let command: ReleaseCommand
    let console: Console

    /// Gates, sweeps or diagnoses, keeps the evidence and prints it.
    ///
    /// - Returns: The exit status that the verdict asks for.
    /// - Throws: `ProfileErrors`, `UsageError` or `GateError` when nothing could be measured.
    func run() async throws -> ExitStatus {
        for file in [command.output.terminationLog, command.output.junit].compactMap(\.self) {
            try OutputFile.requireWritable(file)
        }
        return try await command.endpoint.withProfile(
            overrides: command.overrides, environment: console.environment
        ) { profile in
            let plan = try command.load.plan(
                seed: UInt64(bitPattern: Int64(Date().timeIntervalSince1970 * 1e6)),
                confidence: profile.gate.confidence)
            // Both ends of every connection of a simulated engine are in this process.
            try OpenFileLimit.require(
                connections: plan.connections * (command.endpoint.demo == nil ? 1 : 2))
            return try finish(try await gather(profile, plan))
        }
    }

    // MARK: - The parts

    private func gather(_ profile: Profile, _ plan: SweepPlan) async throws -> ReleaseDocument {
        let gate = LiveGate(
            output: command.output.gate, skipsDiagnosis: false, folderFlags: "--output",
            console: console)
        var document = ReleaseDocument(
            gate: try await gate.run(profile), requiredLoad: command.requiredLoad)
        let report = document.gate
        guard report.interruptedBy == nil else { return document }
        switch report.verdict {
        case .ready, .degraded:
            document.sweep = try await LiveSubjects.with(
                [profile], names: [profile.name], seed: plan.seed, loopsMax: plan.loopsMax
            ) { subjects in
                let sweep = LiveSweep(
                    isQuiet: command.output.quiet, root: report.directory, folderFlags: "--output",
                    console: console)
                return try await sweep.run(subjects, plan, name: "sweep")
            }
        case .notReady where report.counts.succeeded == 0:
            document.skipped = "no request was answered whole, so a load would tell nothing more"
        case .notReady, .inconclusive:
            let diagnosis = LiveDiagnosis(
                isQuiet: command.output.quiet, root: report.directory, folderFlags: "--output",
                console: console)
            document.diagnosis = try await diagnosis.run(profile)
        }
        return document
    }

    // MARK: - The end

    private func finish(_ document: ReleaseDocument) throws -> ExitStatus {
        keep(document)
        let summary = document.summary
        do {
            if let file = command.output.terminationLog {
                try OutputFile.write(TerminationLog.render(summary), to: file, .replacing)
            }
            if let file = command.output.junit {
                try OutputFile.write(Data(JUnitReport.render(summary).utf8), to: file, .replacing)
            }
            try GitHubSummary.append(
                ReleaseMarkdownReport.render(document), environment: console.environment,
                isWanted: command.output.format == .github)
        } catch {
            console.note("error: \(error)")
        }
        try print(document)
        return ExitStatus.of(summary, allowDegraded: command.output.allowDegraded)
    }

    /// Writes the page and its JSON beside the gate's files.
    private func keep(_ document: ReleaseDocument) {
        guard let directory = document.gate.directory else { return }
        do {
            try OutputFile.write(
                ReleaseJSONReport.render(document), to: "\(directory)/release.json", .replacing)
            try OutputFile.write(
                Data(ReleaseMarkdownReport.render(document).utf8), to: "\(directory)/release.md",
                .replacing)
            if !command.output.quiet { console.note("evidence: \(directory)/release.md") }
        } catch {
            // The verdict stands; that it could not be kept must be said.
            console.note("error: \(error)")
        }
    }

    private func print(_ document: ReleaseDocument) throws(UsageError) {
        let text =
            switch command.output.format {
            case .text:
                ReleaseTerminalReport.render(
                    document,
                    style: TerminalStyle(
                        color: console.outHasColor, width: console.width,
                        verbose: command.output.verbose))
            case .json: String(decoding: ReleaseJSONReport.render(document), as: UTF8.self)
            case .markdown: ReleaseMarkdownReport.render(document)
            case .junit: JUnitReport.render(document.summary)
            case .github: GitHubReport.annotations(document.summary)
            }
        try console.out(text)
    }
}
