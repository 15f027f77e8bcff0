import Exposition
import Signals
import Simulator
import Testing

/// Scrapes of one exporter, in a store and here.
struct AgreementSubject: Sendable, CustomTestStringConvertible {
    /// The label `job` of its series, which keeps subjects with the same names apart.
    let job: String
    let dialect: Dialect
    let naming: EngineDetection.Naming
    let scrapes: [TimedScrape]

    var testDescription: String { job }

    /// What keeps the series of this subject apart from others.
    var restriction: [LabelMatcher] { [.equal("job", job)] }

    /// Every dialect in every era of its names with made-up series, and every simulated release.
    static let all: [AgreementSubject] = DialectVariant.all.map(madeUp) + simulated

    private static func madeUp(_ variant: DialectVariant) -> AgreementSubject {
        AgreementSubject(
            job: variant.job, dialect: variant.dialect, naming: .plain,
            scrapes: AgreementSeries.scrapes(of: variant))
    }

    // MARK: - What the simulator says over a virtual run

    private static let releases: [(SimulatedEngine, String)] = [
        (.vllm, "0.8.5"), (.vllm, "0.10.2"), (.vllm, "0.20"), (.vllm, "0.32.0"),
        (.vllmV0, "0.6.6"), (.sglang, "0.4.9"), (.sglang, "0.5.9"), (.sglang, "0.5.22"),
        (.tgi, "3.3.7"), (.trtllm, "1.3.0"), (.triton, "2.60.0"), (.dynamo, "0.7.0"),
        (.dynamo, "1.3.1"), (.llamaCpp, "b6700"), (.llamaCpp, "b11434"), (.lmdeploy, "0.18.0"),
    ]

    private static let simulated: [AgreementSubject] = {
        let times = (0..<AgreementSeries.scrapeCount).map {
            Double($0) * AgreementSeries.intervalSeconds
        }
        guard
            let history = try? SimulatedHistory(
                Scenario.admissionCap, at: times, startUnixSeconds: AgreementSeries.startSeconds)
        else { return [] }
        return releases.compactMap { engine, version in
            guard let release = try? SimulatedRelease(engine, version: version) else { return nil }
            return subject(release, of: history)
        }
    }()

    private static func subject(
        _ release: SimulatedRelease, of history: SimulatedHistory
    ) -> AgreementSubject? {
        let job = "simulated-\(release.engine.rawValue)-\(release.version)"
        var scrapes: [TimedScrape] = []
        for (seconds, body) in history.scrapes(as: release) {
            guard var families = try? ExpositionParser.parse(body) else { return nil }
            for index in families.indices {
                families[index].samples = families[index].samples.map { sample in
                    let label = [Label(name: "job", value: job)]
                    return Sample(
                        name: sample.name, labels: sample.labels + label, value: sample.value)
                }
            }
            scrapes.append(
                TimedScrape(
                    instance: "simulator:8000",
                    unixSeconds: AgreementSeries.startSeconds + seconds, families: families))
        }
        guard let last = scrapes.last else { return nil }
        let detection = EngineDetection(last.families)
        guard let dialect = Dialect.of(detection.kind) else { return nil }
        return AgreementSubject(
            job: job, dialect: dialect, naming: detection.naming, scrapes: scrapes)
    }
}
