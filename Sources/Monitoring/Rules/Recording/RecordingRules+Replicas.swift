import Signals

extension RecordingRules {
    /// What every replica does by itself, and how far replicas differ.
    var replicas: [RecordingRule] {
        let labels = subject.labels.perReplica
        let levels: [Signal] = [
            .running, .waiting, .waitingForCapacity, .kvCacheUsage, .swapped, .slotLimit,
        ]
        let rates: [Signal] = [.generationTokens, .promptTokens, .requestsFinished, .preemptions]
        let means: [Signal] = [.timeToFirstToken, .interTokenLatency, .endToEndLatency, .queueTime]
        var rules = levels.compactMap { signal in
            record(.replica(.level(signal)), signal, .value, by: labels)
        }
        rules += rates.compactMap { signal in
            record(.replica(.rate(signal)), signal, .rate, by: labels)
        }
        rules += means.compactMap { signal in
            record(.replica(.mean(signal)), signal, .mean, by: labels)
        }
        return rules + skew
    }

    /// The largest replica in means of all.
    ///
    /// The mean of a time is the service's own: a mean of means would give an idle replica the weight
    /// of a busy one.
    private var skew: [RecordingRule] {
        let by = " by (\(subject.labels.service.joined(separator: ", "))) "
        var rules: [RecordingRule] = []
        for signal in [Signal.running, .waiting] where subject.tells(signal) {
            let levels = RecordedSeries.replica(.level(signal)).name
            rules.append(
                RecordingRule(
                    RecordedSeries.skew(signal).name,
                    "max\(by)(\(levels)) / (avg\(by)(\(levels)) > 0)"))
        }
        for signal in [Signal.timeToFirstToken, .endToEndLatency]
        where subject.joined(signal, .mean, by: subject.labels.service) != nil {
            let means = RecordedSeries.replica(.mean(signal)).name
            rules.append(
                RecordingRule(
                    RecordedSeries.skew(signal).name,
                    "max\(by)(\(means)) / (\(RecordedSeries.mean(signal).name) > 0)"))
        }
        return rules
    }
}
