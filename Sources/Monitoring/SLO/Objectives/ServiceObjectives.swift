import Readiness
import Signals

/// A subject's objectives as SLOs, and what is to be said about those that cannot be one.
package struct ServiceObjectives: Sendable {
    package internal(set) var all: [ServiceObjective] = []
    package internal(set) var notes: [GenerationNote] = []

    let subject: GenerationSubject
    private var clientSide: [String] = []

    /// Makes SLOs of the profile's objectives, or of the gate's own where there is no profile.
    ///
    /// - Parameter subject: For what.
    /// - Throws: `GenerationError.impossible` for a period or a share of the budget that cannot be
    ///   meant.
    package init(_ subject: GenerationSubject) throws(GenerationError) {
        self.subject = subject
        guard SLOOptions.periods.contains(subject.slo.period) else {
            throw .impossible(
                subject: "an SLO period of \(PrometheusTime.text(subject.slo.period))",
                reason: "burn-rate alerts over hours and days need "
                    + "\(PrometheusTime.text(SLOOptions.periods.lowerBound)) to "
                    + PrometheusTime.text(SLOOptions.periods.upperBound),
                advice: "28d and 30d are usual")
        }
        let hard = subject.profile?.objectives ?? ProfileDefaults.objectives
        let soft = subject.profile?.warnings ?? ProfileDefaults.warnings
        for objective in hard { try add(objective, isSoft: false) }
        for objective in soft { try add(objective, isSoft: true) }
        try addAvailability(unless: hard + soft)
        if !clientSide.isEmpty {
            note(
                clientSide.joined(separator: ", "),
                "followed by the engine's own histograms, so that network, TLS and proxies are "
                    + "outside; `firstlight gate` measures from the client's side")
        }
    }

    mutating func note(_ subject: String, _ text: String) {
        let note = GenerationNote(subject, text)
        if !notes.contains(note) { notes.append(note) }
    }

    private mutating func add(
        _ objective: Objective, isSoft: Bool
    ) throws(GenerationError) {
        guard let target = objective.requiredShare else {
            return note(
                "\(objective)",
                "limits a level, a mean or a growth, not a share of events, so it has no error "
                    + "budget; "
                    + (AlertRules.watch(objective, in: subject)
                        ? "an alert of `firstlight generate rules` has this limit"
                        : "no alert of `firstlight generate rules` has this limit; "
                            + "`firstlight gate` judges it"))
        }
        guard target > 0, target < 1 else {
            return note(
                "\(objective)",
                "leaves no error budget: one event decides it for the whole period; "
                    + "99.9 % is the most that a month of ordinary traffic can show")
        }
        let signal: Signal? =
            switch objective.metric {
            case .ttft: .timeToFirstToken
            case .e2e: .endToEndLatency
            case .itl: .interTokenLatency
            case .tpot: .timePerOutputToken
            default: objective.metric.signal
            }
        switch objective.metric {
        case .errorRate, .successRate:
            try addAvailability(objective, target: target, isSoft: isSoft)
        case .throughput, .ttfb, .ttfc, .connect:
            note(
                "\(objective)",
                "only a client can measure it, request by request: no SLO; `firstlight gate` judges "
                    + "it")
        default:
            guard let signal, objective.comparison == .atMost else { return }
            if try addLatency(objective, signal, target: target, isSoft: isSoft),
                objective.metric.signal == nil
            {
                clientSide.append("\(objective)")
            }
        }
    }

    /// Whether there is an SLO now; otherwise why is said.
    private mutating func addLatency(
        _ objective: Objective, _ signal: Signal, target: Double, isSoft: Bool
    ) throws(GenerationError) -> Bool {
        guard let limitSeconds = countable(objective, signal) else { return false }
        let sources = subject.sources(of: signal).compactMap { source -> EventSource? in
            guard case .histogram(let histogram, let scale) = source.formula else { return nil }
            // A limit in another unit is off by a rounding.
            let bound = scale == 1 ? limitSeconds : (limitSeconds / scale * 1e9).rounded() / 1e9
            let bucket = SeriesSelector(
                name: histogram.name + "_bucket",
                matchers: histogram.matchers
                    + [.any("le", of: SeriesFormula.spellings(of: bound))])
            let count = SeriesSelector(
                name: histogram.name + "_count", matchers: histogram.matchers)
            return EventSource(part: .sum(bucket), isGood: true, total: .sum(count))
        }
        return try add(
            objective, .latency(signal, limitSeconds: limitSeconds), target: target,
            isSoft: isSoft, sources: sources)
    }

    /// Adds an SLO, unless the same is there.
    mutating func add(
        _ objective: Objective, _ measure: ServiceObjective.Measure, target: Double, isSoft: Bool,
        sources: [EventSource]
    ) throws(GenerationError) -> Bool {
        if let same = all.first(where: { $0.measure == measure && $0.target == target }) {
            note("\(objective)", "the same as \(same.objective), which is there already")
            return false
        }
        let service = subject.labels.service
        let whole = sources.filter { source in
            subject.labels.model.map(source.carries) ?? true
        }
        let kept = whole.isEmpty ? sources : whole
        if kept.count < sources.count, subject.version == nil {
            note(
                "\(objective)",
                "older releases tell it by series without the label of the model; name the "
                    + "release with --engine-version for those")
        }
        let labels =
            [subject.labels.job]
            + service.dropFirst().filter { label in
                subject.labels.further.contains(label) || kept.allSatisfy { $0.carries(label) }
            }
        let rates = try BurnSchedule.rates(
            for: "\(objective)", target: target, pages: !isSoft, options: subject.slo)
        all.append(
            ServiceObjective(
                id: freeID(objective), objective: "\(objective)", measure: measure, target: target,
                isSoft: isSoft, sources: kept, labels: labels, period: subject.slo.period,
                rates: rates, alertLabels: subject.alertLabels))
        return true
    }

    /// The objective's id, with its limit where another one has it already.
    private func freeID(_ objective: Objective) -> String {
        let taken = Set(all.map(\.id))
        guard taken.contains(objective.id) else { return objective.id }
        let limit = objective.thresholdText.filter { !$0.isWhitespace }
        let long = "\(objective.id)_\(limit)"
        guard taken.contains(long) else { return long }
        return (2...).lazy.map { "\(long)_\($0)" }.first { !taken.contains($0) } ?? long
    }
}
