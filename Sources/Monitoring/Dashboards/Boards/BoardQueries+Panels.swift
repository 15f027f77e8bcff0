import Readiness
import Signals

/// Panels that several boards have.
extension BoardQueries {
    /// A panel; nil when the engine tells none of the values it is about.
    func panel(
        _ title: String, _ detail: String, _ kind: PanelKind, _ unit: PanelUnit,
        thresholds: PanelThresholds = .none, series: [Panel.SeriesThresholds] = [],
        axis: (minimum: Double?, maximum: Double?) = (0, nil), _ targets: [PanelTarget?],
        playbook: AlertID, noValue: String? = nil, width: Int, height: Int = 8
    ) -> Panel? {
        let known = targets.compactMap(\.self)
        guard known.contains(where: { $0.role == .value }) else { return nil }
        return Panel(
            title, detail: detail, kind, unit, thresholds: thresholds, series: series, axis: axis,
            targets: known, playbook: playbook, noValue: noValue, width: width, height: height)
    }

    // MARK: - One signal

    /// A signal's levels or rates over time, or as a number, by its ranges.
    func panel(
        _ signal: Signal, _ statistic: SignalStatistic, _ kind: PanelKind = .timeSeries,
        by grouping: Grouping = .service, title: String? = nil, detail: String = "",
        axis: (minimum: Double?, maximum: Double?) = (0, nil), playbook: AlertID, width: Int,
        height: Int = 8
    ) -> Panel? {
        let unit = statistic == .rate ? PanelUnit(rateOf: signal) : PanelUnit(of: signal)
        return panel(
            title ?? Self.capitalised(signal.definition.title),
            words(meaning(signal), rangeWords(signal, statistic), detail), kind, unit,
            thresholds: thresholds(signal, statistic), axis: axis,
            [target(signal, statistic, by: grouping)], playbook: playbook, width: width,
            height: height)
    }

    // MARK: - Quantiles

    /// A quantile as a number between the edges of its bucket: the one that the limit is on.
    func quantileStat(_ signal: Signal, title: String, playbook: AlertID, width: Int) -> Panel? {
        let share = judgedShare(signal)
        let statistic = SignalStatistic.quantile(share)
        guard let value = ask(signal, statistic, by: .service) else {
            // Sum and count alone give the mean, and an exact one.
            return panel(
                signal, .mean, .stat, title: "\(title), mean",
                detail: "The engine exports no buckets: there is no quantile.", playbook: playbook,
                width: width, height: 5)
        }
        return panel(
            "\(title) \(statistic.name)",
            words(
                meaning(signal), rangeWords(signal, statistic),
                "Over 5 minutes, interpolated within a bucket of the server's histogram: the truth "
                    + "lies between the bucket's edges, which the recording rules tell. Without the "
                    + "rules it is the value of the last scrapes, and has no edges."
            ), .stat, .seconds, thresholds: thresholds(signal, statistic),
            [PanelTarget(recordedFirst(signal, share, else: value), statistic.name)]
                + edges(signal, share, words: ("at least", "at most")),
            playbook: playbook, width: width, height: 5)
    }

    /// Quantiles over time with the mean, and the edges of the bucket that the one fell into which
    /// the limit is on.
    func quantiles(_ signal: Signal, title: String, playbook: AlertID, width: Int) -> Panel? {
        let share = judgedShare(signal)
        let statistic = SignalStatistic.quantile(share)
        let lines = Set([0.5, share, 0.99]).sorted().map { other -> PanelTarget? in
            let name = SignalStatistic.quantile(other).name
            guard other == share else { return target(signal, .quantile(other), name) }
            return ask(signal, statistic, by: .service).map {
                PanelTarget(recordedFirst(signal, share, else: $0), legend(name, by: .service))
            }
        }
        let name = statistic.name
        return panel(
            title,
            words(
                meaning(signal), rangeWords(signal, statistic), boundsWords(signal),
                "The \(name) is over 5 minutes, with the edges of its bucket, as the rules record "
                    + "them; the others follow the last scrapes. The mean is exact."), .timeSeries,
            .seconds, thresholds: thresholds(signal, statistic),
            lines + [target(signal, .mean, "mean")]
                + edges(signal, share, words: ("\(name) bucket from", "\(name) bucket to")),
            playbook: playbook, width: width)
    }

    /// A quantile as the rules record it, beside whose edges it belongs; the given query where there
    /// are no rules.
    private func recordedFirst(_ signal: Signal, _ share: Double, else value: String) -> String {
        guard subject.bounds(of: signal) != nil,
            subject.recordedQuantiles(of: signal).contains(share)
        else { return value }
        return "\(recorded("max", .quantile(signal, share))) or \(value)"
    }

    /// The edges of the bucket that a quantile fell into, where the rules record them.
    private func edges(
        _ signal: Signal, _ share: Double, words: (lower: String, upper: String)
    ) -> [PanelTarget] {
        guard subject.intervalBounds(of: signal) != nil,
            subject.judgedQuantiles(of: signal).contains(share)
        else { return [] }
        return [
            PanelTarget(
                recorded("min", .quantileLower(signal, share)),
                legend(words.lower, by: .service), role: .edge),
            PanelTarget(
                recorded("max", .quantileUpper(signal, share)),
                legend(words.upper, by: .service), role: .edge),
        ]
    }

    /// The observations of a histogram over time, bucket by bucket.
    func heatmap(
        _ signal: Signal, title: String, unit: PanelUnit = .seconds, playbook: AlertID, width: Int
    ) -> Panel? {
        guard let buckets = buckets(of: signal) else { return nil }
        return panel(
            title,
            words(
                "How many observations fell into which bucket: what the server counted, without "
                    + "any interpolation.", boundsWords(signal)), .heatmap, unit,
            axis: (nil, nil), [PanelTarget(buckets, "{{le}}")], playbook: playbook, width: width)
    }

    /// The share of requests within the bound at or below a latency's limit.
    func attainment(_ signal: Signal, title: String, playbook: AlertID, width: Int) -> Panel? {
        guard let limit = attainableLimit(signal),
            let share = ask(signal, .shareAtMost(limit.bound), by: .service)
        else { return nil }
        let bound = ShortNumber.text(limit.bound)
        // Lint knows the bounds that releases start with, and a board has no comments but these.
        let ignored =
            subject.boundArguments.isEmpty ? "" : " # firstlight: ignore bucket-bound"
        let remark =
            limit.bound == limit.wanted
            ? ""
            : "The limit of \(ShortNumber.text(limit.wanted)) s is no bound of the histogram; the "
                + "next one below it is taken, as the SLO does."
        return panel(
            "\(title) within \(bound) s",
            words(
                "The exact share of requests whose \(signal.definition.title) was at most \(bound) s, "
                    + "counted by the server's bucket.", remark,
                "Requests that never got that far are in no bucket: read it beside the failed "
                    + "requests."), .timeSeries, .ratio,
            thresholds: PanelThresholds(from: .critical, (limit.share, .healthy)), axis: (nil, 1),
            [PanelTarget(share + ignored, legend("within \(bound) s", by: .service))],
            playbook: playbook, width: width)
    }

    // MARK: - Words

    /// What a signal means, and how the engine's quantity differs.
    func meaning(_ signal: Signal) -> String {
        let note = subject.sources(of: signal).first?.note.map { "\(exporter(signal)): \($0)" }
        return words(signal.definition.meaning, note ?? "")
    }

    private func exporter(_ signal: Signal) -> String {
        subject.dialect(of: signal).exporter.displayName
    }

    /// Where a statistic is out of range, and who says so.
    private func rangeWords(_ signal: Signal, _ statistic: SignalStatistic) -> String {
        guard let range = shownRange(signal, statistic) ?? shownRanges(signal).first else {
            return ""
        }
        let unit = PanelUnit(of: signal)
        let limits: [(String, Double?)] = [
            ("warning above", range.warningAbove), ("critical above", range.criticalAbove),
            ("warning below", range.warningBelow), ("critical below", range.criticalBelow),
        ]
        let text = limits.compactMap { words, limit in
            limit.map { "\(words) \(Self.figure($0, unit))" }
        }.joined(separator: ", ")
        guard !text.isEmpty else { return "" }
        return "\(Self.capitalised(range.statistic.name)): \(text). \(range.source)"
    }

    private func boundsWords(_ signal: Signal) -> String {
        guard let bounds = subject.bounds(of: signal), !bounds.isEmpty else { return "" }
        let unit = PanelUnit(of: signal) == .seconds ? " s" : ""
        return "Bounds of the histogram: "
            + bounds.map(ShortNumber.text).joined(separator: ", ") + unit
            + "; a quantile is known to two neighbours of these and no closer."
    }

    private static func figure(_ value: Double, _ unit: PanelUnit) -> String {
        switch unit {
        case .ratio: PromQLNumber.text((value * 1000).rounded() / 10) + " %"
        case .seconds: PromQLNumber.text(value) + " s"
        case .celsius: PromQLNumber.text(value) + " °C"
        default: PromQLNumber.text(value)
        }
    }

    /// Sentences one after the other.
    func words(_ sentences: String...) -> String {
        sentences.filter { !$0.isEmpty }.joined(separator: " ")
    }

    static func capitalised(_ text: String) -> String {
        text.prefix(1).uppercased() + text.dropFirst()
    }
}
