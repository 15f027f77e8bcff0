import Estimates
import Signals

/// Compares replicas that serve the same model.
///
/// Means are shown; a warning takes an interval. A replica is slow when the interval of its median
/// lies wholly above those of the others and its mean is well above theirs; it is starved when it
/// got less than half of its fair share of the requests, chance excluded.
struct ReplicaSkew {
    /// The replicas that told something, in the report's order.
    let readings: [ReplicaReadings]

    /// A mean this much above the median of the others is worth a look.
    static let slowRatio = 1.5
    /// The confidence with which chance is excluded.
    static let confidence = 0.95

    /// Every finding; none for fewer than two replicas.
    var items: [HealthItem] {
        guard readings.count >= 2 else { return [] }
        return slowItems(.timeToFirstToken, "ttft", "time to first token")
            + slowItems(.interTokenLatency, "itl", "inter-token latency") + starvedItems
            + cacheItems
    }

    /// The quantities that at least two replicas tell.
    var comparisons: [HealthComparison] {
        guard readings.count >= 2 else { return [] }
        return HealthComparison.Quantity.allCases.compactMap { quantity in
            let values = readings.compactMap { reading in
                Self.readings(of: reading)[quantity].map { (reading.name, $0.point) }
            }
            guard values.count >= 2, let largest = values.max(by: { $0.1 < $1.1 }) else {
                return nil
            }
            return HealthComparison(
                quantity: quantity, largest: largest.0, maximum: largest.1,
                median: Self.median(values.map(\.1)))
        }
    }

    /// The numbers by which a replica is compared.
    static func readings(
        of readings: ReplicaReadings
    ) -> [HealthComparison.Quantity: Estimate] {
        let questions: [(HealthComparison.Quantity, Signal, SignalStatistic)] = [
            (.timeToFirstToken, .timeToFirstToken, .mean),
            (.interTokenLatency, .interTokenLatency, .mean),
            (.running, .running, .average), (.waiting, .waiting, .average),
            (.kvCacheUsage, .kvCacheUsage, .maximum), (.tokenRate, .generationTokens, .rate),
            (.requestsFinished, .requestsFinished, .increase),
        ]
        var result: [HealthComparison.Quantity: Estimate] = [:]
        for (quantity, signal, statistic) in questions {
            result[quantity] = readings[signal, statistic]
        }
        return result
    }

    // MARK: - Rules

    private func slowItems(_ signal: Signal, _ id: String, _ title: String) -> [HealthItem] {
        let known = readings.compactMap { reading in
            reading.medians[signal].flatMap { median in
                reading[signal, .mean].map { (name: reading.name, median: median, mean: $0.point) }
            }
        }
        return known.compactMap { candidate in
            let others = known.filter { $0.name != candidate.name }
            guard !others.isEmpty else { return nil }
            let usual = Self.median(others.map(\.mean))
            let highest = others.map(\.median.upper).max() ?? .infinity
            guard usual > 0, candidate.mean >= Self.slowRatio * usual,
                candidate.median.lower >= highest
            else { return nil }
            let ratio = HealthFigure.text(candidate.mean / usual, .number)
            return HealthItem(
                id: "slow_replica_\(id)", section: .replicas, replica: candidate.name,
                title: "slow replica", signal: signal, statistic: "median",
                estimate: candidate.median, unit: .seconds, grade: .warning,
                brief: "a slow replica",
                evidence: "Its mean \(title) is \(HealthFigure.text(candidate.mean, .seconds)), "
                    + "\(ratio) times that of the others; its median is at least "
                    + "\(HealthFigure.text(candidate.median.lower, .seconds)) and theirs at most "
                    + "\(HealthFigure.text(highest, .seconds)), at 95 % confidence each.",
                next: "compare its GPU, its node and its settings with those of the others")
        }
    }

    /// Requests that ended, against an equal share for every replica.
    private var starvedItems: [HealthItem] {
        let counts = readings.compactMap { reading in
            reading.finished.map { (name: reading.name, count: Int($0.rounded())) }
        }
        let total = counts.map(\.count).reduce(0, +)
        guard counts.count >= 2, total > 0 else { return [] }
        let fair = 1 / Double(counts.count)
        return counts.compactMap { candidate in
            guard isLittleBusy(candidate.name) else { return nil }
            let share = BinomialInterval.clopperPearson(
                successes: candidate.count, trials: total, confidence: Self.confidence,
                sidedness: .upperBound, provenance: .serverCounter)
            guard share.upper < fair / 2 else { return nil }
            let isIdle = candidate.count == 0
            return HealthItem(
                id: "starved_replica", section: .replicas, replica: candidate.name,
                title: isIdle ? "replica without traffic" : "starved replica",
                signal: .requestsFinished, statistic: "share", estimate: share, unit: .ratio,
                grade: .warning,
                brief: isIdle ? "a replica without traffic" : "a starved replica",
                evidence: "It ended \(candidate.count) of \(total) requests: at most "
                    + "\(HealthFigure.text(share.upper, .ratio)) of them go there, an equal share "
                    + "would be \(HealthFigure.text(fair, .ratio)).",
                next: "check that it is ready in the service and known to the router; routing by "
                    + "session or prefix may want it so")
        }
    }

    /// Whether a replica has little to do beside the others.
    ///
    /// One that is slow, or that queues, ends few requests too, and not for want of them.
    private func isLittleBusy(_ name: String) -> Bool {
        guard let own = readings.first(where: { $0.name == name }),
            let running = own.value(.running, .average)
        else { return false }
        let others = readings.filter { $0.name != name }.compactMap {
            $0.value(.running, .average)
        }
        let waiting = own.value(own.waitingSignal, .average) ?? 0
        return waiting < 0.5 && running <= Self.median(others) / 2
    }

    private var cacheItems: [HealthItem] {
        let known = readings.compactMap { reading in
            reading[.kvCacheUsage, .maximum].map { (name: reading.name, usage: $0) }
        }
        guard known.count >= 2 else { return [] }
        return known.compactMap { candidate in
            let others = known.filter { $0.name != candidate.name }.map(\.usage.point)
            let usual = Self.median(others)
            guard candidate.usage.point > 0.8, usual < candidate.usage.point / 2 else { return nil }
            return HealthItem(
                id: "hot_replica", section: .replicas, replica: candidate.name,
                title: "hot replica", signal: .kvCacheUsage, statistic: "max",
                estimate: candidate.usage, unit: .ratio, grade: .warning,
                brief: "a replica with a full KV cache beside empty ones",
                evidence: "Its KV cache is \(HealthFigure.text(candidate.usage.point, .ratio)) "
                    + "full, that of the others \(HealthFigure.text(usual, .ratio)).",
                next: "route by load or by cache, not in turns")
        }
    }

    static func median(_ values: [Double]) -> Double {
        let sorted = values.sorted()
        guard !sorted.isEmpty else { return .nan }
        let middle = sorted.count / 2
        return sorted.count.isMultiple(of: 2)
            ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
    }
}
