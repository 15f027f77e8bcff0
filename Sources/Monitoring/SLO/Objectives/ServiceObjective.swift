package import Signals

/// An objective that the engine's own counters carry: which events are good, and how many must be.
package struct ServiceObjective: Sendable, Hashable {
    /// What makes an event good.
    package enum Measure: Sendable, Hashable {
        /// It took at most this long, in seconds; the limit is a bound of the histogram.
        case latency(Signal, limitSeconds: Double)
        /// It did not fail.
        case availability
    }

    /// A stable name, the value of the label `slo`: `ttft_p95`.
    package let id: String
    /// The objective as the profile has it: `ttft p95 <= 2 s`.
    package let objective: String
    package let measure: Measure
    /// The share of events that must be good, above 0 and below 1.
    package let target: Double
    /// Whether a violation wakes nobody up.
    package let isSoft: Bool
    /// Counters, the preferred ones first; the others are for releases without them.
    package let sources: [EventSource]
    /// The labels of the service that all counters have.
    package let labels: [String]
    /// The time over which the error budget is counted.
    package let period: Duration
    /// When to alert, the fastest burn rate first.
    package let rates: [BurnRate]
    /// Labels that the alerts get besides their own.
    package var alertLabels: [String: String] = [:]

    /// The share of events that may be bad.
    package var errorBudget: Double { BurnSchedule.errorBudget(target) }

    /// The signal whose series are counted.
    package var signal: Signal {
        switch measure {
        case .latency(let signal, _): signal
        case .availability: .errors
        }
    }

    /// The alert for a budget that burns.
    package var alert: AlertID {
        switch measure {
        case .latency: .latencyBudgetBurn
        case .availability: .availabilityBudgetBurn
        }
    }

    /// The labels that every recorded series and every alert of the objective has.
    package var resultLabels: [String] { labels + ["slo"] }

    /// What all events are, in words: `requests`.
    package var events: String {
        if case .latency(.interTokenLatency, _) = measure {
            "gaps between tokens"
        } else {
            "requests"
        }
    }

    /// What the bad events did, in words: `took longer than 30 s`.
    package var fault: String {
        guard case .latency(let signal, let limitSeconds) = measure else { return "failed" }
        let limit = ShortNumber.seconds(limitSeconds)
        return switch signal {
        case .timeToFirstToken: "waited longer than \(limit) for the first token"
        case .interTokenLatency: "were longer than \(limit)"
        case .timePerOutputToken: "needed more than \(limit) per token"
        case .queueTime: "queued for longer than \(limit)"
        case .prefillTime: "were in prefill for longer than \(limit)"
        case .decodeTime: "were in decode for longer than \(limit)"
        default: "took longer than \(limit)"
        }
    }
}
