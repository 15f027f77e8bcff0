import EngineModel
import Exposition
import Simulator
import Testing

/// The dialects against scrapes of the real servers: what is shown is real, and what is left out is left out on purpose.
@Suite struct CapturedExpositionTests {
    /// A real body and what a simulated server need not have of it.
    struct Capture: Sendable, CustomTestStringConvertible {
        let release: SimulatedRelease
        let file: String
        /// Beginnings of the names of families that are left out.
        let leftOut: [String]
        /// Names of families that depend on use, so that their labels are compared only where both have them.
        let lazy: Set<String>
        var testDescription: String { file }
    }

    private static let process = [
        "python_", "process_max_", "process_open_", "process_resident_",
        "process_virtual_", "http_request_", "http_response_",
    ]

    static let captures = [
        Capture(
            release: SimulatedRelease(.vllm), file: "vllm-0.32.0-metrics-start.txt",
            leftOut: process + ["vllm:estimated_"],
            lazy: ["http_requests_total", "http_requests_created"]),
        try? Capture(
            release: SimulatedRelease(.vllm, version: "0.14.1"),
            file: "vllm-0.14.1-metrics-start.txt", leftOut: process,
            lazy: ["http_requests_total", "http_requests_created"]),
        Capture(
            release: SimulatedRelease(.llamaCpp), file: "llamacpp-b11434-metrics-start.txt",
            leftOut: [], lazy: []),
        Capture(
            release: SimulatedRelease(.llamaCpp), file: "llamacpp-b11434-metrics.txt",
            leftOut: [], lazy: []),
    ].compactMap { $0 }

    private static func simulated(_ release: SimulatedRelease) throws -> [MetricFamily] {
        var configuration = TestServers.quick()
        configuration.release = release
        let snapshot = EngineSnapshot(
            metrics: EngineMetrics(
                maxModelLen: configuration.engine.maxModelLen,
                detail: configuration.recording.histogramDetail),
            configuration: configuration, startUnixSeconds: 1_800_000_000, elapsedSeconds: 0)
        return try ExpositionParser.parse(try #require(snapshot.body()))
    }

    @Test(arguments: captures)
    func `names, types, helps and their order are those of the real server`(
        _ capture: Capture
    ) throws {
        let real = try ExpositionParser.parse(Array(try Fixture.file(capture.file).utf8))
        let ours = try Self.simulated(capture.release)
        func heads(_ families: [MetricFamily]) -> [String] {
            families.map { "\($0.name) \($0.type.rawValue) \($0.help ?? "-")" }
        }
        let expected = real.filter { family in
            !capture.leftOut.contains { family.name.hasPrefix($0) }
        }
        #expect(ours.count > 10)
        #expect(heads(ours) == heads(expected))
    }

    @Test(arguments: captures)
    func `labels and bounds are those of the real server`(_ capture: Capture) throws {
        let real = try ExpositionParser.parse(Array(try Fixture.file(capture.file).utf8))
        for family in try Self.simulated(capture.release) where !capture.lazy.contains(family.name)
        {
            let twin = try #require(real.first { $0.name == family.name })
            func series(_ family: MetricFamily) -> [[String]] {
                family.samples.map { sample in
                    [sample.name]
                        + sample.labels.map { label in
                            // What a label says of a configuration is another matter than that it is there.
                            family.name == "vllm:cache_config_info"
                                ? label.name : "\(label.name)=\(label.value)"
                        }
                }
            }
            #expect(series(family) == series(twin), "\(family.name)")
        }
    }
}
