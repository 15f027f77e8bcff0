import Exposition
package import Signals
package import Telemetry

/// Server evidence out of a store that speaks the Prometheus API: its raw samples, as pages.
package struct StoreEvidence: Sendable {
    /// The pages of all replicas, of their cards and machines, and the gaps; without an identity.
    package var server: ServerEvidence
    /// What the reader should know, each a sentence: partial answers, machines left out.
    package var notes: [String]

    /// The most replicas that are read.
    package static let replicasMax = 64

    /// The most samples that are kept: about 300 MB of memory.
    package static let samplesMax = 4_000_000

    /// How far back the series of a replica that is down now are looked for.
    private static let memorySeconds = 86_400.0

    /// Reads the samples of a window.
    ///
    /// The replicas are those with series of an engine that the selector selects within the window,
    /// and those that had some within the last day. Of each, the engine's series, those of its
    /// process and `up` are read. Cards and machines are those on the hosts of the replicas, or all
    /// of the store when no host's name fits, as in Kubernetes, and they are few.
    ///
    /// - Parameters:
    ///   - api: The store: Prometheus, VictoriaMetrics, Thanos or Mimir.
    ///   - selector: Conditions on the engine's series, such as a job or a model's name.
    ///   - window: The length of the window, back from its end.
    ///   - endSeconds: The end of the window in Unix seconds.
    ///   - samplesMax: The most samples that are kept.
    /// - Returns: What the store has.
    /// - Throws: `StoreEvidenceError`, or `PrometheusError` when the store cannot be asked.
    package static func read(
        from api: PrometheusAPI, selector: [LabelMatcher], window: Duration, endSeconds: Double,
        samplesMax: Int = StoreEvidence.samplesMax
    ) async throws -> StoreEvidence {
        let (seconds, attoseconds) = window.components
        let startSeconds = endSeconds - Double(seconds) - Double(attoseconds) / 1e18
        var reading = StoreReading(
            api: api, selector: selector, startSeconds: startSeconds, endSeconds: endSeconds,
            samplesMax: samplesMax)
        let instances = try await reading.instances(memorySeconds: memorySeconds)
        guard !instances.isEmpty else {
            throw StoreEvidenceError.noEngine(
                store: "\(api.url)", selection: reading.engineSelector)
        }
        guard instances.count <= replicasMax else {
            throw StoreEvidenceError.tooManyReplicas(
                store: "\(api.url)", count: instances.count, countMax: replicasMax)
        }
        for instance in instances.sorted() { try await reading.readReplica(instance) }
        guard !reading.server.scrapes.isEmpty || !reading.server.missed.isEmpty else {
            throw StoreEvidenceError.noEngine(
                store: "\(api.url)", selection: reading.engineSelector)
        }
        try await reading.readMachines(beside: instances)
        return StoreEvidence(server: reading.server, notes: reading.notes)
    }
}
