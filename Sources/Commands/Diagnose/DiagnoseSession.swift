import Diagnosis
import Foundation
import Inference
import Load
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
        let options = command.evidence
        guard command.target != nil || options.probes != nil || !options.metrics.isEmpty else {
            throw UsageError(
                "nothing to diagnose: name a run directory such as runs/latest, or a file of probes"
            )
        }
        let (evidence, notes) = try RecordedEvidence(options: options).read(command.target)
        let start = evidence.client?.probes.first?.timestamp
        var document = DiagnosisDocument(
            name: "recorded", place: command.target ?? options.probes ?? options.metrics.first,
            startedAt: start ?? Date(), basis: DiagnosisBasis(evidence),
            report: await Diagnoser().diagnose(evidence), toolVersion: ToolVersion.current)
        document.report.notes += notes
        try DiagnosisPrinter(options: command.output, console: console).print(document)
        return ExitStatus.of(document, allowDegraded: command.output.allowDegraded)
    }
}
