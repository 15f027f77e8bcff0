import Readiness
import Signals

/// What an engine's histograms can count.
extension ServiceObjectives {
    /// The limit that can be counted, in seconds; nil for none.
    ///
    /// What is not as it was asked for is said.
    mutating func countable(_ objective: Objective, _ signal: Signal) -> Double? {
        guard subject.tells(signal) else {
            note("\(objective)", "no SLO: \(subject.title) does not tell the \(name(signal))")
            return nil
        }
        guard let histogram = subject.histogram(of: signal)?.selector.name else {
            note(
                "\(objective)",
                "no SLO: \(subject.title) tells only the mean of the \(name(signal)), which says "
                    + "nothing about a share of requests")
            return nil
        }
        let limit = objective.threshold
        let flag = BoundFlag(subject: subject, signal: signal, limitSeconds: limit)
        switch BucketLimit(limit, among: subject.bounds(of: signal)) {
        case .bound(let bound): return bound
        case .between(let lower, let upper):
            note(
                "\(objective)",
                "\(time(limit)) is no bucket bound of \(histogram), the nearest are "
                    + "\(time(lower)) and \(time(upper)): \(time(lower)) is counted, which is "
                    + "stricter" + wayOut(flag))
            return lower
        case .above(let largest):
            note(
                "\(objective)",
                "\(time(limit)) is above the largest bucket bound of \(histogram), "
                    + "\(time(largest)): that is counted, which is stricter" + wayOut(flag))
            return largest
        case .below(let smallest):
            note(
                "\(objective)",
                "no SLO: \(time(limit)) is below the smallest bucket bound of \(histogram), "
                    + "\(time(smallest)), so nothing can be counted" + wayOut(flag))
            return nil
        case .unknown:
            note(
                "\(objective)",
                "the bucket bounds of \(histogram) depend on how the server was started: "
                    + "\(time(limit)) is counted, and \(AlertID.bucketBoundMissing.rawValue) fires when "
                    + "there is no such bound; with --from the live engine's bounds are used")
            return limit
        }
    }

    private func wayOut(_ flag: BoundFlag) -> String {
        guard let text = flag.text else { return "" }
        let since = subject.version == nil ? flag.since.map { " (\($0) and later)" } ?? "" : ""
        return
            "; for \(time(flag.limitSeconds)) itself start \(subject.engine.displayName)\(since) "
            + "with \(text), `firstlight generate buckets` prints it for all limits"
    }

    private func name(_ signal: Signal) -> String { signal.definition.title }

    private func time(_ seconds: Double) -> String { ShortNumber.seconds(seconds) }
}
