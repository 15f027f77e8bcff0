/// Why a request ended, in vLLM's words and order.
package enum FinishReason: String, CaseIterable, Sendable {
    /// The model ended its answer, or a stop string was met.
    case stop
    /// The token limit of the request or of the model was reached.
    case length
    /// The client went away or withdrew the request.
    case abort
    /// The engine failed.
    case error
    /// The answer repeated itself and was cut.
    case repetition
}
