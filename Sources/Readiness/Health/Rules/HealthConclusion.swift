import Foundation
import Inference
import Signals

/// Draws the whole from its parts: grade, reason, notes and what to do.
struct HealthConclusion {
    /// The readings of every replica and exporter.
    let readings: [ReplicaReadings]
    /// The findings of each, in the same order.
    let items: [[HealthItem]]
    let requiresTraffic: Bool

    func report(name: String, startedAt: Date, window: HealthWindow) -> HealthReport {
        let engines = readings.filter { !$0.observation.isExporter }
        let skew = ReplicaSkew(readings: engines.filter { $0.observation.failure == nil })
        let skewItems = skew.items
        let all = sorted(items.flatMap(\.self) + skewItems)
        let isUnserved = requiresTraffic && hasTraffic(engines) != true
        var grade = all.worstContribution
        if isUnserved { grade = HealthGrade.worse(grade, .unknown) }
        if engines.isEmpty { grade = HealthGrade.worse(grade, .unknown) }
        let isUnreachable =
            !engines.isEmpty
            && engines.allSatisfy { $0.observation.failure?.meaning == .down }
        let worst = all.first { $0.contribution == grade && grade != .healthy }
        var report = HealthReport(
            grade: grade, gradeClass: nil, headline: "", name: name, startedAt: startedAt,
            window: window, replicas: replicas(skewItems: skewItems), items: all,
            comparisons: skew.comparisons,
            absences: merged(engines.map { ReplicaAbsences(readings: $0).all }),
            toolVersion: ToolVersion.current)
        if grade != .healthy {
            report.gradeClass =
                isUnreachable ? "unreachable" : worst?.section.rawValue ?? "evidence"
        }
        report.headline = headline(
            report, worst: worst, isUnreachable: isUnreachable, isUnserved: isUnserved,
            engines: engines)
        report.notes = notes(engines, window: window)
        report.next = next(all)
        if isUnserved, grade == .unknown {
            report.next.append(
                "send some traffic while it watches: firstlight probe, or --watch 2m")
        }
        return report
    }

    // MARK: - Parts

    /// By section; within one the worst first, else as found.
    private func sorted(_ items: [HealthItem]) -> [HealthItem] {
        let sections = HealthSection.allCases
        return items.enumerated().sorted { first, second in
            let places = [first, second].map { sections.firstIndex(of: $0.element.section) ?? 0 }
            return places[0] == places[1] ? first.offset < second.offset : places[0] < places[1]
        }.map(\.element)
    }

    private func replicas(skewItems: [HealthItem]) -> [HealthReplica] {
        zip(readings, items).filter { !$0.0.observation.isExporter }.map { reading, items in
            let observation = reading.observation
            let own = items + skewItems.filter { $0.replica == reading.name }
            let state: HealthReplica.State =
                switch observation.failure?.meaning {
                case .down: .down
                case .unmeasured: .unmeasured
                case nil: observation.detection?.kind ?? .unknown == .unknown ? .unmeasured : .up
                }
            return HealthReplica(
                name: reading.name, state: state, engine: observation.engine,
                version: observation.version, grade: own.worstContribution,
                scrapes: observation.scrapes, failedScrapes: observation.failedScrapes,
                readings: ReplicaSkew.readings(of: reading))
        }
    }

    /// What no replica tells is said once.
    private func merged(_ absences: [[HealthAbsence]]) -> [HealthAbsence] {
        guard let first = absences.first, absences.count > 1 else { return absences.first ?? [] }
        var result: [HealthAbsence] = []
        for absence in first {
            let isShared = absences.allSatisfy { list in
                list.contains { $0.signal == absence.signal && $0.reason == absence.reason }
            }
            guard isShared else { continue }
            var shared = absence
            shared.replica = nil
            result.append(shared)
        }
        let shared = Set(result.map(\.signal))
        return result + absences.flatMap(\.self).filter { !shared.contains($0.signal) }
    }

    /// Whether anything was served; nil when no replica can tell.
    private func hasTraffic(_ engines: [ReplicaReadings]) -> Bool? {
        let idle = engines.map(\.isIdle)
        if idle.contains(false) { return true }
        return idle.contains(true) ? false : nil
    }

    // MARK: - Words

    private func headline(
        _ report: HealthReport, worst: HealthItem?, isUnreachable: Bool, isUnserved: Bool,
        engines: [ReplicaReadings]
    ) -> String {
        if engines.isEmpty { return "no engine among the targets" }
        if isUnreachable {
            return engines.count == 1
                ? engines[0].observation.failure?.reason ?? "it does not answer"
                : "none of \(engines.count) replicas answers"
        }
        if let worst, report.grade != .healthy {
            let place = engines.count > 1 ? worst.replica.map { " at \($0)" } ?? "" : ""
            let others = report.items.count {
                $0.contribution == report.grade && $0 != worst
            }
            let more =
                others == 0
                ? "" : others == 1 ? ", and 1 more finding" : ", and \(others) more findings"
            let brief = worst.brief ?? "\(worst.title) is \(worst.grade?.rawValue ?? "unknown")"
            return brief + place + more
        }
        if isUnserved { return "nothing was served in the window" }
        if hasTraffic(engines) == false { return "idle: nothing was served in the window" }
        let unknown = report.items.count { $0.grade == .unknown && $0.role == .judges }
        let noun = unknown == 1 ? "reading is" : "readings are"
        return unknown == 0
            ? "nothing is out of range" : "nothing is out of range; \(unknown) \(noun) unknown"
    }

    private func notes(_ engines: [ReplicaReadings], window: HealthWindow) -> [String] {
        var notes: [String] = []
        if window.kind == .single, window.scrapes > 0 {
            notes.append(
                "One scrape shows levels only: latency, errors, throughput and preemptions take "
                    + "a window, and a mean since the start would say nothing about now.")
        } else if hasTraffic(engines) == false {
            notes.append(
                "Idle: nothing was served in the window, so latency and errors are unknown; "
                    + "--require-traffic makes that unknown as a whole.")
        }
        if engines.contains(where: { $0.observation.detection?.isSimulator == true }) {
            notes.append(
                "This is the llm-d inference simulator: its numbers are configured, not measured.")
        }
        if items.flatMap(\.self).contains(where: { $0.section == .gpu || $0.section == .node }) {
            notes.append("GPU and node inform; they never move the grade.")
        }
        return notes
    }

    /// What to do about everything that is not healthy, each once, the worst first, and causes
    /// before what they cause.
    private func next(_ items: [HealthItem]) -> [String] {
        let urgent = items.enumerated().filter { $0.element.next != nil }.sorted {
            let keys = [$0, $1].map { place, item in
                [-item.contribution.severity, item.range == nil ? 0 : 1, Self.order(item), place]
            }
            return keys[0].lexicographicallyPrecedes(keys[1])
        }
        var result: [String] = []
        for item in urgent {
            guard let text = item.element.next, !result.contains(text) else { continue }
            result.append(text)
        }
        return Array(result.prefix(5))
    }

    /// Sections from causes to consequences.
    private static func order(_ item: HealthItem) -> Int {
        let sections: [HealthSection] = [
            .throughput, .kvCache, .queue, .errors, .freshness, .replicas, .latency, .gpu, .node,
        ]
        return sections.firstIndex(of: item.section) ?? sections.count
    }
}
