import Exposition
import Inference
package import Signals
import Telemetry

/// Finds the replicas of a store: by the series of their load, and by `up` where they are gone.
///
/// A replica that was stopped has no fresh series, so one whose target is down counts when it had
/// series within the last day, or when its job was asked for by name.
package struct StoreSurveyor: Sendable {
    private let store: any HealthStore
    private let restriction: [LabelMatcher]
    private let window: Duration
    private let nowSeconds: Double

    /// How far back the series of a replica that is down are looked for.
    private static let memorySeconds = 86_400.0
    private static let signals: [Signal] = [.running, .waiting, .kvCacheUsage, .generationTokens]
    private static let targetNames: Set<String> = ["up", "scrape_duration_seconds"]
    /// What tells the llm-d simulator from the engine whose names it borrows.
    private static let simulatorName = "vllm:max_num_generation_tokens"

    /// - Parameters:
    ///   - store: Where the series are.
    ///   - restriction: Conditions on every series of an engine.
    ///   - window: The length of the range, back from now.
    ///   - nowSeconds: The end of the range, Unix seconds.
    package init(
        _ store: any HealthStore, restriction: [LabelMatcher], window: Duration,
        nowSeconds: Double
    ) {
        self.store = store
        self.restriction = restriction
        self.window = window
        self.nowSeconds = nowSeconds
    }

    /// Looks at the store.
    ///
    /// - Returns: The replicas with what is known of them; none when no engine is there.
    /// - Throws: `StoreAmbiguity` when the series are not one endpoint's, and what the store throws.
    package func survey() async throws -> StoreSurvey {
        let start = nowSeconds - window.seconds
        let load = try await store.samples(of: loadSelector, from: start, to: nowSeconds)
        var replicas = Dictionary(grouping: load) { $0.label("instance") ?? "" }
            .mapValues(StoredReplica.init)
        let known = try await store.instances(
            of: loadSelector, from: nowSeconds - Self.memorySeconds, to: nowSeconds
        ).union(replicas.keys)
        let targets = try await targets(of: known, from: start)
        var notes: [String] = []
        for (name, target) in targets.sorted(by: { $0.key < $1.key }) {
            replicas[name, default: StoredReplica([])].add(target)
        }
        // A target that is up and has no series of an engine was one before, and is none now.
        replicas = replicas.filter { $0.value.hasLoad || $0.value.isDown }
        let gone = replicas.filter { $0.value.up.isEmpty && !targets.isEmpty }.keys.sorted()
        if gone.count < replicas.count, !gone.isEmpty {
            notes.append(
                "Left out, because the store no longer scrapes it: "
                    + gone.joined(separator: ", ") + ".")
            for name in gone { replicas[name] = nil }
        }
        let routers = replicas.filter { $0.value.detection?.isRouter == true }.keys.sorted()
        if routers.count < replicas.count, !routers.isEmpty {
            notes.append(
                "Left out, because a router's series are not an engine's: "
                    + routers.joined(separator: ", ") + ".")
            for name in routers { replicas[name] = nil }
        }
        try check(replicas)
        return StoreSurvey(
            observations: replicas.sorted { $0.key < $1.key }.map { $1.observation(named: $0) },
            window: HealthWindow(
                kind: .store, duration: window,
                scrapes: replicas.values.filter(\.hasLoad).map(\.scrapes).min() ?? 0),
            notes: notes)
    }

    // MARK: - What is asked

    private var loadSelector: String {
        Self.text([.any("__name__", of: Self.loadNames)] + restriction)
    }

    /// The names of the series of load, of all engines in all spellings.
    static let loadNames: Set<String> = {
        var names: Set<String> = [simulatorName + "_count"]
        for kind in EngineKind.allCases {
            let sources = signals.flatMap { Dialect.of(kind)?.sources[$0] ?? [] }
            for selector in sources.flatMap(\.formula.selectors) {
                for naming in [EngineDetection.Naming.plain, .ray, .underscored, .colon] {
                    let name = naming.spell(selector.name)
                    let detection = EngineDetection([
                        MetricFamily(name: name, type: .untyped, samples: [])
                    ])
                    if detection.kind == kind, detection.naming == naming { names.insert(name) }
                }
            }
        }
        return names
    }()

    private static func text(_ matchers: [LabelMatcher]) -> String {
        MetricExpression.latest(SeriesSelector(name: "", matchers: matchers))
            .promQL(window: "") ?? ""
    }

    /// The series that the store writes about its targets, by instance.
    private func targets(
        of known: Set<String>, from start: Double
    ) async throws -> [String: [PrometheusSeries]] {
        let name = LabelMatcher.any("__name__", of: Self.targetNames)
        var found: Set<PrometheusSeries> = []
        if !known.isEmpty {
            found.formUnion(
                try await store.samples(
                    of: Self.text([name, .any("instance", of: known)]), from: start,
                    to: nowSeconds))
        }
        // A job that was asked for by name is an engine's even if its series are long gone.
        if restriction.contains(where: { $0.label == "job" }) {
            found.formUnion(
                try await store.samples(
                    of: Self.text([name] + restriction), from: start, to: nowSeconds))
            let jobs = restriction.filter { $0.label == "job" }
            found = found.filter { series in
                jobs.allSatisfy { $0.matches(series.label("job") ?? "") }
            }
        }
        return Dictionary(grouping: found) { $0.label("instance") ?? "" }
    }

    // MARK: - One endpoint

    private func check(_ replicas: [String: StoredReplica]) throws(StoreAmbiguity) {
        guard replicas[""] == nil else { throw .noInstance }
        for (name, replica) in replicas.sorted(by: { $0.key < $1.key })
        where replica.jobs.count > 1 {
            throw .scrapedTwice(instance: name, jobs: replica.jobs.sorted())
        }
        let measured = replicas.values.filter(\.hasLoad)
        let engines = Dictionary(grouping: measured) { $0.detection?.kind ?? .unknown }
        guard engines.count <= 1 else {
            throw .engines(
                engines.map { kind, members in
                    StoreAmbiguity.Choice(
                        engine: kind.displayName,
                        jobs: Set(members.flatMap(\.jobs)).sorted())
                }.sorted { $0.engine < $1.engine })
        }
        let models = Set(measured.map(\.models)).filter { !$0.isEmpty }
        guard models.count <= 1 else { throw .models(Set(models.flatMap(\.self)).sorted()) }
    }
}
