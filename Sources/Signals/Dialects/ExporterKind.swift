/// Who exports metrics: an engine, or one of the exporters of the machine below it.
package enum ExporterKind: Sendable, Hashable {
    case engine(EngineKind)
    /// NVIDIA's DCGM exporter.
    case dcgm
    /// Prometheus's node_exporter.
    case node

    /// The name in JSON and on the command line.
    package var name: String {
        switch self {
        case .engine(let engine): engine.rawValue
        case .dcgm: "dcgm"
        case .node: "node"
        }
    }

    /// The name as its makers write it.
    package var displayName: String {
        switch self {
        case .engine(let engine): engine.displayName
        case .dcgm: "DCGM exporter"
        case .node: "node_exporter"
        }
    }
}
