import Inference
import Load

/// Whether everything fails, and in the same way.
struct FailureTally: Sendable {
    private var outcome: String?
    private var count = 0
    private var isMixed = false

    mutating func take(_ record: ProbeRecord) {
        switch record.outcomeClass {
        case .excluded: break
        case .success: isMixed = true
        default:
            if let outcome, outcome != record.outcome { isMixed = true }
            outcome = record.outcome
            count += 1
        }
    }

    /// The outcome of all requests when there are at least so many.
    func same(_ least: Int) -> String? { !isMixed && count >= least ? outcome : nil }
}
