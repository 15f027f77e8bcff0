/// A part of a health report.
///
/// The raw value is the name in JSON; it never changes.
package enum HealthSection: String, Sendable, Hashable, CaseIterable, Codable {
    /// What users feel, as the server measures it.
    case latency
    case errors
    case queue
    case kvCache = "kv_cache"
    /// Tokens and requests per second, and whether the engine makes progress at all.
    case throughput
    case gpu
    case node
    /// How far the metrics themselves can be trusted.
    case freshness
    /// Differences between replicas.
    case replicas

    /// The name in tables.
    package var title: String {
        switch self {
        case .latency: "latency"
        case .errors: "errors"
        case .queue: "queue"
        case .kvCache: "KV cache"
        case .throughput: "throughput"
        case .gpu: "GPU"
        case .node: "node"
        case .freshness: "freshness"
        case .replicas: "replicas"
        }
    }
}
