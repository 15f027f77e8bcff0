package import Signals

/// The unit of a number in a health report; the raw value is its name in JSON.
package enum HealthUnit: String, Sendable, Hashable, CaseIterable, Codable {
    case seconds
    /// A share from 0 to 1.
    case ratio
    case requests
    case requestsPerSecond = "requests_per_second"
    case tokens
    case tokensPerSecond = "tokens_per_second"
    case events
    case eventsPerSecond = "events_per_second"
    case bytes
    case bytesPerSecond = "bytes_per_second"
    case watts
    case celsius
    case hertz
    /// A number that names something or counts nothing in particular.
    case number

    /// The unit of a statistic of a signal.
    package init(_ signal: Signal, _ statistic: SignalStatistic) {
        let isRate = statistic == .rate
        let definition = signal.definition
        if case .shareAtMost = statistic {
            self = .ratio
            return
        }
        // A histogram's rate and increase count its observations, whatever their unit is.
        if definition.kind == .histogram, isRate || statistic == .increase {
            self = isRate ? .eventsPerSecond : .events
            return
        }
        self =
            switch definition.unit {
            case .requests: isRate ? .requestsPerSecond : .requests
            case .tokens, .tokensOrBlocks: isRate ? .tokensPerSecond : .tokens
            case .events: isRate ? .eventsPerSecond : .events
            case .bytes: isRate ? .bytesPerSecond : .bytes
            // Seconds slowed down per second are a share of time.
            case .seconds: isRate ? .ratio : .seconds
            case .ratio: .ratio
            case .watts: .watts
            case .celsius: .celsius
            case .hertz: .hertz
            case .code: .number
            }
    }

    /// How the unit is written behind a number; empty where the number carries it or has none.
    package var symbol: String {
        switch self {
        case .seconds, .ratio, .number, .requests, .events: ""
        case .requestsPerSecond: "req/s"
        case .tokens: "tokens"
        case .tokensPerSecond: "tok/s"
        case .eventsPerSecond: "/s"
        case .bytes: "bytes"
        case .bytesPerSecond: "bytes/s"
        case .watts: "W"
        case .celsius: "°C"
        case .hertz: "Hz"
        }
    }
}
