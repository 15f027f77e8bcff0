import Estimates
import Signals

/// Grades the readings of one replica; pure, so that every rule can be tried on numbers.
struct ReplicaAssessment {
    let readings: ReplicaReadings
    let ranges: HealthRanges
    /// Our clock at the end of the window, Unix seconds; nil where the readings are from the past.
    let nowSeconds: Double?

    /// Every finding, by section.
    var items: [HealthItem] {
        let machine = gpuItems + nodeItems
        guard !readings.observation.isExporter else { return machine + freshnessItems }
        guard readings.observation.failure == nil || !readings.isEmpty else {
            return freshnessItems
        }
        return latencyItems + errorItems + queueItems + cacheItems + throughputItems + machine
            + freshnessItems
    }

    // MARK: - Parts for the sections

    var name: String { readings.name }
    var window: HealthWindow { readings.window }

    /// The window in words: `10 s`.
    var windowText: String { DurationText.rounded(window.duration, digits: 2) }

    /// An item for a signal that is graded by a range.
    func graded(
        _ signal: Signal, _ range: HealthRange, _ estimate: Estimate, in section: HealthSection,
        next: String? = nil
    ) -> HealthItem {
        let unit = HealthUnit(signal, range.statistic)
        let standing = range.standing(of: estimate)
        let title = Self.title(signal, range.statistic)
        var sentence = "\(title) is \(HealthFigure.text(estimate, unit))"
        if estimate.provenance == .serverBucket {
            sentence += ", of \(Self.counted(estimate.count, "observation"))"
        }
        let limits = range.text(unit)
        sentence += limits.isEmpty ? "" : "; \(limits)"
        if standing.worst != standing.grade, standing.grade == .warning {
            sentence += "; whether it is critical its buckets do not tell"
        }
        let isBad = standing.grade == .warning || standing.grade == .critical
        return HealthItem(
            id: Self.id(signal, range.statistic), section: section, replica: name, title: title,
            signal: signal, statistic: range.statistic.name, estimate: estimate, unit: unit,
            grade: standing.grade,
            mayBe: standing.worst == standing.grade ? nil : standing.worst,
            isVital: standing.leansBad, role: range.judges ? .judges : .informs, range: range,
            evidence: Self.sentence(sentence), next: isBad ? next : nil)
    }

    /// An item for a signal that has a range and no value in this window.
    func unobserved(
        _ signal: Signal, _ range: HealthRange, in section: HealthSection, because reason: String
    ) -> HealthItem {
        HealthItem(
            id: Self.id(signal, range.statistic), section: section, replica: name,
            title: Self.title(signal, range.statistic), signal: signal,
            statistic: range.statistic.name, unit: HealthUnit(signal, range.statistic),
            grade: .unknown, role: range.judges ? .judges : .informs, range: range,
            evidence: Self.sentence(
                "\(Self.title(signal, range.statistic)) is unknown: \(reason)"))
    }

    /// An item for a number that is shown and not graded; nil when there is none.
    func shown(
        _ signal: Signal, _ statistic: SignalStatistic, in section: HealthSection
    ) -> HealthItem? {
        guard let estimate = readings[signal, statistic] else { return nil }
        let unit = HealthUnit(signal, statistic)
        let title = Self.title(signal, statistic)
        return HealthItem(
            id: Self.id(signal, statistic), section: section, replica: name, title: title,
            signal: signal, statistic: statistic.name, estimate: estimate, unit: unit, grade: nil,
            role: .informs,
            evidence: Self.sentence("\(title) is \(HealthFigure.text(estimate, unit))"))
    }

    /// An item for a rule over several signals.
    func rule(
        _ id: String, _ title: String, in section: HealthSection, _ grade: HealthGrade,
        isVital: Bool = false, role: HealthItem.Role = .judges, estimate: Estimate? = nil,
        unit: HealthUnit = .number, brief: String? = nil, evidence: String, next: String? = nil
    ) -> HealthItem {
        HealthItem(
            id: id, section: section, replica: name, title: title, estimate: estimate, unit: unit,
            grade: grade, isVital: isVital, role: role, brief: brief, evidence: evidence,
            next: next)
    }

    // MARK: - Words

    /// A clause as a sentence; one that begins with an address or a path keeps its first letter.
    static func sentence(_ clause: String) -> String {
        let first = clause.prefix { $0 != " " }
        let isPlace = first.contains { "/:.".contains($0) }
        return (isPlace ? String(clause.prefix(1)) : clause.prefix(1).uppercased())
            + clause.dropFirst() + (clause.hasSuffix(".") ? "" : ".")
    }

    static func title(_ signal: Signal, _ statistic: SignalStatistic) -> String {
        switch statistic {
        case .value: signal.definition.title
        case .increase: signal.definition.title + " in the window"
        default: signal.definition.title + " " + statistic.name
        }
    }

    static func id(_ signal: Signal, _ statistic: SignalStatistic) -> String {
        guard statistic != .value else { return signal.rawValue }
        let words = statistic.name.split { $0 == " " || $0 == "<" || $0 == "=" }
        return signal.rawValue + "_" + words.joined(separator: "_")
    }

    /// `1 request`, `3 requests`.
    static func counted(_ count: Int, _ noun: String) -> String {
        "\(count) \(noun)" + (count == 1 ? "" : "s")
    }
}
