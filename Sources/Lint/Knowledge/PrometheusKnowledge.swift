package import Exposition
package import Telemetry

/// What a Prometheus-compatible server tells about the series it has.
package struct PrometheusKnowledge: SeriesKnowledge {
    package let title: String
    package let names: Set<String>
    package let includesTargetLabels = true

    /// The first number of the server's release, where it tells one.
    package let prometheusMajor: Int?

    private let labelsByName: [String: Set<String>]
    private let boundsByName: [String: Set<String>]
    private let typesByFamily: [String: MetricType]

    /// Metrics whose labels are asked for; each costs a request.
    private static let metricsMax = 300

    /// Asks a server.
    ///
    /// - Parameters:
    ///   - api: The server.
    ///   - metrics: The names whose labels will be wanted.
    /// - Returns: What it told. A server that keeps no types or tells no release is asked no more.
    /// - Throws: `PrometheusError` when it does not tell which series it has.
    package static func ask(
        _ api: PrometheusAPI, about metrics: Set<String>
    ) async throws(PrometheusError) -> PrometheusKnowledge {
        let names = Set(try await api.labelValues(of: "__name__").value)
        var labels: [String: Set<String>] = [:]
        var bounds: [String: Set<String>] = [:]
        for name in metrics.intersection(names).sorted().prefix(metricsMax) {
            let series = try await api.series(matching: ["{__name__=\"\(name)\"}"]).value
            for entry in series {
                labels[name, default: []].formUnion(entry.labels.map(\.name))
                if let bound = entry.label("le") { bounds[name, default: []].insert(bound) }
            }
        }
        var types: [String: MetricType] = [:]
        for (family, entries) in (try? await api.metadata().value) ?? [:] {
            let told = Set(entries.map(\.type))
            if told.count == 1, let type = told.first { types[family] = MetricType(rawValue: type) }
        }
        let version = (try? await api.buildInfo().value)?.version
        let major = version?.split(separator: ".").first.flatMap { Int($0) }
        return PrometheusKnowledge(
            title: "\(api.url)", names: names, prometheusMajor: major, labelsByName: labels,
            boundsByName: bounds, typesByFamily: types)
    }

    package func labels(of name: String) -> Set<String>? { labelsByName[name] }
    package func bounds(of name: String) -> Set<String>? { boundsByName[name] }

    package func type(of name: String) -> MetricType? {
        // Some servers list a counter without its suffix.
        typesByFamily[name]
            ?? (name.hasSuffix("_total") ? typesByFamily[String(name.dropLast(6))] : nil)
    }
}
