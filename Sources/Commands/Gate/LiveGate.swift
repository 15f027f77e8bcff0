import Diagnosis
import Foundation
import Readiness
import Reports

/// A gate on a live endpoint, and the run directory that keeps what it saw.
struct LiveGate {
    let output: OutputOptions
    let skipsDiagnosis: Bool
    /// The flags that name another folder or none.
    var folderFlags = "--output, or --no-output"
    let console: Console

    /// Gates an endpoint and keeps the run.
    ///
    /// - Parameters:
    ///   - profile: What to gate, and by which objectives.
    ///   - notes: What is to be told beside the verdict.
    /// - Returns: The report, explained where the verdict asks for it.
    /// - Throws: `UsageError` or `GateError` when nothing could be measured.
    func run(_ profile: Profile, notes: [String] = []) async throws -> GateReport {
        let startedAt = Date()
        let directory = try makeDirectory(name: profile.name, startedAt: startedAt)
        let progress = GateProgressLine(console: console, isQuiet: output.quiet)
        for note in notes { progress.note(note) }
        progress.plan(GatePlan(profile), profile: profile)
        let interruption = Interruption()
        let recorder = RunRecorder(directory: directory)
        let witness = GateWitness()
        let runner = GateRunner(
            profile: profile,
            environment: .init(
                now: { startedAt }, interruptedBy: { interruption.signal },
                observe: { event in
                    recorder.record(event)
                    witness.remember(event)
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
        await keep(&report, evidence: witness.evidence(report.probes), in: directory)
        return report
    }

    /// Makes the folder of a run; `nil` when nothing is kept.
    ///
    /// - Parameters:
    ///   - name: The run's name.
    ///   - startedAt: When it began.
    /// - Returns: The folder.
    /// - Throws: `UsageError` when it cannot be made.
    func makeDirectory(name: String, startedAt: Date) throws(UsageError) -> RunDirectory? {
        try RunFolder.make(
            root: output.keepsNothing ? nil : output.output, name: name, startedAt: startedAt,
            flags: folderFlags)
    }

    /// Explains a report and writes what belongs into its folder.
    ///
    /// - Parameters:
    ///   - report: The report; is told where it is kept.
    ///   - evidence: What the gate saw.
    ///   - directory: Where to keep it.
    func keep(
        _ report: inout GateReport, evidence: Evidence, in directory: RunDirectory?
    ) async {
        report.directory = directory?.path
        var diagnosis: DiagnosisDocument?
        if !skipsDiagnosis {
            diagnosis = await GateDiagnosis.explain(&report, with: evidence)
        }
        guard let directory else { return }
        report.notes += directory.notes
        do {
            try directory.finish(report)
            if var diagnosis {
                diagnosis.directory = directory.path
                try directory.keep("diagnosis.json", DiagnosisJSONReport.render(diagnosis))
            }
        } catch {
            // The verdict stands; that it could not be kept must be said, and not be denied.
            console.note("error: \(error)")
            report.directory = nil
        }
    }
}
