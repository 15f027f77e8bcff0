/// A limit of an engine that makes no sense.
package enum EngineConfigurationError: Error, Equatable, CustomStringConvertible {
    /// A limit below the smallest possible value.
    case outOfRange(name: String, value: Int, minimum: Int)
    /// Without chunked prefill a whole prompt must fit into one step.
    case budgetBelowModelLength(budget: Int, maxModelLen: Int)
    /// A share below 0 or above 1.
    case notAShare(name: String, value: Double)
    /// A quantity below 0.
    case negative(name: String, value: Double)
    /// A quantity that is to divide, 0 or below.
    case notPositive(name: String, value: Double)

    /// A sentence that names the limit, the value found and the way out.
    package var description: String {
        switch self {
        case .outOfRange(let name, let value, let minimum):
            "\(name) is \(value), but must be at least \(minimum)"
        case .budgetBelowModelLength(let budget, let maxModelLen):
            "max_num_batched_tokens is \(budget), but without chunked prefill it must be at least "
                + "max_model_len (\(maxModelLen)); raise it or switch chunked prefill on"
        case .notAShare(let name, let value):
            "\(name) is \(value), but must lie between 0 and 1"
        case .negative(let name, let value):
            "\(name) is \(value), but must not be negative"
        case .notPositive(let name, let value):
            "\(name) is \(value), but must be greater than 0"
        }
    }
}
