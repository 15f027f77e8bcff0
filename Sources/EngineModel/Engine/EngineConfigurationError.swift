/// A limit of an engine that makes no sense.
package enum EngineConfigurationError: Error, Equatable, CustomStringConvertible {
    /// A limit below the smallest possible value.
    case outOfRange(name: String, value: Int, minimum: Int)
    /// Without chunked prefill a whole prompt must fit into one step.
    case budgetBelowModelLength(budget: Int, maxModelLen: Int)

    /// A sentence that names the limit, the value found and the way out.
    package var description: String {
        switch self {
        case .outOfRange(let name, let value, let minimum):
            "\(name) is \(value), but must be at least \(minimum)"
        case .budgetBelowModelLength(let budget, let maxModelLen):
            "max_num_batched_tokens is \(budget), but without chunked prefill it must be at least "
                + "max_model_len (\(maxModelLen)); raise it or switch chunked prefill on"
        }
    }
}
