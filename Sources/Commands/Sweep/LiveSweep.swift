import Capacity
import Foundation
import Inference
import Readiness
import Reports

/// A sweep of endpoints, and the run directory that keeps what it saw.
struct LiveSweep {
    /// Whether nothing is said meanwhile.
    var isQuiet = false
    /// The folder of all runs; `nil` keeps nothing.
    var root: String?
    /// The flags that name another folder or none.
    var folderFlags = "--output, or --no-output"
    let console: Console

    /// Sweeps endpoints and keeps the run.
    ///
    /// - Parameters:
    ///   - subjects: The endpoints, which take turns.
    ///   - plan: Which levels, and how much of each.
    ///   - name: The run's name.
    /// - Returns: The report; its levels so far where a signal came.
    /// - Throws: `UsageError` when the folder cannot be made.
    func run(
        _ subjects: [SweepSubject], _ plan: SweepPlan, name: String
    ) async throws -> SweepReport {
        let startedAt = Date()
        let start = ContinuousClock.now
        let directory = try RunFolder.make(
            root: root, name: name, startedAt: startedAt, flags: folderFlags)
        let progress = SweepProgressLine(console: console, isQuiet: isQuiet, plan: plan)
        let recorder = SweepRecorder(directory: directory, axis: plan.axis)
        progress.plan(subjects)
        let interruption = Interruption()
        let runner = SweepRunner(
            name: name, plan: plan, subjects: subjects, now: { startedAt },
            elapsed: { start.duration(to: .now) },
            observe: { event in
                recorder.record(event)
                progress.show(event)
            })
        var report: SweepReport
        do {
            report = try await interruption.guarding { await runner.run() }
        } catch {
            progress.clear()
            directory?.discard()
            throw error
        }
        progress.clear()
        report.interruptedBy = interruption.signal
        report.toolVersion = ToolVersion.current
        report.directory = directory?.path
        if let problem = recorder.firstProblem { report.notes.append(problem) }
        keep(&report, in: directory)
        return report
    }

    private func keep(_ report: inout SweepReport, in directory: RunDirectory?) {
        guard let directory else { return }
        report.notes += directory.notes
        directory.close()
        do {
            try directory.keep("sweep.json", SweepJSONReport.render(report))
            try directory.keep("report.md", Data(SweepMarkdownReport.render(report).utf8))
            try directory.keep("report.html", Data(SweepHTMLReport.render(report).utf8))
        } catch {
            // The answer stands; that it could not be kept must be said.
            console.note("error: \(error)")
            report.directory = nil
        }
    }
}
