import Exposition
import Signals
import Telemetry

/// One reading of a store, target by target, so that no answer becomes too large.
struct StoreReading {
    let api: PrometheusAPI
    let selector: [LabelMatcher]
    let startSeconds: Double
    let endSeconds: Double
    let samplesMax: Int

    private(set) var server = ServerEvidence(scrapes: [])
    private(set) var notes: [String] = []
    private var samples = 0

    /// Machines whose hosts are not the replicas' are read up to this many: more are a whole
    /// cluster's, of which nothing tells which are the endpoint's.
    private static let strangersMax = 8

    init(
        api: PrometheusAPI, selector: [LabelMatcher], startSeconds: Double, endSeconds: Double,
        samplesMax: Int
    ) {
        self.api = api
        self.selector = selector
        self.startSeconds = startSeconds
        self.endSeconds = endSeconds
        self.samplesMax = samplesMax
    }

    // MARK: - Who is there

    /// The replicas that had series of an engine in the window or, when they are down, before it.
    func instances(memorySeconds: Double) async throws -> Set<String> {
        let now = try await api.labelValues(
            of: "instance", matching: [engineSelector], in: startSeconds...endSeconds)
        let before = try await api.labelValues(
            of: "instance", matching: [engineSelector],
            in: (endSeconds - memorySeconds)...endSeconds)
        let gone = Set(before.value).subtracting(now.value)
        guard !gone.isEmpty else { return Set(now.value) }
        // What was a replica and is up without an engine's series is none any more.
        let ups = try await api.rawSamples(
            Self.braces(
                [#"__name__="up""#, Self.text([.any("instance", of: gone)])]),
            from: startSeconds, to: endSeconds)
        let down = ups.value.filter { $0.samples.contains { $0.value == 0 } }
            .compactMap { $0.label("instance") }
        return Set(now.value).union(down)
    }

    /// What selects the engine's series, in PromQL.
    var engineSelector: String {
        Self.braces(
            [StoreSeriesNames.matcher(StoreSeriesNames.engine), Self.text(selector)])
    }

    // MARK: - What they said

    /// Reads the series of a replica: the engine's that the selector selects, and its target's.
    mutating func readReplica(_ instance: String) async throws {
        let names = StoreSeriesNames.engine + StoreSeriesNames.target
        let answer = try await api.rawSamples(
            Self.braces(
                [StoreSeriesNames.matcher(names), Self.text([.equal("instance", instance)])]),
            from: startSeconds, to: endSeconds)
        note(answer.warnings, of: instance)
        let series = answer.value.filter { isSelected($0) }
        let jobs = Set(series.compactMap { $0.label("job") })
        guard jobs.count <= 1 else {
            throw StoreEvidenceError.scrapedTwice(instance: instance, jobs: jobs.sorted())
        }
        try keep(series, of: instance)
    }

    /// Reads the series of cards and machines.
    mutating func readMachines(beside replicas: Set<String>) async throws {
        let matcher = StoreSeriesNames.matcher(StoreSeriesNames.machine)
        let found = Set(
            try await api.labelValues(
                of: "instance", matching: [Self.braces([matcher])],
                in: startSeconds...endSeconds
            ).value)
        let hosts = Set(replicas.map(Self.host))
        var chosen = found.filter { hosts.contains(Self.host($0)) }
        if chosen.isEmpty {
            guard found.count <= Self.strangersMax else {
                notes.append(
                    "\(api.url) has \(found.count) machines and none with a replica's host name: "
                        + "their cards and processors were left out.")
                return
            }
            chosen = found
        }
        for instance in chosen.sorted() {
            let answer = try await api.rawSamples(
                Self.braces([matcher, Self.text([.equal("instance", instance)])]),
                from: startSeconds, to: endSeconds)
            note(answer.warnings, of: instance)
            // A page of a machine that is also a replica's would be one of two targets.
            try keep(answer.value, of: instance)
        }
    }

    private mutating func keep(
        _ series: [PrometheusSeries], of instance: String
    ) throws(StoreEvidenceError) {
        samples += series.lazy.map(\.samples.count).reduce(0, +)
        guard samples <= samplesMax else {
            throw .tooManySamples(instance: instance, countMax: samplesMax)
        }
        let pages = StoredPages(instance: instance, series: series)
        server.scrapes += pages.scrapes
        server.missed += pages.missed
    }

    private mutating func note(_ warnings: [String], of instance: String) {
        for warning in warnings { notes.append("\(api.url), of \(instance): \(warning)") }
    }

    /// Whether the selector selects a series; labels that a series of the target does not have
    /// select nothing there.
    private func isSelected(_ series: PrometheusSeries) -> Bool {
        let isEngine = StoreSeriesNames.isEngine(series.name ?? "")
        return selector.allSatisfy { matcher in
            guard let value = series.label(matcher.label) else {
                return !isEngine || matcher.matches("")
            }
            return matcher.matches(value)
        }
    }

    // MARK: - PromQL

    private static func braces(_ matchers: [String]) -> String {
        "{\(matchers.filter { !$0.isEmpty }.joined(separator: ","))}"
    }

    /// Matchers without braces; empty for none.
    private static func text(_ matchers: [LabelMatcher]) -> String {
        guard !matchers.isEmpty else { return "" }
        let selector = MetricExpression.latest(SeriesSelector(name: "", matchers: matchers))
        return String((selector.promQL(window: "") ?? "").drop { $0 == "{" }.dropLast())
    }

    /// An instance without its port.
    private static func host(_ instance: String) -> String {
        guard let colon = instance.lastIndex(of: ":"), !instance[colon...].contains("]") else {
            return instance
        }
        return String(instance[..<colon])
    }
}
