import EngineModel

/// The runs behind the reference's tables: calibration A with the workload of the KServe incident.
enum PublishedRun {
    /// Seconds left out at the begin of a run.
    static let warmupSeconds = 60.0

    /// The engine of the incident with changed limits.
    static func engine(maxNumSeqs: Int, kvTokens: Int = 71_439, budget: Int = 8192)
        -> EngineConfiguration
    {
        var engine = Calibration.gemma26BOnL40S.engine
        engine.maxNumSeqs = maxNumSeqs
        engine.kvTokens = kvTokens
        engine.maxNumBatchedTokens = budget
        return engine
    }

    /// One run of `seconds`, the warm-up included and left out of the window.
    static func window(
        _ engine: EngineConfiguration,
        workload: ClosedLoopWorkload,
        costs: StepCosts = Calibration.gemma26BOnL40S.costs,
        seconds: Double = 600,
        seed: UInt64 = 3
    ) throws -> RunWindow {
        var run = try VirtualRun(
            configuration: engine, costs: costs, workload: workload, seed: seed)
        try run.advance(to: warmupSeconds)
        return try run.measure(seconds: seconds - warmupSeconds)
    }

    /// The mean of a figure over windows.
    static func mean(_ windows: [RunWindow], _ figure: (RunWindow) -> Double) -> Double {
        windows.reduce(0) { $0 + figure($1) } / Double(windows.count)
    }
}

/// How far a value lies from another, in percent of the other.
func percentOff(_ value: Double, _ expected: Double) -> Double {
    100 * (value / expected - 1)
}
