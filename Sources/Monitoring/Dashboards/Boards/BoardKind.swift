/// The boards, in the order in which one reads them in an incident.
package enum BoardKind: String, Sendable, Hashable, CaseIterable {
    case overview
    case capacity
    case latency
    case replicas
    case hardware
    case diagnostics

    /// The heading behind the subject's name.
    package var title: String {
        switch self {
        case .overview: "SLO overview"
        case .capacity: "capacity"
        case .latency: "latency"
        case .replicas: "replicas"
        case .hardware: "GPU and node"
        case .diagnostics: "diagnostics"
        }
    }

    /// What the board answers.
    package var detail: String {
        switch self {
        case .overview:
            "Are users served as promised, how fast is the error budget spent, what serves them? "
                + "Read the first two rows; the rest says where to go on."
        case .capacity:
            "How much of what there is is in use, beside the live limit of the running engine?"
        case .latency:
            "Where does a request's time go: queue, prefill or decode? Quantiles stand beside the "
                + "buckets they are made of."
        case .replicas: "Which replica is different from the others?"
        case .hardware:
            "What does the machine below do? It explains what users feel and never stands for it."
        case .diagnostics:
            "How do requests end, what do caches save, has the traffic changed, and can the numbers "
                + "themselves be trusted?"
        }
    }

    /// Whether it has panels of the machine's exporters, which are targets of their own.
    var showsMachine: Bool { self == .overview || self == .hardware }

    func rows(_ queries: BoardQueries) -> [DashboardRow] {
        switch self {
        case .overview: OverviewBoard.rows(queries)
        case .capacity: CapacityBoard.rows(queries)
        case .latency: LatencyBoard.rows(queries)
        case .replicas: ReplicaBoard.rows(queries)
        case .hardware: HardwareBoard.rows(queries)
        case .diagnostics: DiagnosticsBoard.rows(queries)
        }
    }
}
