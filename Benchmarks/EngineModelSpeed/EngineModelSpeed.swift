import EngineModel

/// Times the engine model under its virtual clock, or prints what it reproduces of the published tables.
///
///     EngineModelSpeed            seconds for 600 virtual seconds of the KServe incident
///     EngineModelSpeed tables     the tables of docs/engine-model.md
@main struct EngineModelSpeed {
    static func main() throws {
        if CommandLine.arguments.dropFirst().first == "tables" {
            try ReproducedTables.printAll()
        } else {
            try printSpeed()
        }
    }

    /// Fastest and median of nine runs each; the target is 0.3 s for the incident.
    static func printSpeed() throws {
        print("600 virtual seconds, calibration gemma-26b-l40s: fastest / median of 9 runs")
        for (sessions, slots) in [(3, 2), (3, 16), (16, 16)] {
            var times: [Duration] = []
            var steps: UInt64 = 0
            var tokens: UInt64 = 0
            for seed in 1...9 {
                var engine = Calibration.gemma26BOnL40S.engine
                engine.maxNumSeqs = slots
                var run = try VirtualRun(
                    configuration: engine, costs: Calibration.gemma26BOnL40S.costs,
                    workload: .kserveIncident(sessions: sessions), seed: UInt64(seed))
                times.append(try ContinuousClock().measure { try run.advance(to: 600) })
                steps = run.engine.metrics.steps
                tokens = run.engine.metrics.generationTokens
            }
            times.sort()
            print(
                "\(sessions) sessions, \(slots) slots: \(times[0]) / \(times[4]), "
                    + "\(steps) steps, \(tokens) tokens")
        }
    }
}
