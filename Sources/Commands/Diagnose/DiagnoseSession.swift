import Diagnosis
import Foundation
import Inference
import Load
import Readiness
import Reports

/// One run of `firstlight diagnose`, from the evidence to the exit code.
struct DiagnoseSession {
    let command: DiagnoseCommand
    let console: Console

    /// Gathers, diagnoses and prints.
    ///
    /// - Returns: The exit status that the diagnosis asks for.
    /// - Throws: `UsageError` when there is nothing to diagnose, or the result cannot be printed.
    func run() async throws -> ExitStatus {
        guard let target = command.target else {
            throw UsageError(
                "nothing to diagnose: name a run directory such as runs/latest, or a file of probes"
            )
        }
        let (file, data) = try RecordedFile.read(target)
        let (records, notes): ([ProbeRecord], [String])
        do {
            (records, notes) = try ProbeFile.read(data, file: file)
        } catch {
            throw UsageError("\(error)")
        }
        let evidence = Evidence(client: ClientEvidence(probes: records))
        var report = await Diagnoser().diagnose(evidence)
        report.notes += notes
        let document = DiagnosisDocument(
            name: "recorded", place: target, startedAt: records.first?.timestamp ?? Date(),
            basis: DiagnosisBasis(evidence), report: report, toolVersion: ToolVersion.current)
        try DiagnosisPrinter(options: command.output, console: console).print(document)
        return ExitStatus.of(document, allowDegraded: command.output.allowDegraded)
    }
}
