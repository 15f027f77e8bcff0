package import Signals

/// The unit of a panel's values.
package enum PanelUnit: Sendable, Hashable, CaseIterable {
    case seconds
    /// A share from 0 to 1, shown in percent.
    case ratio
    case requests
    case requestsPerSecond
    case tokens
    case tokensPerSecond
    case eventsPerSecond
    case secondsPerSecond
    /// How many times as much.
    case factor
    case count
    case bytes
    case bytesPerSecond
    case watts
    case celsius
    case hertz

    /// Grafana's identifier.
    package var grafana: String {
        switch self {
        case .seconds: "s"
        case .ratio, .secondsPerSecond: "percentunit"
        case .requests, .count: "short"
        case .requestsPerSecond: "reqps"
        case .tokens: "suffix: tokens"
        case .tokensPerSecond: "suffix: tok/s"
        case .eventsPerSecond: "ops"
        case .factor: "suffix: x"
        case .bytes: "bytes"
        case .bytesPerSecond: "Bps"
        case .watts: "watt"
        case .celsius: "celsius"
        case .hertz: "hertz"
        }
    }

    /// The unit of a signal's levels.
    package init(of signal: Signal) {
        self =
            switch signal.definition.unit {
            case .requests: .requests
            case .tokens, .tokensOrBlocks: .tokens
            case .events, .code: .count
            case .ratio: .ratio
            case .seconds: .seconds
            case .bytes: .bytes
            case .watts: .watts
            case .celsius: .celsius
            case .hertz: .hertz
            }
    }

    /// The unit of a signal's increase per second.
    package init(rateOf signal: Signal) {
        self =
            switch signal.definition.unit {
            case .requests: .requestsPerSecond
            case .tokens, .tokensOrBlocks: .tokensPerSecond
            case .seconds: .secondsPerSecond
            case .bytes: .bytesPerSecond
            default: .eventsPerSecond
            }
    }
}
