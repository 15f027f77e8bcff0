import EngineModel
import Exposition
import Load
import Rehearsal
import Signals
import Simulator

/// Small worlds for the tests.
enum Worlds {
    /// Four sessions at a roomy engine for a minute.
    static func healthy(
        sessions: Int = 4, seconds: Double = 60, faults: FaultScript = .none, replicas: Int = 1
    ) -> Rehearsed {
        var deployment = Deployment(
            server: SimulatedServerConfiguration(
                modelName: "demo-8b", calibration: .demonstration, faults: faults))
        deployment.replicas = replicas
        var load = ClientLoad(sessions: sessions, prompt: .uniform(100...300), maxTokens: 48)
        load.staggerSeconds = 0.3
        var rehearsed = Rehearsed(deployment: deployment, load: load)
        rehearsed.durationSeconds = seconds
        return rehearsed
    }

    /// A world in which one rule holds.
    static func struck(
        _ faults: Fault..., requests: Range<Int>? = nil, from: Double? = nil, to: Double = 10_000,
        replica: Int? = nil, share: Double = 1, seconds: Double = 60, replicas: Int = 1
    ) -> Rehearsed {
        let elapsed = from.map { Duration.seconds($0)..<Duration.seconds(to) }
        return healthy(
            seconds: seconds,
            faults: FaultScript(rules: [
                FaultRule(
                    requests: requests, elapsed: elapsed, replica: replica, share: share,
                    faults: faults)
            ]), replicas: replicas)
    }

    static let start = 1_800_000_000.0
}

extension Recording {
    /// The pages of one instance.
    func pages(_ instance: String) -> [TimedScrape] {
        scrapes.filter { $0.instance == instance }
    }

    /// The values of a series over time, summed over labels.
    func values(_ name: String, at instance: String = "10.0.0.1:8000") -> [Double] {
        pages(instance).map { scrape in
            scrape.families.reduce(0) { sum, family in
                sum
                    + family.samples.filter { $0.name == name }.reduce(0) { $0 + $1.value }
            }
        }
    }
}

extension [ProbeRecord] {
    /// The requests that were answered whole.
    var successes: [ProbeRecord] { filter(\.isSuccess) }
}

extension [Double] {
    var mean: Double { isEmpty ? .nan : reduce(0, +) / Double(count) }
    var median: Double { isEmpty ? .nan : sorted()[count / 2] }
}
