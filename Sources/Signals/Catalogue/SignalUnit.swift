/// The unit of a signal's values inside firstlight, whatever the exporter uses.
package enum SignalUnit: String, Sendable, Hashable, CaseIterable {
    case requests
    case tokens
    case events
    /// A share from 0 to 1.
    case ratio
    /// Seconds; of a histogram the unit of its values.
    case seconds
    /// Tokens or blocks, as the engine counts; only the quotient of two such signals has a meaning.
    case tokensOrBlocks = "tokens_or_blocks"
    case bytes
    case watts
    case celsius
    case hertz
    /// A number that names something, such as the code of an error; there is no arithmetic on it.
    case code

    /// How the unit is written behind a number; empty where the number stands alone.
    package var symbol: String {
        switch self {
        case .requests: "requests"
        case .tokens: "tokens"
        case .events: "events"
        case .ratio, .code: ""
        case .seconds: "s"
        case .tokensOrBlocks: "tokens or blocks"
        case .bytes: "bytes"
        case .watts: "W"
        case .celsius: "°C"
        case .hertz: "Hz"
        }
    }
}
