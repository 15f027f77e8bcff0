/// A port at which a replica tells its metrics.
struct MetricsPort: Sendable, Hashable {
    /// The port's name in pods and Services.
    let name: String
    let number: Int
    /// The path of the metrics body.
    let path: String
}
