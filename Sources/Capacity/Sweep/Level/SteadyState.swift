import Inference
package import Load

/// The part of a load in which the level was really there: neither its beginning nor its end.
///
/// The first requests of a level meet an empty engine, the last ones one that empties. What is left
/// out:
///
/// - *ramp-up*: in a closed loop, requests that started before the first request of every session
///   was through; in an open loop, those before the first answer; in both, the warm-up.
/// - *run-out*: in a closed loop, as many of the last starts as there are sessions: while they are
///   answered, nobody takes the place of those that are done. By their start and not by their end,
///   because leaving out what ends late would leave out the slow.
package struct SteadyState: Sendable {
    /// The requests that count, in start order.
    package let records: [ProbeRecord]

    /// Requests left out at the beginning.
    package let rampUp: Int

    /// Requests left out at the end.
    package let runOut: Int

    /// Where it begins, since the run began.
    package let from: Duration

    /// Where it ends: the last start of the run, or what its duration asked for.
    package let until: Duration

    /// Finds the steady part of a run.
    ///
    /// - Parameters:
    ///   - load: What was measured.
    ///   - shape: The load's shape.
    package init(of load: MeasuredLoad, shape: LoadShape) {
        let ordered = load.records.sorted {
            ($0.intendedStart, $0.index) < ($1.intendedStart, $1.index)
        }
        var begin = load.countsFrom
        var last = 0
        switch shape {
        case .closed(let curve):
            let sessions = max(1, Int(curve.value(at: begin / .seconds(1)).rounded()))
            let firsts = ordered.prefix(sessions).map(Self.end)
            begin = max(begin, firsts.max() ?? .zero)
            last = sessions
        case .open, .replay:
            begin = max(begin, ordered.map(Self.end).min() ?? .zero)
        }
        let started = ordered.filter { !$0.isWarmup && $0.intendedStart >= begin }
        let kept = started.dropLast(last)
        // A run that ended before its level was reached has no steady part.
        records = Array(kept)
        rampUp = ordered.count - started.count
        runOut = started.count - kept.count
        from = begin
        let end = max(load.countsUntil, ordered.last?.intendedStart ?? .zero)
        until = max(begin, end)
    }

    /// How long it lasts.
    package var span: Duration { until - from }

    /// When a request was over, since the run began.
    static func end(of record: ProbeRecord) -> Duration {
        record.intendedStart + (record.endToEnd ?? .zero)
    }
}
