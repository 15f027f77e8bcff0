package import Exposition

/// What one metrics body tells.
package struct BodyKnowledge: SeriesKnowledge {
    package let title: String
    package let names: Set<String>
    package let includesTargetLabels = false

    private let labelsByName: [String: Set<String>]
    private let boundsByName: [String: Set<String>]
    private let typesByName: [String: MetricType]

    /// Takes what a body has.
    ///
    /// - Parameters:
    ///   - families: The body.
    ///   - title: How messages call it.
    package init(_ families: [MetricFamily], title: String) {
        self.title = title
        var names: Set<String> = []
        var labels: [String: Set<String>] = [:]
        var bounds: [String: Set<String>] = [:]
        var types: [String: MetricType] = [:]
        for family in families {
            for name in Self.declared(family) {
                names.insert(name)
                types[name] = family.type
            }
            for sample in family.samples {
                names.insert(sample.name)
                types[sample.name] = family.type
                labels[sample.name, default: []].formUnion(sample.labels.map(\.name))
                if let bound = sample.label("le") {
                    bounds[sample.name, default: []].insert(bound)
                }
            }
        }
        self.names = names
        labelsByName = labels
        boundsByName = bounds
        typesByName = types
    }

    /// The names of a family that is declared and may have no series yet.
    private static func declared(_ family: MetricFamily) -> [String] {
        switch family.type {
        case .histogram: ["_bucket", "_sum", "_count"].map { family.name + $0 }
        case .summary: ["", "_sum", "_count"].map { family.name + $0 }
        default: [family.name]
        }
    }

    package func labels(of name: String) -> Set<String>? { labelsByName[name] }
    package func bounds(of name: String) -> Set<String>? { boundsByName[name] }
    package func type(of name: String) -> MetricType? { typesByName[name] }
}
