import Estimates
import Exposition
package import Signals

/// Asks a source for everything a health report wants to know, replica by replica.
package struct ReadingsCollector<Source: ExpressionSource>: Sendable {
    private let source: Source
    private let restriction: [LabelMatcher]
    private let ranges: HealthRanges

    /// - Parameters:
    ///   - source: where the series are; each carries its replica's name in `instance`.
    ///   - restriction: conditions on every series of an engine.
    ///   - ranges: what will be graded.
    package init(
        _ source: Source, restriction: [LabelMatcher] = [], ranges: HealthRanges = .catalogue
    ) {
        self.source = source
        self.restriction = restriction
        self.ranges = ranges
    }

    /// The label by which replicas are told apart.
    private static var instance: String { "instance" }

    /// The readings of every replica, in the same order.
    ///
    /// - Throws: what the source throws.
    package func readings(
        of observations: [ReplicaObservation], window: HealthWindow
    ) async throws -> [ReplicaReadings] {
        var all = observations.map { observation in
            var own = window
            // A store scrapes every replica in its own rhythm.
            if window.kind == .store { own.scrapes = observation.scrapes }
            return ReplicaReadings(observation, window: own)
        }
        let places = Dictionary(
            all.indices.map { (all[$0].name, $0) }, uniquingKeysWith: { first, _ in first })
        for (group, members) in groups(of: observations) {
            guard let dialect = Dialect.of(group.kind) else { continue }
            let estimator = SignalEstimator(
                source, dialect: dialect, naming: group.naming, restriction: restriction)
            try await collect(from: estimator, dialect, for: members, places, into: &all)
        }
        for dialect in Dialect.machine {
            let estimator = SignalEstimator(source, dialect: dialect)
            let signals = dialect.sources.keys.sorted { $0.rawValue < $1.rawValue }
            for question in signals.flatMap({ questions(about: $0, extra: [.minimum]) }) {
                try await ask(question, estimator, names: nil, places, into: &all)
            }
        }
        try await collectProcesses(places, into: &all)
        return all
    }

    // MARK: - Signals

    private struct Group: Hashable {
        let kind: EngineKind
        let naming: EngineDetection.Naming
    }

    /// The replicas whose series are spelled alike.
    private func groups(of observations: [ReplicaObservation]) -> [(Group, Set<String>)] {
        var order: [Group] = []
        var names: [Group: Set<String>] = [:]
        for observation in observations {
            guard let detection = observation.detection, detection.kind != .unknown else {
                continue
            }
            let group = Group(kind: detection.kind, naming: detection.naming)
            if names[group] == nil { order.append(group) }
            names[group, default: []].insert(observation.name)
        }
        return order.map { ($0, names[$0] ?? []) }
    }

    private func collect(
        from estimator: SignalEstimator<Source>, _ dialect: Dialect, for names: Set<String>,
        _ places: [String: Int], into all: inout [ReplicaReadings]
    ) async throws {
        let machine = Set(Dialect.machine.flatMap(\.sources.keys))
        for signal in Signal.allCases where !machine.contains(signal) {
            for question in questions(about: signal) {
                try await ask(question, estimator, names: names, places, into: &all)
            }
        }
        if let label = dialect.sources[.requestsFinished]?.first?.reasonLabel {
            let found = try await estimator.estimates(
                SignalQuestion(.requestsFinished, .increase, by: [Self.instance, label]))
            for (labels, estimate) in found where names.contains(labels[Self.instance]) {
                guard let place = places[labels[Self.instance]], !all[place].window.isThin
                else { continue }
                all[place].finishedByReason[labels[label], default: 0] += estimate.point
            }
        }
        for signal in [Signal.timeToFirstToken, .interTokenLatency] {
            try await collectMedians(
                of: signal, estimator, for: names.sorted(), places, into: &all)
        }
    }

    private func questions(
        about signal: Signal, extra: [SignalStatistic] = []
    ) -> [SignalQuestion] {
        var statistics = signal.definition.kind.statistics
        for statistic in ranges[signal].map(\.statistic) + extra
        where !statistics.contains(statistic) {
            statistics.append(statistic)
        }
        return statistics.map { SignalQuestion(signal, $0, by: [Self.instance]) }
    }

    private func ask(
        _ question: SignalQuestion, _ estimator: SignalEstimator<Source>, names: Set<String>?,
        _ places: [String: Int], into all: inout [ReplicaReadings]
    ) async throws {
        let isLevel = question.signal.definition.kind == .gauge
        for (labels, estimate) in try await estimator.estimates(question) {
            let name = labels[Self.instance]
            guard let place = places[name], names?.contains(name) != false,
                isLevel || !all[place].window.isThin
            else { continue }
            all[place][question.signal, question.statistic] = estimate
        }
    }

    /// The median with the interval that its requests leave open, from the buckets that hold the
    /// ranks around it.
    ///
    /// Gaps of one request hang together, so a request counts once whatever is measured.
    private func collectMedians(
        of signal: Signal, _ estimator: SignalEstimator<Source>, for names: [String],
        _ places: [String: Int], into all: inout [ReplicaReadings]
    ) async throws {
        for name in names {
            guard let place = places[name],
                let count = all[place][.timeToFirstToken, .increase]?.point, count >= 1,
                let point = all[place][signal, .quantile(0.5)]
            else { continue }
            let requests = Int(min(count, 1e9).rounded())
            let ranks = OrderStatistic.ranks(share: 0.5, count: requests)
            let lower = try await edge(ranks.lower, of: requests, signal, name, estimator)?.lower
            let upper = try await edge(ranks.upper, of: requests, signal, name, estimator)?.upper
            all[place].medians[signal] = Estimate(
                point: point.point, lower: lower ?? -.infinity, upper: upper ?? .infinity,
                count: requests, confidence: 0.95, provenance: .serverBucket,
                method: .histogramBucket)
        }
    }

    private func edge(
        _ rank: Int?, of count: Int, _ signal: Signal, _ name: String,
        _ estimator: SignalEstimator<Source>
    ) async throws -> Estimate? {
        guard let rank else { return nil }
        // Half a rank less finds the same bucket and leaves room for rounding.
        let quantile = (Double(rank) - 0.5) / Double(count)
        let found = try await estimator.estimates(
            SignalQuestion(signal, .quantile(quantile), by: [Self.instance]))
        return found.first { $0.key[Self.instance] == name }?.value
    }

    // MARK: - Beside the catalogue

    private func collectProcesses(
        _ places: [String: Int], into all: inout [ReplicaReadings]
    ) async throws {
        let start = SeriesSelector("process_start_time_seconds")
        let moved = MetricExpression.sum(
            .overTime(.max, start), .scaled(.overTime(.min, start), by: -1))
        for (place, value) in try await perReplica(.max, .latest(start), places) {
            all[place].processStart = value
        }
        for (place, value) in try await perReplica(.max, moved, places) {
            all[place].processStartMoved = value
        }
        let awake = SeriesSelector("vllm:engine_sleep_state", .equal("sleep_state", "awake"))
        for (place, value) in try await perReplica(.min, .latest(awake), places) {
            all[place].isAwake = value > 0
        }
        let time = SeriesSelector("node_time_seconds")
        for (place, value) in try await perReplica(.max, .latest(time), places) {
            all[place].clockOffset = all[place].observation.lastReadSeconds.map { value - $0 }
        }
    }

    private func perReplica(
        _ aggregation: MetricExpression.Aggregation, _ expression: MetricExpression,
        _ places: [String: Int]
    ) async throws -> [(place: Int, value: Double)] {
        let found = try await source.vector(
            of: .aggregate(aggregation, by: [Self.instance], expression))
        return found.compactMap { labels, value in
            places[labels[Self.instance]].flatMap { value.isFinite ? ($0, value) : nil }
        }
    }
}
