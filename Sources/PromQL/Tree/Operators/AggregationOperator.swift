/// An operator that makes few series of many.
package enum AggregationOperator: String, Sendable, Hashable, CaseIterable {
    case sum
    case avg
    case count
    case min
    case max
    case group
    case stddev
    case stdvar
    case topk
    case bottomk
    case quantile
    case countValues = "count_values"
}

extension AggregationOperator {
    /// What the first argument is for operators that take two, else nil.
    package var parameterType: ValueType? {
        switch self {
        case .topk, .bottomk, .quantile: .scalar
        case .countValues: .string
        default: nil
        }
    }
}
