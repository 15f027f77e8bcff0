import EngineModel

/// An engine with round costs and no noise, stepped by hand.
struct EngineDriver {
    /// Decode 10 ms, prefill 50 ms and 1 ms a token, nothing else.
    static let costs = StepCosts(
        decodeBaseSeconds: 0.010, perSequenceSeconds: 0, prefillBaseSeconds: 0.050,
        perPrefillTokenSeconds: 0.001)

    var engine: Engine
    var now = 0.0
    var steps: [StepPlan] = []
    var emissions: [TokenEmission] = []

    init(
        maxNumSeqs: Int = 4,
        maxNumBatchedTokens: Int = 2048,
        kvTokens: Int = 16_000,
        maxModelLen: Int = 4096,
        chunkedPrefill: Bool = true,
        longPrefillTokenThreshold: Int = 0,
        costs: StepCosts = EngineDriver.costs,
        features: (inout EngineConfiguration) -> Void = { _ in }
    ) throws {
        var configuration = EngineConfiguration(
            maxNumSeqs: maxNumSeqs, maxNumBatchedTokens: maxNumBatchedTokens,
            kvTokens: kvTokens, maxModelLen: maxModelLen, chunkedPrefill: chunkedPrefill,
            longPrefillTokenThreshold: longPrefillTokenThreshold, recordsRequests: true)
        features(&configuration)
        engine = try Engine(configuration: configuration, costs: costs, seed: 1)
    }

    @discardableResult
    mutating func submit(
        prompt: Int, max: Int, end: Int = .max, at time: Double = 0, hashes: [UInt64] = [],
        adapter: String? = nil
    ) throws -> RequestID {
        try engine.submit(
            RequestSpec(
                promptTokens: prompt, maxTokens: max, naturalEnd: end, blockHashes: hashes,
                adapter: adapter),
            at: time)
    }

    /// Runs one step; false when there is nothing to do, now or later.
    mutating func step() -> Bool {
        if let plan = engine.beginStep(at: now) {
            now = plan.endSeconds
            engine.finishStep()
            steps.append(plan)
            emissions.append(contentsOf: engine.emissions)
            return true
        }
        guard let ready = engine.nextReadySeconds else { return false }
        now = max(now, ready)
        return step()
    }

    mutating func runToEnd() {
        while step() {}
    }

    func record(_ id: RequestID) -> RequestRecord? {
        engine.records.first { $0.request == id }
    }
}

/// Whether two times are equal but for rounding.
func isClose(_ left: Double?, _ right: Double, tolerance: Double = 1e-9) -> Bool {
    left.map { abs($0 - right) <= tolerance } ?? false
}
