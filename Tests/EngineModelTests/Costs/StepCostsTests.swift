import EngineModel
import Testing

@Suite struct StepCostsTests {
    let costs = Calibration.gemma26BOnL40S.costs

    @Test func `a decode step costs a + b D + c C`() {
        let seconds = costs.expectedSeconds(decoding: 2, context: 910, prefill: 0)
        #expect(abs(seconds - (7.58e-3 + 2 * 0.37e-3 + 910 * 0.3e-6)) < 1e-12)
    }

    @Test func `a step with prefill costs p0 + p1 Q instead of a`() {
        let seconds = costs.expectedSeconds(decoding: 1, context: 400, prefill: 105)
        #expect(abs(seconds - (64e-3 + 105 * 0.06e-3 + 0.37e-3 + 400 * 0.3e-6)) < 1e-12)
    }

    @Test func `scaling slows every step and leaves the API server alone`() {
        let slow = costs.scaled(by: 1.5)
        let before = costs.expectedSeconds(decoding: 7, context: 3_000, prefill: 50)
        let after = slow.expectedSeconds(decoding: 7, context: 3_000, prefill: 50)
        #expect(abs(after - 1.5 * before) < 1e-12)
        #expect(slow.apiSeconds == costs.apiSeconds)
    }

    @Test func `the demonstration calibration keeps to the published orders of magnitude`() {
        let demo = Calibration.demonstration.costs
        let decode = demo.expectedSeconds(decoding: 1, context: 300, prefill: 0)
        let firstToken =
            demo.apiSeconds + demo.expectedSeconds(decoding: 0, context: 0, prefill: 256)
        #expect((10e-3...15e-3).contains(decode))
        #expect((60e-3...120e-3).contains(firstToken))
        #expect((0.15e-3...0.30e-3).contains(demo.perPrefillTokenSeconds))
        #expect((25e-3...40e-3).contains(demo.prefillBaseSeconds))
        let share = demo.perSequenceSeconds / demo.decodeBaseSeconds
        #expect((0.01...0.02).contains(share))
    }

    @Test(arguments: Calibration.all)
    func `every calibration can start`(_ calibration: Calibration) throws {
        try calibration.engine.validate()
        #expect(!calibration.provenance.isEmpty)
    }

    @Test func `hiccups lengthen some steps by their mean`() throws {
        var hiccups = StepCosts(
            decodeBaseSeconds: 0.01, perSequenceSeconds: 0, prefillBaseSeconds: 0.01,
            perPrefillTokenSeconds: 0)
        hiccups.hiccupProbability = 0.1
        hiccups.hiccupMeanSeconds = 0.5
        var engine = try Engine(
            configuration: EngineConfiguration(
                maxNumSeqs: 1, maxNumBatchedTokens: 512, kvTokens: 8192, maxModelLen: 8192),
            costs: hiccups, seed: 1)
        _ = try engine.submit(RequestSpec(promptTokens: 1, maxTokens: 8000), at: 0)
        var durations: [Double] = []
        while let step = engine.beginStep(at: 0) {
            durations.append(step.durationSeconds)
            engine.finishStep()
        }
        let held = durations.filter { $0 > 0.010001 }
        #expect(abs(Double(held.count) / 8000 - 0.1) < 0.02)
        #expect(abs(held.reduce(0, +) / Double(held.count) - 0.51) < 0.06)
    }
}
