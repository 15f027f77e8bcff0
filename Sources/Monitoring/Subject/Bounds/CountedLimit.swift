package import Readiness
package import Signals

/// How a limit on a time is counted by the engine's histogram: one answer for every part of a run.
package struct CountedLimit: Sendable {
    /// The limit as it was asked for.
    package let objective: Objective
    /// Whose histogram counts it.
    package let signal: Signal
    /// The bound at which it is counted, in seconds; nil when nothing can be counted.
    package let boundSeconds: Double?
    /// Whether the bounds of the histogram are known.
    package let isCertain: Bool
    /// What is not as it was asked for; nil where the limit is a bound.
    package let note: GenerationNote?

    /// Finds the bound of a limit.
    ///
    /// - Parameters:
    ///   - objective: The limit.
    ///   - signal: What it is on.
    ///   - subject: Whose histogram counts.
    ///
    /// The result is nil where no histogram carries the signal.
    package init?(_ objective: Objective, on signal: Signal, for subject: GenerationSubject) {
        guard let histogram = subject.histogram(of: signal)?.selector.name else { return nil }
        let limit = objective.threshold
        let text = ShortNumber.seconds(limit)
        let words: String?
        let place = BucketLimit(limit, among: subject.bounds(of: signal))
        switch place {
        case .bound(let bound):
            boundSeconds = bound
            words = nil
        case .between(let lower, let upper):
            boundSeconds = lower
            let near = ShortNumber.seconds(lower)
            words =
                "\(text) is no bucket bound of \(histogram), the nearest are \(near) and "
                + "\(ShortNumber.seconds(upper)): \(near) is counted, which is stricter"
        case .above(let largest):
            boundSeconds = largest
            words =
                "\(text) is above the largest bucket bound of \(histogram), "
                + "\(ShortNumber.seconds(largest)): that is counted, which is stricter"
        case .below(let smallest):
            boundSeconds = nil
            words =
                "\(text) is below the smallest bucket bound of \(histogram), "
                + "\(ShortNumber.seconds(smallest)), so nothing can be counted: there is no SLO, "
                + "and rollouts do not judge it"
        case .unknown:
            boundSeconds = limit
            words =
                "the bucket bounds of \(histogram) depend on how the server was started: SLOs "
                + "count at \(text), and \(AlertID.bucketBoundMissing.rawValue) fires when there is "
                + "no such bound; alerts and rollouts judge a percentile that is interpolated "
                + "within its bucket; with --from the live engine's bounds are used"
        }
        isCertain = place != .unknown
        self.objective = objective
        self.signal = signal
        let way = isCertain ? Self.wayOut(limit, signal, subject) : ""
        note = words.map { GenerationNote("\(objective)", $0 + way) }
    }

    /// How a limit becomes a bound; empty where no flag makes it one.
    ///
    /// - Parameters:
    ///   - limitSeconds: The limit, one of the profile's.
    ///   - signal: What it is on.
    ///   - subject: Whose histogram counts.
    /// - Returns: The words that go on after a sentence.
    static func wayOut(
        _ limitSeconds: Double, _ signal: Signal, _ subject: GenerationSubject
    ) -> String {
        guard subject.adjustableFamily(of: signal) != nil, !subject.limitsAreBounds else {
            return ""
        }
        let since = subject.version == nil ? subject.boundsAdjustableSince(signal) : nil
        let releases = since.flatMap { $0 > EngineVersion(0) ? " (\($0) and later)" : nil } ?? ""
        return "; with --limits-as-bounds all parts count at "
            + "\(ShortNumber.seconds(limitSeconds)) itself, and \(subject.engine.displayName)"
            + "\(releases) is started with that bound"
    }
}

extension GenerationSubject {
    /// The limits on times that histograms count, in the order of the profile.
    package var countedLimits: [CountedLimit] {
        timeLimits.compactMap { objective in
            objective.metric.servedSignal.flatMap { CountedLimit(objective, on: $0, for: self) }
        }
    }
}
