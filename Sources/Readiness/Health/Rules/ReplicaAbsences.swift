import Signals

/// The signals that a replica does not tell, each with its reason.
struct ReplicaAbsences {
    let readings: ReplicaReadings

    /// What an engine is expected to tell, by section.
    private static let expected: [(signal: Signal, section: HealthSection)] = [
        (.timeToFirstToken, .latency), (.interTokenLatency, .latency),
        (.timePerOutputToken, .latency), (.endToEndLatency, .latency), (.errors, .errors),
        (.queueTime, .queue), (.running, .queue), (.waiting, .queue), (.kvCacheUsage, .kvCache),
        (.preemptions, .kvCache), (.generationTokens, .throughput),
        (.requestsFinished, .throughput),
    ]

    var all: [HealthAbsence] {
        let observation = readings.observation
        guard !observation.isExporter, let detection = observation.detection,
            let dialect = Dialect.of(detection.kind)
        else { return [] }
        let needsRange = !readings.window.isRange
        return Self.expected.compactMap { signal, section in
            let definition = signal.definition
            guard let sources = dialect.sources[signal] else {
                return absence(
                    signal, section,
                    "not told by \(detection.kind.displayName)"
                        + (section == .latency ? "; firstlight gate measures it" : ""))
            }
            if needsRange, definition.kind != .gauge {
                return absence(
                    signal, section,
                    readings.window.thinness ?? "one scrape has no window; it needs two")
            }
            guard !definition.kind.statistics.contains(where: { readings[signal, $0] != nil })
            else { return nil }
            let releases = sources.compactMap(\.releases)
            let had =
                releases.isEmpty || releases.count < sources.count
                ? "" : "; releases that have it: " + releases.joined(separator: ", or ")
            return absence(
                signal, section, "this body of \(observation.title) does not have it" + had)
        }
    }

    private func absence(
        _ signal: Signal, _ section: HealthSection, _ reason: String
    ) -> HealthAbsence {
        HealthAbsence(
            signal, section: section, replica: readings.name,
            reason: ReplicaAssessment.sentence(reason))
    }
}
