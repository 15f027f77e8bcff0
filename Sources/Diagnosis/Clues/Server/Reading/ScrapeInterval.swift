import Signals

/// What happened at one replica between two scrapes that follow each other.
struct ScrapeInterval: Sendable {
    /// Unix seconds of the two scrapes.
    let start: Double
    let end: Double
    let delta: SignalDelta
    /// Mean of the requests running at both ends; nil when unknown.
    let running: Double?

    var seconds: Double { end - start }
    var middle: Double { (start + end) / 2 }

    /// The sum and the number of what a histogram observed; nil when unknown or reset.
    func observed(_ signal: Signal) -> (sum: Double, count: Double)? {
        delta.observations(signal).map { ($0.sum, $0.count) }
    }

    /// What was added to a counter; nil when unknown or reset.
    func increase(_ signal: Signal) -> Double? {
        delta.increase(signal)?.total
    }

    /// Part and whole of a share; nil when unknown or reset.
    func share(_ signal: Signal) -> (part: Double, whole: Double)? {
        guard case .share(let part, let whole)? = delta[signal] else { return nil }
        return (part.total, whole.total)
    }
}
