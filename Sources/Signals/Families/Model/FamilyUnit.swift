/// What a family's values count.
package enum FamilyUnit: String, Sendable, Hashable, CaseIterable {
    case seconds, milliseconds, microseconds, nanoseconds
    /// A share from 0 to 1.
    case ratio
    /// A share from 0 to 100.
    case percent
    case tokens, requests, blocks, events, items
    case bytes, mebibytes
    case bytesPerSecond = "bytes/s"
    case tokensPerSecond = "tokens/s"
    case watts, joules, millijoules, celsius, megahertz
    /// Seconds since 1970.
    case timestamp
    /// A code or a state, not a quantity.
    case state
    /// Always 1; the content is in the labels.
    case info
    /// A plain number.
    case number

    /// The largest value that can be; nil where there is none.
    package var maximum: Double? {
        switch self {
        case .ratio, .info: 1
        case .percent: 100
        default: nil
        }
    }
}
