import Signals

extension AlertRules {
    /// Alerts on how requests end, against an hour before.
    var outcome: [AlertRule] { lengths + aborts + prefixHits }

    private var lengths: [AlertRule] {
        jump(
            .lengthTruncation, reason: "length",
            "answers of \(whom) are cut off more often",
            "\(AlertTemplate.value(.percentage)) of the requests end at their limit of tokens, over "
                + "20 percentage points more than an hour ago.")
    }

    private var aborts: [AlertRule] {
        guard subject.countsAborts else { return [] }
        return jump(
            .abortJump, reason: "abort",
            "requests to \(whom) are given up more often",
            "\(AlertTemplate.value(.percentage)) of the requests are aborted, over 20 percentage "
                + "points more than an hour ago.")
    }

    /// The share of a finish reason grew by a fifth of all requests since an hour ago.
    private func jump(
        _ alert: AlertID, reason: String, _ summary: String, _ detail: String
    ) -> [AlertRule] {
        guard let label = subject.finishReason else { return [] }
        let ended =
            "sum by (\(service)) (\(RecordedSeries.reasonRate(.requestsFinished).name)"
            + "{\(label)=\"\(reason)\"})"
        let all = RecordedSeries.rate(.requestsFinished).name
        let past =
            "sum by (\(service)) (avg_over_time("
            + "\(RecordedSeries.reasonRate(.requestsFinished).name){\(label)=\"\(reason)\"}"
            + "[1h] offset 1h))"
        return [
            rule(
                alert, .warning,
                [
                    "\(ended) / (\(all) > 0)",
                    "> 0.2 + \(past) / (avg_over_time(\(all)[1h] offset 1h) > 0)",
                    "and \(all) * \(Self.windowSeconds) >= 20",
                ], for: "10m", summary, detail)
        ]
    }

    /// Half of what was found in the prefix cache an hour ago is found no more.
    private var prefixHits: [AlertRule] {
        guard tells(.prefixCacheHitRate, .value) else { return [] }
        let rate = RecordedSeries.level(.prefixCacheHitRate).name
        let past: String
        if tells(.prefixCacheHits, .rate), tells(.prefixCacheQueries, .rate) {
            let hits = RecordedSeries.rate(.prefixCacheHits).name
            let queries = RecordedSeries.rate(.prefixCacheQueries).name
            past =
                "(avg_over_time(\(hits)[1h] offset 1h) "
                + "/ (avg_over_time(\(queries)[1h] offset 1h) > 0) > 0.2)"
        } else {
            past = "(avg_over_time(\(rate)[1h] offset 1h) > 0.2)"
        }
        return [
            rule(
                .prefixHitCollapse, .warning, ["\(rate) < 0.5 * \(past)"], for: "10m",
                "the prefix cache of \(whom) misses",
                "\(AlertTemplate.value(.percentage)) of the prompts are found in it, less than half "
                    + "of an hour ago.")
        ]
    }
}
