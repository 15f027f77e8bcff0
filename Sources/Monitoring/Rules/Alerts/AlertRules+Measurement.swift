import Signals

extension AlertRules {
    /// Alerts on rules that have lost their data, and so would stay silent.
    var measurement: [AlertRule] { absent + boundless }

    /// Series that come and go with their first event cannot be missed; these are always there while
    /// tokens are made.
    private static let lasting: [Signal] = [
        .running, .waiting, .timeToFirstToken, .interTokenLatency, .timePerOutputToken,
        .endToEndLatency, .promptTokens, .kvCacheUsage,
    ]

    /// The signals whose series are there whenever tokens are made.
    var lastingSignals: [Signal] {
        Self.lasting.filter {
            subject.tells($0) && !isElsewhere($0) && !seriesNames(of: $0).isEmpty
        }
    }

    private var absent: [AlertRule] {
        guard let anchor = subject.anchor else { return [] }
        let by = "group by (\(perReplica))"
        let vanished =
            "(\(by) (last_over_time(\(anchor)[6h])) "
            + "unless on (\(target)) group by (\(target)) (\(anchor)) "
            + "and on (\(target)) max by (\(target)) (up) == 1)"
        var parts = [tagged(vanished, ["series": anchor])]
        if tells(.generationTokens, .rate) {
            let active = "\(by) (\(each(.rate(.generationTokens))) > 0)"
            for signal in lastingSignals {
                let names = seriesNames(of: signal)
                guard let first = names.first else { continue }
                let there = names.map { "\(by) (\($0))" }.joined(separator: " or ")
                parts.append(tagged("(\(active) unless (\(there)))", ["series": first]))
            }
        }
        return [
            rule(
                .metricsAbsent, .warning, [parts.joined(separator: "\nor\n")], for: "10m",
                "a metric of \(replica) is gone",
                "The target answers, and \(AlertTemplate.label("series")) is not there: rules on it "
                    + "are silent. Often an upgrade has renamed it.",
                result: subject.labels.perReplica + ["series"])
        ]
    }

    /// Whether a signal comes from another process than the tokens.
    private func isElsewhere(_ signal: Signal) -> Bool {
        guard subject.engine == .dynamo else { return false }
        return subject.sources(of: signal).contains { source in
            source.formula.selectors.contains { $0.name.hasPrefix("dynamo_component_") }
        }
    }

    /// One series of each source of a signal, as the live engine spells it.
    func seriesNames(of signal: Signal) -> [String] {
        subject.sources(of: signal).compactMap { source in
            switch source.formula {
            case .histogram(let selector, _):
                SeriesSelector(
                    name: subject.naming.spell(selector.name) + "_count",
                    matchers: selector.matchers
                ).promQL
            case let formula:
                formula.selectors.first.map { subject.naming.spell($0.name) }
            }
        }
    }

    /// A vector with constant labels.
    private func tagged(_ query: String, _ labels: [String: String]) -> String {
        labels.sorted { $0.key < $1.key }.reduce(query) { inner, label in
            let value = label.value.map { $0 == "\"" ? "\\\"" : "\($0)" }.joined()
            return "label_replace(\(inner), \"\(label.key)\", \"\(value)\", \"\", \"\")"
        }
    }

    /// The bounds that alerts rest on, by signal.
    var limitBounds: [(signal: Signal, known: IntervalBounds, bound: Double)] {
        Self.felt.flatMap { signal -> [(Signal, IntervalBounds, Double)] in
            guard let known = subject.intervalBounds(of: signal),
                let limits = AlertLimits(signal, for: subject)
            else { return [] }
            let values = [limits.critical, limits.warning].compactMap { $0?.value }
            let bounds = values.compactMap { value in known.bounds.first { $0 >= value } }
            return Set(bounds).sorted().map { (signal, known, $0) }
        }
    }

    private var boundless: [AlertRule] {
        let parts = limitBounds.map { signal, known, bound in
            let share = RecordedSeries.bucketShare(signal).name
            let there = "group by (\(service)) (\(share){\(known.matcher(of: bound))})"
            return tagged(
                "(group by (\(service)) (\(share)) unless \(there))",
                ["series": known.histogram.name, "bound": PromQLNumber.text(bound)])
        }
        guard !parts.isEmpty else { return [] }
        return [
            rule(
                .bucketBoundMissing, .warning, [parts.joined(separator: "\nor\n")], for: "10m",
                "a bucket that alerts on \(whom) need is gone",
                "\(AlertTemplate.label("series")) has no bucket with the bound "
                    + "\(AlertTemplate.label("bound")): alerts and objectives at that limit are "
                    + "blind. The server was given other buckets, or the release has changed them.",
                result: subject.labels.service + ["series", "bound"])
        ]
    }
}
