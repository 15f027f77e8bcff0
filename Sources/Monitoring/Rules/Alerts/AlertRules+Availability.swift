import Signals

extension AlertRules {
    /// Alerts on whether there is an answer at all.
    var availability: [AlertRule] { failing + rejecting + stuck + down }

    private var failing: [AlertRule] {
        guard tells(.errors, .rate), tells(.requestsFinished, .rate) else { return [] }
        return errorLimits.map { tier, limit in
            rule(
                .highErrorRate, tier,
                [
                    "\(RecordedSeries.share(.errors).name) > \(PromQLNumber.text(limit))",
                    "and \(RecordedSeries.rate(.errors).name) * \(Self.windowSeconds) >= 3",
                ], for: tier == .critical ? "2m" : "5m",
                "requests to \(whom) fail",
                "\(AlertTemplate.value(.percentage)) of the requests of the last 5 minutes failed. "
                    + "The limit is \(percent(limit)).",
                comment: tier == .critical
                    ? "Three failures at least: one of few requests is no rate." : nil)
        }
    }

    /// From which share of failed requests on an alert fires.
    var errorLimits: [(tier: AlertTier, limit: Double)] {
        let limits = AlertLimits(.errors, for: subject)
        let critical = limits?.critical?.value ?? 0.05
        let warning = limits?.warning?.value ?? AlertLimits.rounded(critical / 5)
        return [(.critical, critical), (.warning, warning)]
    }

    /// A ratio as a percentage, without the rounding of binary fractions.
    func percent(_ ratio: Double) -> String {
        "\(PromQLNumber.text((ratio * 1e6).rounded() / 1e4))%"
    }

    private var rejecting: [AlertRule] {
        guard tells(.admissionRejections, .rate),
            let limits = AlertLimits(.admissionRejections, for: subject)
        else { return [] }
        return [(AlertTier.critical, limits.critical), (.warning, limits.warning)].compactMap {
            tier, limit in
            guard let limit else { return nil }
            return rule(
                .admissionRejections, tier,
                [
                    "\(RecordedSeries.rate(.admissionRejections).name) > "
                        + PromQLNumber.text(limit.value)
                ], for: tier == .critical ? "2m" : "1m",
                "\(whom) turns requests away",
                "\(AlertTemplate.value(.rate)) requests per second are refused because the queue is full."
            )
        }
    }

    private var stuck: [AlertRule] {
        let hasQueue = tells(.waiting, .value)
        guard tells(.generationTokens, .rate), hasQueue || tells(.running, .value) else {
            return []
        }
        var busy = hasQueue ? ["\(each(.level(.waiting))) > 0"] : []
        // Where tokens are counted at the end of a request, one long answer alone looks like none.
        if !subject.countsTokensAtTheEnd, tells(.running, .value) {
            busy.append("\(each(.level(.running))) > 0")
        }
        guard !busy.isEmpty else { return [] }
        return [
            rule(
                .engineStuck, .critical,
                [
                    "(\(busy.joined(separator: " or ")))",
                    "and \(each(.rate(.generationTokens))) == 0",
                ], for: "3m",
                "\(replica) stands still",
                "It has \(AlertTemplate.value()) requests and has made no token for 5 minutes.",
                result: subject.labels.perReplica,
                comment:
                    "Histograms of latency stay silent then: nothing ends, so nothing is observed."
            )
        ]
    }

    private var down: [AlertRule] {
        guard let anchor = subject.anchor else { return [] }
        // An alert that stands keeps its target known: `up` is 0 for as long as it is scraped.
        let name = AlertID.engineDown.rawValue
        let standing = "ALERTS{alertname=\"\(name)\", severity=\"warning\"}"
        let seen =
            "(group by (\(target)) (last_over_time(\(anchor)[6h])) "
            + "or group by (\(target)) (last_over_time(\(standing)[1h])))"
        let job = subject.labels.job
        let place = subject.labels.place.joined(separator: ", ")
        return [
            rule(
                .engineDown, .critical,
                [
                    "sum by (\(place)) (up and on (\(target)) \(seen)) == 0",
                    "or",
                    "(group by (\(place)) (last_over_time(\(anchor)[6h])) unless on (\(place)) up) * 0",
                ], for: "1m",
                "no replica of \(AlertTemplate.label(job)) answers",
                "Every target that served the engine's metrics within 6 hours before fails its "
                    + "scrape, or no target is left: then this ends 6 hours after the last "
                    + "sample, whatever is wrong.", result: subject.labels.place,
                comment:
                    "The engine's own targets are found by its series, whatever the job is called.\n"
                    + "A target that is down stays known by its own alert, so this lasts as long as "
                    + "the outage.\nOf a target that service discovery has dropped nothing is left "
                    + "but its past: after 6 hours it is forgotten."
            ),
            rule(
                .engineDown, .warning,
                ["max by (\(target)) (up) == 0", "and on (\(target)) \(seen)"], for: "1m",
                "\(AlertTemplate.label(subject.labels.replica)) of \(AlertTemplate.label(job)) is down",
                "Its scrape fails, and it served the engine's metrics within 6 hours before.",
                result: subject.labels.target),
        ]
    }
}
