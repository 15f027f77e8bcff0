import Readiness
import Signals

extension AlertRules {
    /// Signals of time that users or callers feel.
    static let felt: [Signal] = [
        .timeToFirstToken, .interTokenLatency, .timePerOutputToken, .endToEndLatency, .queueTime,
    ]

    /// Alerts on times that are over their limit.
    var latency: [AlertRule] {
        Self.felt.flatMap { signal -> [AlertRule] in
            guard let alert = signal.definition.alert,
                let limits = AlertLimits(signal, for: subject)
            else { return [] }
            return [
                limits.critical.flatMap { late(alert, .critical, signal, $0) },
                limits.warning.flatMap { late(alert, .warning, signal, $0) },
            ].compactMap { $0 }
        }
    }

    private func late(
        _ alert: AlertID, _ tier: AlertTier, _ signal: Signal, _ limit: AlertLimit
    ) -> AlertRule? {
        let pending = tier == .critical ? "3m" : "5m"
        let title = signal.definition.title
        let judgement: Judgement
        if case .quantile(let share) = limit.statistic, subject.histogram(of: signal) != nil {
            if let last = subject.intervalBounds(of: signal)?.bounds.last {
                // Beyond the last bound nothing is certain: the alert could never fire.
                guard limit.value <= last else { return nil }
                judgement = byBucket(signal, share, limit)
            } else {
                judgement = interpolated(signal, share, limit)
            }
        } else if tells(signal, .mean) {
            judgement = byMean(signal, limit)
        } else {
            return nil
        }
        let limitText = PromQLNumber.text(limit.value)
        return rule(
            alert, tier, [judgement.condition, "and " + judgement.guarding], for: pending,
            "\(title) of \(whom) is over \(limitText) s",
            "\(judgement.words) The limit is \(limitText) s"
                + (limit.objective.map { ", from the objective \($0)." } ?? "."),
            annotations: judgement.bucket.map { ["bucket": $0] } ?? [:],
            comment: judgement.remark)
    }

    /// What is compared with a limit, and how that is said.
    private struct Judgement {
        var condition: String
        var guarding: String
        var words: String
        var bucket: String?
        var remark: String?
    }

    /// The bucket that the quantile fell into lies beyond the limit as a whole.
    private func byBucket(_ signal: Signal, _ share: Double, _ limit: AlertLimit) -> Judgement {
        let rank = SignalStatistic.quantile(share).name
        let upper = AlertTemplate.lookup(
            RecordedSeries.quantileUpper(signal, share).name, by: subject.labels.service, .duration)
        let bucket = "(\(AlertTemplate.value(.duration)), \(upper)]"
        return Judgement(
            condition: "\(RecordedSeries.quantileLower(signal, share).name) >= "
                + PromQLNumber.text(limit.value),
            guarding: enough(signal, share),
            words: "The \(rank) of the last 5 minutes lies in the bucket \(bucket).",
            bucket: bucket, remark: snapped(signal, limit))
    }

    /// What to know where the limit is no bound.
    private func snapped(_ signal: Signal, _ limit: AlertLimit) -> String? {
        guard let bounds = subject.bounds(of: signal), !bounds.contains(limit.value),
            let next = bounds.first(where: { $0 > limit.value })
        else { return nil }
        return "\(PromQLNumber.text(limit.value)) s is no bound of the histogram: this fires from "
            + "\(ShortNumber.text(next)) s on, where it is certain."
    }

    /// What is to be said of objectives that are no bounds.
    var notes: [GenerationNote] {
        cacheNotes
            + Self.felt.flatMap { signal -> [GenerationNote] in
                guard let known = subject.intervalBounds(of: signal),
                    let limits = AlertLimits(signal, for: subject), let last = known.bounds.last
                else { return [] }
                return [limits.critical, limits.warning].compactMap { limit in
                    guard let limit, let objective = limit.objective else { return nil }
                    let tier = limit == limits.critical ? "critical" : "warning"
                    let value = PromQLNumber.text(limit.value)
                    if limit.value > last {
                        return GenerationNote(
                            objective,
                            "no \(tier) alert: \(value) s lies beyond \(ShortNumber.text(last)) s, the "
                                + "last bound of \(known.histogram.name)"
                                + wayOut(limit, signal))
                    }
                    return snapped(signal, limit).map {
                        GenerationNote(
                            objective, "the \(tier) alert: " + $0.dropLast() + wayOut(limit, signal)
                        )
                    }
                }
            }
    }

    /// How a limit of the profile becomes a bound; nothing for a warning that nobody wrote.
    private func wayOut(_ limit: AlertLimit, _ signal: Signal) -> String {
        let isWritten = subject.timeLimits.contains {
            $0.metric.servedSignal == signal && $0.threshold == limit.value
        }
        return isWritten ? CountedLimit.wayOut(limit.value, signal, subject) : ""
    }

    /// The interpolated quantile, where the bounds are not known.
    private func interpolated(
        _ signal: Signal, _ share: Double, _ limit: AlertLimit
    ) -> Judgement {
        Judgement(
            condition: "\(RecordedSeries.quantile(signal, share).name) > "
                + PromQLNumber.text(limit.value),
            guarding: enough(signal, share),
            words: "The \(SignalStatistic.quantile(share).name) of the last 5 minutes is about "
                + "\(AlertTemplate.value(.duration)), interpolated within its bucket.",
            remark: "The bounds of this histogram depend on the server's configuration.")
    }

    /// The mean, where there are no buckets: a mean over the limit of a quantile is well over it.
    private func byMean(_ signal: Signal, _ limit: AlertLimit) -> Judgement {
        Judgement(
            condition: "\(RecordedSeries.mean(signal).name) > \(PromQLNumber.text(limit.value))",
            guarding: "\(RecordedSeries.rate(signal).name) * \(Self.windowSeconds) >= 20",
            words: "The mean of the last 5 minutes is \(AlertTemplate.value(.duration)).",
            remark: "The engine has no histogram of it: the mean is all there is.")
    }

    /// So many observations that a single slow one cannot decide the quantile.
    private func enough(_ signal: Signal, _ share: Double) -> String {
        "\(RecordedSeries.rate(signal).name) * \(Self.windowSeconds) >= "
            + PromQLNumber.text(Self.leastObservations(share))
    }

    /// How many observations of a window a quantile is judged by: so many that one of them lies
    /// beyond it, and never a handful, of which a low percentile would be one or two.
    ///
    /// - Parameter share: The quantile, 0...1.
    /// - Returns: At least 20.
    static func leastObservations(_ share: Double) -> Double {
        max(20, (1 / (1 - share)).rounded())
    }
}
