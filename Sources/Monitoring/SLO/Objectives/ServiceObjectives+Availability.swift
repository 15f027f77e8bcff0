import Exposition
import Readiness
import Signals

/// Whether requests are answered at all.
///
/// Requests without a first token are in no latency histogram, so no latency SLO stands alone.
extension ServiceObjectives {
    /// Adds the gate's own limit of errors where nobody wrote one.
    mutating func addAvailability(unless objectives: [Objective]) throws(GenerationError) {
        let metrics: Set<ObjectiveMetric> = [.errorRate, .successRate]
        guard !objectives.contains(where: { metrics.contains($0.metric) }),
            let usual = ProfileDefaults.objectives.first(where: { metrics.contains($0.metric) }),
            let target = usual.requiredShare
        else { return }
        let before = all.count
        try addAvailability(usual, target: target, isSoft: false)
        if all.count > before {
            note(
                "\(usual)",
                "added: the profile limits no errors, and requests that fail are in no latency "
                    + "histogram")
        }
    }

    mutating func addAvailability(
        _ objective: Objective, target: Double, isSoft: Bool
    ) throws(GenerationError) {
        let sources = present(subject.sources(of: .errors))
        let counted = sources.compactMap { source in
            availability(source.formula).map { (source, $0) }
        }
        guard !counted.isEmpty else {
            return note(
                "\(objective)",
                "no SLO: \(subject.title) counts no failed requests; measure them from outside, "
                    + "with `firstlight gate` on a schedule, or at the proxy in front")
        }
        let isNew = try add(
            objective, .availability, target: target, isSoft: isSoft, sources: counted.map(\.1))
        guard isNew, let kept = all.last?.sources else { return }
        for (source, events) in counted where kept.contains(events) {
            if let remark = source.note {
                note("\(objective)", remark.hasSuffix(".") ? String(remark.dropLast()) : remark)
            }
        }
    }

    /// The sources that the release, or the live engine, really has.
    ///
    /// A table of names cannot tell: one release adds a value of a label to a counter that another
    /// one has without it.
    private func present(_ sources: [SignalSource]) -> [SignalSource] {
        let kept = sources.filter { source in
            if let version = subject.version, let since = source.since { return version >= since }
            guard let live = subject.live, case .sum(let selector) = source.formula else {
                return true
            }
            return live.has(selector, naming: subject.naming)
        }
        return kept.isEmpty ? sources : kept
    }

    /// What to divide a count of errors by.
    private func availability(_ errors: SeriesFormula) -> EventSource? {
        let finished = subject.sources(of: .requestsFinished).map(\.formula)
        switch errors {
        case .sumOrZero(let failed, let all) where failed.name == all.name:
            return EventSource(part: errors, isGood: false, total: .sum(all))
        case .sum(let failed):
            for case .sum(let all) in finished where all.name == failed.name {
                return withRejections(errors, of: all)
            }
        default: break
        }
        // Counted apart: those that succeeded, and those that failed.
        return finished.first.map {
            EventSource(part: errors, isGood: false, total: .total([$0, errors]))
        }
    }

    /// Requests that were turned away never finish, so they are counted beside those that did.
    private func withRejections(_ errors: SeriesFormula, of all: SeriesSelector) -> EventSource {
        for case .sum(let rejected) in subject.sources(of: .admissionRejections).map(\.formula) {
            let turnedAway = SeriesFormula.sumOrZero(rejected, ifPresent: all)
            return EventSource(
                part: .total([errors, turnedAway]), isGood: false,
                total: .total([.sum(all), turnedAway]))
        }
        return EventSource(part: errors, isGood: false, total: .sum(all))
    }
}

extension SignalSource {
    /// The first release that has the source, by its remark `0.13 and later`; nil where it says
    /// something else.
    fileprivate var since: EngineVersion? {
        guard let releases, releases.hasSuffix(" and later") else { return nil }
        return EngineVersion(releases)
    }
}

extension LiveEngine {
    /// Whether some series fulfils a selector's conditions.
    fileprivate func has(_ selector: SeriesSelector, naming: EngineDetection.Naming) -> Bool {
        let name = naming.spell(selector.name)
        return families.contains { family in
            family.samples.contains { sample in
                sample.name == name && selector.matchers.allSatisfy { $0.matches(sample) }
            }
        }
    }
}
