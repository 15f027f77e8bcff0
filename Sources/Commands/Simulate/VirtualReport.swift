import EngineModel
import Readiness
import Simulator

/// Computes a closed loop in virtual time and prints what Prometheus would say beside the truth.
struct VirtualReport {
    let command: SimulateCommand
    let scenario: Scenario
    let server: SimulatedServerConfiguration
    let console: Console

    /// Runs and prints.
    ///
    /// - Throws: `UsageError` when the time or the load makes no sense, or the result cannot be
    ///   printed.
    func print() throws {
        let summary = try summary()
        switch command.format {
        case .text: try console.out(summary.text)
        case .json: try console.out(JSONOutput.text(summary))
        }
    }

    private func summary() throws -> VirtualSummary {
        let time = try command.virtualSeconds(default: 600)
        let load = VirtualSummary.Load(
            sessions: command.sessions ?? scenario.workload.concurrency,
            promptTokens: command.promptTokens ?? scenario.workload.promptTokens,
            outputTokens: command.maxTokens ?? scenario.workload.maxTokens)
        let workload = ClosedLoopWorkload(
            count: load.sessions, staggerSeconds: 0.6,
            pacing: .think(meanSeconds: 0.28, variation: 0.3), prompt: .fixed(load.promptTokens),
            output: .fixed(load.outputTokens))
        do {
            var run = try VirtualRun(
                configuration: server.engine, costs: server.costs, workload: workload,
                seed: server.seed)
            let settling = min(60, time / 4)
            try run.advance(to: settling)
            return VirtualSummary(
                try run.measure(seconds: time - settling), scenario: scenario.name, load: load,
                maxNumSeqs: server.engine.maxNumSeqs, seed: server.seed)
        } catch {
            throw UsageError("\(error)")
        }
    }
}
