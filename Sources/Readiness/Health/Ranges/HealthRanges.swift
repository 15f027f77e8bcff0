package import Signals

/// The ranges that a health report grades by: those of the catalogue, or a profile's objectives.
package struct HealthRanges: Sendable, Hashable {
    private var bySignal: [Signal: [HealthRange]]

    /// The share of failed requests, which no single signal carries.
    package private(set) var errorShare: HealthRange

    /// The ranges of the catalogue.
    package static let catalogue = HealthRanges(
        bySignal: Dictionary(
            uniqueKeysWithValues: Signal.allCases.compactMap { signal in
                signal.definition.ranges.map { (signal, [HealthRange($0)]) }
            }),
        errorShare: HealthRange(
            .value, warningAbove: 0.01, criticalAbove: 0.05,
            source: "The gate's default objective (5 %) and a fifth of it."))

    /// The ranges of a signal, one for each statistic; empty when only the workload can tell.
    package subscript(signal: Signal) -> [HealthRange] { bySignal[signal] ?? [] }

    /// The range of one statistic of a signal.
    package func range(_ signal: Signal, _ statistic: SignalStatistic) -> HealthRange? {
        self[signal].first { $0.statistic == statistic }
    }

    /// The ranges with a profile's limits in the place of the catalogue's.
    ///
    /// A hard objective is critical when it is violated, a soft one a warning. A signal that has an
    /// objective loses the ranges of the catalogue: a profile knows its users better.
    package func applying(objectives: [Objective], warnings: [Objective]) -> HealthRanges {
        var result = self
        let pairs = objectives.map { ($0, true) } + warnings.map { ($0, false) }
        var replaced: Set<Signal> = []
        var replacesErrors = false
        for (objective, isHard) in pairs {
            if let limit = Self.errorLimit(objective) {
                if !replacesErrors { result.errorShare = Self.fromProfile(.value) }
                replacesErrors = true
                result.errorShare.tighten(above: limit, isHard: isHard)
                continue
            }
            guard let (signal, statistic) = Self.question(of: objective) else { continue }
            if replaced.insert(signal).inserted { result.bySignal[signal] = [] }
            var ranges = result.bySignal[signal] ?? []
            let place = ranges.firstIndex { $0.statistic == statistic } ?? ranges.endIndex
            if place == ranges.endIndex { ranges.append(Self.fromProfile(statistic)) }
            ranges[place].tighten(above: objective.threshold, isHard: isHard)
            result.bySignal[signal] = ranges
        }
        return result
    }

    private static func fromProfile(_ statistic: SignalStatistic) -> HealthRange {
        HealthRange(statistic, source: "The profile's objectives.")
    }

    private static func errorLimit(_ objective: Objective) -> Double? {
        switch objective.metric {
        case .errorRate: objective.threshold
        case .successRate: 1 - objective.threshold
        default: nil
        }
    }

    /// What the server can tell about an objective; nil when only a client can.
    private static func question(of objective: Objective) -> (Signal, SignalStatistic)? {
        guard objective.comparison == .atMost else { return nil }
        switch (objective.metric, objective.statistic) {
        case (.ttft, .percentile(let rank)): return (.timeToFirstToken, .quantile(rank / 100))
        case (.itl, .percentile(let rank)): return (.interTokenLatency, .quantile(rank / 100))
        case (.tpot, .percentile(let rank)): return (.timePerOutputToken, .quantile(rank / 100))
        case (.e2e, .percentile(let rank)): return (.endToEndLatency, .quantile(rank / 100))
        case (.kvCache, .maximum): return (.kvCacheUsage, .maximum)
        case (.waiting, .maximum): return (.waiting, .maximum)
        case (.running, .maximum): return (.running, .maximum)
        case (.preemptions, .increase): return (.preemptions, .increase)
        default: return nil
        }
    }
}

extension HealthRange {
    /// Adds a limit; of two the lower one counts.
    mutating func tighten(above limit: Double, isHard: Bool) {
        if isHard {
            criticalAbove = min(limit, criticalAbove ?? limit)
        } else {
            warningAbove = min(limit, warningAbove ?? limit)
        }
    }
}
