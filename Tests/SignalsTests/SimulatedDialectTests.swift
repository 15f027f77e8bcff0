import EngineModel
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
            unknown: []),
        Case(
            engine: .vllm, version: "0.32.0", page: .node, dialect: .node,
            unknown: []),
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

    // MARK: - Features and faults

    /// A signal that speaks of a feature of the engine or of a fault of its machine, and what it has to say after two minutes.
    struct Unusual: Sendable, CustomTestStringConvertible {
        let signal: Signal
        let statistic: SignalStatistic
        let release: (engine: SimulatedEngine, version: String)
        var page = ExpositionPage.engine
        let dialect: ExporterKind
        var features: @Sendable (inout SimulatedServerConfiguration) -> Void = { _ in }
        var script = FaultScript.none
        let expected: ClosedRange<Double>

        var testDescription: String { "\(signal.rawValue), \(release.engine) \(release.version)" }
    }

    @Sendable private static func speculate(_ configuration: inout SimulatedServerConfiguration) {
        configuration.engine.speculation = Speculation(draftTokens: 3, acceptance: 0.7)
    }

    @Sendable private static func adapt(_ configuration: inout SimulatedServerConfiguration) {
        configuration.engine.adapters = AdapterLimits(maxLoras: 1, loadSeconds: 0.2)
        configuration.adapters = ["law", "math", "code"]
    }

    @Sendable private static func swap(_ configuration: inout SimulatedServerConfiguration) {
        configuration.engine.kvTokens = 1_024
        configuration.engine.preemption = .swap(
            SwapSpace(kvBytesPerToken: 131_072, bytesPerSecond: 2e8, hostBlocks: 200))
    }

    private static func machine(
        _ signal: Signal, _ statistic: SignalStatistic, _ page: ExpositionPage,
        _ dialect: ExporterKind, _ fault: Fault, _ expected: ClosedRange<Double>
    ) -> Unusual {
        Unusual(
            signal: signal, statistic: statistic, release: (.vllm, "0.32.0"), page: page,
            dialect: dialect,
            script: FaultScript(rules: [
                FaultRule(elapsed: .seconds(60)..<(.seconds(600)), faults: [fault])
            ]), expected: expected)
    }

    /// Of three drafted tokens each accepted with 0.7 after those before it: (0.7 + 0.49 + 0.343) / 3 = 0.511.
    static let unusual: [Unusual] =
        [
            (.vllm, "0.8.5", .engine(.vllm)), (.vllm, "0.32.0", .engine(.vllm)),
            (.sglang, "0.5.22", .engine(.sglang)), (.llamaCpp, "b11434", .engine(.llamacpp)),
        ].map { (engine: SimulatedEngine, version: String, dialect: ExporterKind) in
            Unusual(
                signal: .speculativeAcceptance, statistic: .value, release: (engine, version),
                dialect: dialect, features: speculate, expected: 0.49...0.53)
        } + [
            Unusual(
                signal: .waitingDeferred, statistic: .maximum, release: (.vllm, "0.20"),
                dialect: .engine(.vllm), features: adapt, expected: 1...2),
            Unusual(
                signal: .loraSlotUsage, statistic: .maximum, release: (.sglang, "0.5.22"),
                dialect: .engine(.sglang), features: adapt, expected: 1...1),
            Unusual(
                signal: .swapped, statistic: .maximum, release: (.vllmV0, "0.7.3"),
                dialect: .engine(.vllm), features: swap, expected: 1...3),
            machine(
                .gpuThermalThrottling, .increase, .gpu, .dcgm,
                .throttled(factor: 1.5, reason: .thermal), 59...61),
            machine(
                .gpuPowerThrottling, .increase, .gpu, .dcgm,
                .throttled(factor: 1.5, reason: .power), 59...61),
            machine(
                .gpuTemperature, .maximum, .gpu, .dcgm, .throttled(factor: 1.5, reason: .thermal),
                86...90),
            machine(.gpuXid, .maximum, .gpu, .dcgm, .xid(code: 79), 79...79),
            machine(
                .gpuMemoryUsage, .value, .gpu, .dcgm, .neighbour(factor: 2, resource: .gpu),
                0.95...1),
            machine(
                .nodeProcessorUsage, .value, .node, .node,
                .neighbour(factor: 2, resource: .processor), 0.45...0.55),
        ]

    @Test(arguments: unusual)
    func `features and faults show in the signals that speak of them`(
        example: Unusual
    ) async throws {
        var configuration = SimulatedServerConfiguration(
            modelName: "demo", calibration: .gemma26BOnL40S, maxNumSeqs: 4, maxModelLen: 1024)
        example.features(&configuration)
        var workload = ClosedLoopWorkload(
            count: 6, staggerSeconds: 0.5, pacing: .think(meanSeconds: 0.3, variation: 0.3),
            prompt: .fixed(100), output: .fixed(300))
        for (index, name) in configuration.adapters.enumerated() {
            workload.sessions[index].adapter = name
        }
        let history = try SimulatedHistory(
            configuration: configuration, workload: workload, at: (0...24).map { Double($0) * 5 })
        let release = try SimulatedRelease(
            example.release.engine, version: example.release.version)
        let scrapes = try history.snapshots(as: release).map { state in
            var snapshot = state
            snapshot.machine = MachineCondition(
                script: example.script, elapsed: .seconds(snapshot.elapsedSeconds))
            return TimedScrape(
                instance: "a", unixSeconds: history.startUnixSeconds + snapshot.elapsedSeconds,
                families: try ExpositionParser.parse(try #require(snapshot.body(example.page))))
        }
        let estimator = SignalEstimator(
            WindowSource(WindowEvaluator(whole: ScrapeWindow(scrapes))),
            dialect: try #require(Dialect.of(example.dialect)),
            naming: EngineDetection(try #require(scrapes.last).families).naming)
        let estimate = try #require(
            try await estimator.estimate(example.signal, example.statistic))
        #expect(example.expected.contains(estimate.point), "\(estimate.point)")
    }
}
