/// How the replicas differ in one quantity.
package struct HealthComparison: Sendable, Hashable {
    /// What replicas are compared by; the raw value is the name in JSON.
    package enum Quantity: String, Sendable, Hashable, CaseIterable, Codable {
        case timeToFirstToken = "ttft_mean"
        case interTokenLatency = "itl_mean"
        case running = "running_avg"
        case waiting = "waiting_avg"
        case kvCacheUsage = "kv_cache_usage_max"
        case tokenRate = "tokens_per_second"
        case requestsFinished = "requests_finished"

        /// The name in tables.
        package var title: String {
            switch self {
            case .timeToFirstToken: "ttft mean"
            case .interTokenLatency: "itl mean"
            case .running: "running"
            case .waiting: "waiting"
            case .kvCacheUsage: "KV max"
            case .tokenRate: "tokens"
            case .requestsFinished: "finished"
            }
        }

        package var unit: HealthUnit {
            switch self {
            case .timeToFirstToken, .interTokenLatency: .seconds
            case .running, .waiting, .requestsFinished: .requests
            case .kvCacheUsage: .ratio
            case .tokenRate: .tokensPerSecond
            }
        }
    }

    package var quantity: Quantity
    /// The replica with the largest value.
    package var largest: String
    package var maximum: Double
    package var median: Double

    package init(quantity: Quantity, largest: String, maximum: Double, median: Double) {
        self.quantity = quantity
        self.largest = largest
        self.maximum = maximum
        self.median = median
    }

    /// The largest value in multiples of the median; nil when the median is zero.
    package var ratio: Double? { median > 0 ? maximum / median : nil }
}
