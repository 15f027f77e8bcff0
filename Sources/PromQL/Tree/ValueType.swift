/// What an expression evaluates to.
package enum ValueType: String, Sendable, Hashable, CaseIterable {
    /// One number.
    case scalar
    /// One sample of each of several series, at one instant.
    case vector
    /// Samples over a span of time of each of several series.
    case matrix
    /// One text.
    case string
}

extension ValueType: CustomStringConvertible {
    /// The name that documentation and messages use.
    package var description: String {
        switch self {
        case .scalar: "scalar"
        case .vector: "instant vector"
        case .matrix: "range vector"
        case .string: "string"
        }
    }
}
