/// A name behind which several replicas may stand.
struct ServiceName: Sendable {
    var name: String
    /// Whether the name resolves to one address for all replicas, so that each scrape meets another.
    var isBalanced: Bool
    /// The replicas behind it; nil when nobody says.
    var replicas: Int?
    /// The labels by which a Kubernetes Service finds its pods.
    var selector: [String: String] = [:]
}
