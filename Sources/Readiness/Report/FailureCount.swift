package import Inference
package import Load

/// How often requests ended in one way that is no success.
package struct FailureCount: Sendable, Equatable {
    /// The outcome's stable word.
    package var outcome: String

    /// What the outcome means for a verdict.
    package var outcomeClass: Outcome.Class

    /// How many requests.
    package var count: Int

    /// What the first of them said.
    package var example: String

    /// Creates a count.
    ///
    /// - Parameters:
    ///   - outcome: The outcome's stable word.
    ///   - outcomeClass: What it means for a verdict.
    ///   - count: How many requests.
    ///   - example: What the first of them said.
    package init(outcome: String, outcomeClass: Outcome.Class, count: Int, example: String) {
        self.outcome = outcome
        self.outcomeClass = outcomeClass
        self.count = count
        self.example = example
    }
}

extension FailureCount {
    /// Counts the requests that are no success by what became of them.
    ///
    /// - Parameter probes: The requests; those that say nothing about the endpoint count as well.
    /// - Returns: The most frequent first.
    package static func of(_ probes: [ProbeRecord]) -> [FailureCount] {
        var order: [String] = []
        var counts: [String: FailureCount] = [:]
        for probe in probes where !probe.isSuccess {
            let key = probe.outcome + (probe.httpStatus.map { " \($0)" } ?? "")
            if counts[key] == nil {
                order.append(key)
                counts[key] = FailureCount(
                    outcome: probe.outcome, outcomeClass: probe.outcomeClass, count: 0,
                    example: probe.error ?? probe.outcome)
            }
            counts[key]?.count += 1
        }
        // Most frequent first; equally frequent ones in the order they were seen.
        return order.enumerated().compactMap { place, key in counts[key].map { (place, $0) } }
            .sorted { ($1.1.count, $0.0) < ($0.1.count, $1.0) }
            .map(\.1)
    }
}
