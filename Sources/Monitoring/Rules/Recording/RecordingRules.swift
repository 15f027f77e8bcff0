import Signals

/// Recordings that alerts and overviews build on: the same names for every engine.
///
/// Each series has exactly the labels of its level; see ``SubjectLabels``. What the engine does not
/// tell has no rule.
package struct RecordingRules {
    let subject: GenerationSubject

    /// The groups of recording rules for a subject.
    ///
    /// - Parameter subject: For what.
    /// - Returns: The groups; none is empty.
    package static func groups(for subject: GenerationSubject) -> [RuleGroup] {
        let rules = RecordingRules(subject: subject)
        let groups: [(String, [RecordingRule])] = [
            ("llm-throughput", rules.throughput),
            ("llm-latency", rules.latency),
            ("llm-buckets", rules.buckets),
            ("llm-load", rules.load),
            ("llm-outcome", rules.outcome),
            ("llm-replicas", rules.replicas),
            ("llm-machine", rules.machine),
        ]
        return groups.filter { !$0.1.isEmpty }.map { name, recordings in
            RuleGroup(name: name, rules: recordings.map { .recording($0) }).selected(for: subject)
        }
    }

    /// The signals that a histogram or a pair of counters of durations may tell.
    static let durations: [Signal] = [
        .timeToFirstToken, .interTokenLatency, .timePerOutputToken, .endToEndLatency, .queueTime,
        .prefillTime, .decodeTime,
    ]

    /// A recording of a question about a signal; nil where the engine does not tell it.
    func record(
        _ series: RecordedSeries, _ signal: Signal, _ statistic: SignalStatistic,
        by labels: [String]? = nil, comment: String? = nil
    ) -> RecordingRule? {
        subject.joined(signal, statistic, by: labels ?? subject.labels.service).map {
            RecordingRule(series.name, $0, comment: comment ?? subject.remark(on: signal))
        }
    }

    /// Tokens and requests per second.
    private var throughput: [RecordingRule] {
        [
            .promptTokens, .generationTokens, .requestsFinished, .prefixCacheHits,
            .prefixCacheQueries,
        ].compactMap { record(.rate($0), $0, .rate) }
            + [.promptLength, .generationLength].compactMap { record(.mean($0), $0, .mean) }
    }

    /// Times by mean and quantiles, and how the time of a request splits up into phases.
    private var latency: [RecordingRule] {
        var rules: [RecordingRule] = []
        for signal in Self.durations {
            rules += [record(.mean(signal), signal, .mean)].compactMap { $0 }
            rules += [record(.rate(signal), signal, .rate)].compactMap { $0 }
            for share in subject.recordedQuantiles(of: signal) {
                rules +=
                    [record(.quantile(signal, share), signal, .quantile(share))].compactMap { $0 }
            }
        }
        return rules + phases
    }

    /// What the phases take of the time of whole requests: quotients of means over the same
    /// requests.
    private var phases: [RecordingRule] {
        guard subject.joined(.endToEndLatency, .mean, by: subject.labels.service) != nil else {
            return []
        }
        return [.queueTime, .prefillTime, .decodeTime].filter(isPerRequest).map { signal in
            RecordingRule(
                RecordedSeries.share(signal).name,
                "\(RecordedSeries.mean(signal).name) / "
                    + "(\(RecordedSeries.mean(.endToEndLatency).name) > 0)")
        }
    }

    /// Whether an observation of a phase belongs to one request, so that it is a part of its time.
    private func isPerRequest(_ signal: Signal) -> Bool {
        guard subject.joined(signal, .mean, by: subject.labels.service) != nil else { return false }
        // SGLang observes stages, of which a request may have several; TGI observes batches.
        return signal != .prefillTime || ![.sglang, .tgi].contains(subject.engine)
    }

    /// Queues, caches and limits of the service.
    private var load: [RecordingRule] {
        let levels: [Signal] = [
            .running, .waiting, .waitingForCapacity, .waitingDeferred, .slotLimit, .kvCacheTokens,
            .swapped, .prefixCacheHitRate, .speculativeAcceptance, .loraSlotUsage,
        ]
        var rules = levels.compactMap { record(.level($0), $0, .value) }
        rules += [record(.maximum(.kvCacheUsage), .kvCacheUsage, .value)].compactMap { $0 }
        rules +=
            [.preemptions, .admissionRejections].compactMap { record(.rate($0), $0, .rate) }
        if subject.tells(.waiting) {
            rules.append(
                RecordingRule(
                    RecordedSeries.growth(.waiting).name,
                    "deriv(\(RecordedSeries.level(.waiting).name)[10m])",
                    comment: "A queue is a gauge: its growth is a slope, never a rate()."))
        }
        return rules
    }

    /// How requests end.
    private var outcome: [RecordingRule] {
        var rules: [RecordingRule] = []
        if let reason = subject.finishReason {
            let labels = subject.labels.service + [reason]
            rules +=
                [
                    record(
                        .reasonRate(.requestsFinished), .requestsFinished, .rate, by: labels)
                ].compactMap { $0 }
        }
        let errors = record(.rate(.errors), .errors, .rate)
        guard let errors else { return rules }
        rules.append(errors)
        guard subject.tells(.requestsFinished) else { return rules }
        let failed = RecordedSeries.rate(.errors).name
        let finished = RecordedSeries.rate(.requestsFinished).name
        let all = subject.countsFailuresAsFinished ? finished : "\(finished) + \(failed)"
        rules.append(
            RecordingRule(RecordedSeries.share(.errors).name, "\(failed) / ((\(all)) > 0)"))
        return rules
    }

    /// The cards and the node; by exporter and card, for the machine knows no model.
    private var machine: [RecordingRule] {
        MachineSeries.all.compactMap { series in
            subject.promQL(
                series.signal, series.statistic, by: subject.machineLabels(series.signal)
            )
            .map { RecordingRule(series.name, $0) }
        }
    }
}
