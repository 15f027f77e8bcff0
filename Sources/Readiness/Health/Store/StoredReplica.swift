import Exposition
import Inference
import Signals
import Telemetry

/// One replica as a store's series show it.
struct StoredReplica {
    /// What its metrics are; nil when it has no series in the range.
    let detection: EngineDetection?
    /// The jobs that scrape it.
    let jobs: Set<String>
    /// The models on its series; empty where they carry none.
    let models: Set<String>
    /// How often it was read.
    let scrapes: Int
    private let lastReadSeconds: Double?
    /// Whether its target answered, scrape by scrape; empty where the store does not tell.
    private(set) var up: [Bool] = []
    private var longestScrape: Duration?

    /// - Parameter load: Its series of load in the range.
    init(_ load: [PrometheusSeries]) {
        let families = Dictionary(grouping: load) { Self.family($0.name ?? "") }
            .sorted { $0.key < $1.key }
            .map { name, series in
                MetricFamily(
                    name: name, type: .untyped,
                    samples: series.map {
                        Sample(name: name, labels: $0.labels, value: $0.samples.last?.value ?? 0)
                    })
            }
        detection = load.isEmpty ? nil : EngineDetection(families)
        jobs = Set(load.compactMap { $0.label("job") })
        models = Set(load.compactMap { $0.label("model_name") })
        scrapes = load.map(\.samples.count).max() ?? 0
        lastReadSeconds = load.compactMap { $0.samples.last?.timeSeconds }.max()
    }

    private static func family(_ name: String) -> String {
        name.hasSuffix("_count") ? String(name.dropLast("_count".count)) : name
    }

    /// Whether it has series of an engine's load.
    var hasLoad: Bool { detection != nil }

    /// Whether the store could not scrape it the last time.
    var isDown: Bool { up.last == false }

    /// Takes what the store wrote about its target; other jobs' look at the same address is another
    /// target.
    mutating func add(_ target: [PrometheusSeries]) {
        let own = target.filter { jobs.isEmpty || jobs.contains($0.label("job") ?? "") }
        let answers = own.filter { $0.name == "up" }.flatMap(\.samples)
        up = answers.sorted { $0.timeSeconds < $1.timeSeconds }.map { $0.value > 0 }
        let durations = own.filter { $0.name == "scrape_duration_seconds" }
            .flatMap(\.samples).map(\.value).filter(\.isFinite)
        longestScrape = durations.max().map { .seconds($0) }
    }

    func observation(named name: String) -> ReplicaObservation {
        var observation = ReplicaObservation(
            name: name, detection: detection,
            engine: detection?.kind ?? .unknown, scrapes: scrapes,
            failedScrapes: up.count { !$0 }, longestScrape: longestScrape,
            lastReadSeconds: lastReadSeconds)
        if isDown {
            observation.failure = MetricsFailure(
                .down,
                reason: hasLoad
                    ? "went away in the window: the store cannot scrape it any more, up is 0"
                    : "the store cannot scrape it: up is 0",
                advice: "check the server, then the store's list of targets")
        }
        return observation
    }
}
