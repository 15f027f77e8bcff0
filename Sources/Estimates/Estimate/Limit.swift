/// The side of a value on which an objective is met; the value itself is inside.
package enum Limit: Sendable, Hashable, Codable {
    /// Values up to and including this one are inside.
    case atMost(Double)
    /// Values from this one on are inside.
    case atLeast(Double)

    /// The limiting value, whichever side it limits.
    package var value: Double {
        switch self {
        case .atMost(let value), .atLeast(let value): value
        }
    }

    /// Whether a single value lies inside; a value that is not a number never does.
    package func contains(_ candidate: Double) -> Bool {
        switch self {
        case .atMost(let limit): candidate <= limit
        case .atLeast(let limit): candidate >= limit
        }
    }
}
