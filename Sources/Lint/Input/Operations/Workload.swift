/// Pods that a manifest asks for.
struct Workload: Sendable {
    /// The labels of the pods.
    var labels: [String: String]
    /// How many; nil when a scaler decides or nobody says.
    var replicas: Int?
}
