import Estimates
import Exposition
import Signals
import Simulator
import Testing

/// The simulator's words are written by hand and apart from the dialects, so a name that is wrong in
/// one of them shows here.
@Suite struct SimulatedDialectTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let engine: SimulatedEngine
        let version: String
        var page = ExpositionPage.engine
        let dialect: ExporterKind
        /// Signals of the dialect that such a body does not tell.
        let unknown: Set<Signal>

        var testDescription: String { "\(engine.rawValue) \(version) \(page)" }
    }

    static let cases: [Case] = [
        Case(
            engine: .vllm, version: "0.8.0", dialect: .engine(.vllm),
            unknown: [
                .admissionRejections, .errors, .kvCacheTokens, .speculativeAcceptance, .swapped,
                .timePerOutputToken, .waitingDeferred, .waitingForCapacity,
            ]),
        Case(
            engine: .vllm, version: "0.8.5", dialect: .engine(.vllm),
            unknown: [
                .admissionRejections, .kvCacheTokens, .speculativeAcceptance, .swapped,
                .timePerOutputToken, .waitingDeferred, .waitingForCapacity,
            ]),
        Case(
            engine: .vllm, version: "0.9.2", dialect: .engine(.vllm),
            unknown: [
                .admissionRejections, .kvCacheTokens, .speculativeAcceptance, .swapped,
                .timePerOutputToken, .waitingDeferred, .waitingForCapacity,
            ]),
        Case(
            engine: .vllm, version: "0.10.2", dialect: .engine(.vllm),
            unknown: [
                .admissionRejections, .kvCacheTokens, .speculativeAcceptance, .swapped,
                .timePerOutputToken, .waitingDeferred, .waitingForCapacity,
            ]),
        Case(
            engine: .vllm, version: "0.12", dialect: .engine(.vllm),
            unknown: [
                .admissionRejections, .kvCacheTokens, .speculativeAcceptance, .swapped,
                .waitingDeferred, .waitingForCapacity,
            ]),
        Case(
            engine: .vllm, version: "0.14.1", dialect: .engine(.vllm),
            unknown: [
                .admissionRejections, .kvCacheTokens, .speculativeAcceptance, .swapped,
                .waitingDeferred, .waitingForCapacity,
            ]),
        Case(
            engine: .vllm, version: "0.16", dialect: .engine(.vllm),
            unknown: [
                .admissionRejections, .kvCacheTokens, .speculativeAcceptance, .swapped,
                .waitingDeferred, .waitingForCapacity,
            ]),
        Case(
            engine: .vllm, version: "0.20", dialect: .engine(.vllm),
            unknown: [.admissionRejections, .kvCacheTokens, .speculativeAcceptance, .swapped]),
        Case(
            engine: .vllm, version: "0.24", dialect: .engine(.vllm),
            unknown: [.admissionRejections, .speculativeAcceptance, .swapped]),
        Case(
            engine: .vllm, version: "0.32.0", dialect: .engine(.vllm),
            unknown: [.speculativeAcceptance, .swapped]),
        Case(
            engine: .vllmV0, version: "0.6.6", dialect: .engine(.vllm),
            unknown: [
                .admissionRejections, .errors, .kvCacheTokens, .prefixCacheHits,
                .prefixCacheQueries, .speculativeAcceptance, .timePerOutputToken, .waitingDeferred,
                .waitingForCapacity,
            ]),
        Case(
            engine: .vllmV0, version: "0.7.3", dialect: .engine(.vllm),
            unknown: [
                .admissionRejections, .errors, .kvCacheTokens, .prefixCacheHits,
                .prefixCacheQueries, .speculativeAcceptance, .timePerOutputToken, .waitingDeferred,
                .waitingForCapacity,
            ]),
        Case(
            engine: .sglang, version: "0.4.9", dialect: .engine(.sglang),
            unknown: [
                .errors, .generationLength, .kvCacheTokens, .loraSlotUsage, .preemptions,
                .prefillTime, .prefixCacheHits, .promptLength, .queueTime, .speculativeAcceptance,
                .timePerOutputToken,
            ]),
        Case(
            engine: .sglang, version: "0.5.9", dialect: .engine(.sglang),
            unknown: [
                .generationLength, .loraSlotUsage, .preemptions, .prefixCacheHits, .promptLength,
                .speculativeAcceptance, .timePerOutputToken,
            ]),
        Case(
            engine: .sglang, version: "0.5.22", dialect: .engine(.sglang),
            unknown: [.loraSlotUsage, .preemptions, .prefixCacheHits, .speculativeAcceptance]),
        Case(engine: .tgi, version: "3.3.7", dialect: .engine(.tgi), unknown: []),
        Case(
            engine: .trtllm, version: "1.1.0", dialect: .engine(.tensorrtLLM),
            unknown: [
                .decodeTime, .generationTokens, .kvCacheTokens, .kvCacheUsage, .prefillTime,
                .prefixCacheHitRate, .prefixCacheHits, .prefixCacheQueries, .promptTokens, .running,
                .slotLimit, .waiting,
            ]),
        Case(engine: .trtllm, version: "1.3.0", dialect: .engine(.tensorrtLLM), unknown: []),
        Case(
            engine: .triton, version: "2.60.0", dialect: .engine(.triton),
            unknown: [.timeToFirstToken]),
        Case(
            engine: .dynamo, version: "0.7.0", dialect: .engine(.dynamo),
            unknown: [.admissionRejections, .kvCacheUsage, .prefixCacheHitRate]),
        Case(
            engine: .dynamo, version: "1.3.1", dialect: .engine(.dynamo),
            unknown: [.admissionRejections, .kvCacheUsage, .prefixCacheHitRate]),
        Case(
            engine: .llamaCpp, version: "b6700", dialect: .engine(.llamacpp),
            unknown: [
                .kvCacheUsage, .prefixCacheHitRate, .prefixCacheHits, .prefixCacheQueries,
                .speculativeAcceptance,
            ]),
        Case(
            engine: .llamaCpp, version: "b11434", dialect: .engine(.llamacpp),
            unknown: [.kvCacheUsage, .speculativeAcceptance]),
        Case(engine: .lmdeploy, version: "0.18.0", dialect: .engine(.lmdeploy), unknown: []),
        Case(
            engine: .llmdSimulator, version: "0.10.2", dialect: .engine(.vllm),
            unknown: [
                .admissionRejections, .errors, .kvCacheTokens, .preemptions, .prefixCacheHitRate,
                .prefixCacheHits, .prefixCacheQueries, .speculativeAcceptance, .swapped,
                .timePerOutputToken, .waitingDeferred, .waitingForCapacity,
            ]),
        Case(
            engine: .dynamo, version: "0.7.0", page: .worker, dialect: .engine(.vllm),
            unknown: [
                .admissionRejections, .errors, .kvCacheTokens, .speculativeAcceptance, .swapped,
                .waitingDeferred, .waitingForCapacity,
            ]),
        Case(
            engine: .dynamo, version: "1.3.1", page: .worker, dialect: .engine(.vllm),
            unknown: [
                .admissionRejections, .kvCacheTokens, .speculativeAcceptance, .swapped,
                .waitingDeferred, .waitingForCapacity,
            ]),
        Case(
            engine: .vllm, version: "0.32.0", page: .gpu, dialect: .dcgm,
            unknown: [
                .gpuPowerThrottling, .gpuThermalThrottling, .gpuUncorrectableErrors, .nvlinkErrors,
            ]),
        Case(
            engine: .vllm, version: "0.32.0", page: .node, dialect: .node,
            unknown: [.nodeDiskUsage, .nodeNetworkReceived, .nodeNetworkSent]),
    ]

    private static let history = Result {
        try SimulatedHistory(Scenario.admissionCap, at: (0...8).map { Double($0) * 15 })
    }

    @Test(arguments: cases)
    func `every signal is found but those that the release does not have`(
        example: Case
    ) async throws {
        let release = try SimulatedRelease(example.engine, version: example.version)
        let scrapes = try Self.history.get().scrapes(as: release, page: example.page).map {
            TimedScrape(
                instance: "a", unixSeconds: $0.seconds,
                families: try ExpositionParser.parse($0.body))
        }
        let last = try #require(scrapes.last)
        let detection = EngineDetection(last.families)
        if case .engine(let engine) = example.dialect { #expect(detection.kind == engine) }
        let dialect = try #require(Dialect.of(example.dialect))
        let estimator = SignalEstimator(
            WindowSource(WindowEvaluator(whole: ScrapeWindow(scrapes))), dialect: dialect,
            naming: detection.naming)
        var unknown: Set<Signal> = []
        for signal in dialect.sources.keys {
            let statistics = signal.definition.kind.statistics
            var isKnown = false
            for statistic in statistics where !isKnown {
                isKnown = try await estimator.estimate(signal, statistic) != nil
            }
            if !isKnown { unknown.insert(signal) }
        }
        #expect(unknown == example.unknown)
    }
}
