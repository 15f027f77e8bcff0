import Estimates
import Inference
import Readiness
import Signals

/// What every rendering of a health report says in the same words.
struct HealthWords {
    let report: HealthReport

    /// One line of the table of findings.
    struct Row {
        var section: HealthSection
        var title: String
        var found: String
        var limits: String
        var grade: HealthGrade?
        var role: HealthItem.Role
        var gradeText: String
    }

    init(_ report: HealthReport) {
        self.report = report
    }

    /// Whether findings have to name their replica.
    var isFleet: Bool { report.replicas.count > 1 }

    /// What was looked at: `127.0.0.1:8000 (vLLM 0.32.0)`, `chat (3 replicas)`.
    var subject: String {
        let count = "\(report.replicas.count) replicas"
        guard !isFleet else { return report.name == count ? count : "\(report.name) (\(count))" }
        guard let replica = report.replicas.first, replica.engine != .unknown else {
            return report.name
        }
        return report.name + " (" + title(of: replica) + ")"
    }

    func title(of replica: HealthReplica) -> String {
        [replica.engine.displayName, replica.version].compactMap(\.self).joined(separator: " ")
    }

    /// How the numbers were read.
    var window: String {
        let scrapes = "\(report.window.scrapes) scrape" + (report.window.scrapes == 1 ? "" : "s")
        let time = DurationText.rounded(report.window.duration, digits: 3)
        guard report.window.scrapes > 0 else { return "nothing could be read" }
        return switch report.window.kind {
        case .single: "one scrape, levels only"
        case .scrapes: "\(scrapes) over \(time)"
        case .recorded: "\(scrapes) recorded over \(time)"
        case .store: "a store's last \(time), with \(scrapes)"
        }
    }

    /// The findings to show: with several replicas the worst of each kind, else all.
    ///
    /// - Parameter isVerbose: Whether to show everything.
    /// - Returns: The rows in the order of sections.
    func rows(isVerbose: Bool) -> [Row] {
        let items = report.items.filter { isVerbose || isShown($0) }
        guard isFleet, !isVerbose else { return items.map { row($0, namesReplica: isFleet) } }
        var seen: Set<String> = []
        // The table of replicas shows the numbers that have no grade.
        return items.filter { $0.grade != nil && seen.insert($0.id).inserted }.map { first in
            let same = items.filter { $0.id == first.id }
            let worst = same.max { isBetter($0, $1) } ?? first
            return row(worst, namesReplica: worst.contribution != .healthy)
        }
    }

    /// What an item found, in a few words.
    func found(_ item: HealthItem) -> String {
        guard let estimate = item.estimate else {
            return item.grade == .unknown ? "unknown" : ""
        }
        if item.id == "error_share" {
            let failed = Int((estimate.point * Double(estimate.count)).rounded())
            let most = HealthFigure.text(estimate.upper, .ratio)
            return "\(failed) of \(Decimals.grouped(estimate.count)), at most \(most)"
        }
        return HealthFigure.text(estimate, item.unit)
    }

    /// The findings that deserve a sentence: everything that is not well.
    var reasons: [HealthItem] {
        report.items.filter { item in
            guard let grade = item.grade, grade != .healthy else { return false }
            return grade != .unknown || item.isVital
        }.enumerated().sorted {
            let (first, second) = ($0.element, $1.element)
            let severities = [first, second].map { ($0.contribution.severity, $0.role) }
            if severities[0].0 != severities[1].0 { return severities[0].0 > severities[1].0 }
            return $0.offset < $1.offset
        }.map(\.element)
    }

    /// A finding as a sentence, with its replica where there are several.
    func sentence(_ item: HealthItem) -> String {
        guard isFleet, let replica = item.replica else { return item.evidence }
        return "\(replica): \(item.evidence)"
    }

    /// What is missing, one line for each reason.
    var missing: [String] {
        var order: [String] = []
        var signals: [String: [String]] = [:]
        for absence in report.absences {
            let key = (absence.replica.map { isFleet ? "\($0): " : "" } ?? "") + absence.reason
            if signals[key] == nil { order.append(key) }
            signals[key, default: []].append(absence.signal.definition.title)
        }
        return order.map { key in (signals[key] ?? []).joined(separator: ", ") + ": " + key }
    }

    // MARK: - Rows

    private func row(_ item: HealthItem, namesReplica: Bool) -> Row {
        let place = namesReplica ? item.replica.map { " (\($0))" } ?? "" : ""
        var text = item.grade?.rawValue ?? ""
        if let worse = item.mayBe, item.grade == .warning { text += " or \(worse.rawValue)" }
        if item.role == .informs, item.grade != nil, item.grade != .healthy { text += ", informs" }
        return Row(
            section: item.section, title: item.title + place, found: found(item),
            limits: item.range.map { Self.glued($0.text(item.unit)) } ?? "", grade: item.grade,
            role: item.role, gradeText: text)
    }

    /// A limit stays with its sign and its unit.
    private static func glued(_ limits: String) -> String {
        UnitText.glued(limits)
            .replacingScalars(of: "> ", with: ">" + UnitText.glue)
            .replacingScalars(of: "< ", with: "<" + UnitText.glue)
    }

    /// What has a grade that judges, what is not well, and what everybody asks for.
    private func isShown(_ item: HealthItem) -> Bool {
        if item.section == .freshness, item.grade == .healthy { return false }
        if item.grade == nil {
            return Self.asked.contains(item.id) || isOnlyMean(item)
                || (report.window.kind == .single && item.section == .queue)
        }
        return item.role == .judges || item.grade == .warning || item.grade == .critical
            || item.section == .gpu || item.section == .node
    }

    /// Whether an engine tells no more of a latency than its mean.
    private func isOnlyMean(_ item: HealthItem) -> Bool {
        item.section == .latency
            && !report.items.contains {
                $0.signal == item.signal && $0.replica == item.replica && $0.id != item.id
            }
    }

    private static let asked: Set<String> = [
        "running_avg", "waiting_max", "waiting_for_capacity_max", "running_max",
        "generation_tokens_rate", "requests_finished_rate", "prefix_cache_hit_rate", "aborts",
        "gpu_power", "gpu_utilization",
    ]

    private func isBetter(_ first: HealthItem, _ second: HealthItem) -> Bool {
        let severities = [first, second].map { $0.grade?.severity ?? 0 }
        if severities[0] != severities[1] { return severities[0] < severities[1] }
        return (first.estimate?.point ?? -.infinity) < (second.estimate?.point ?? -.infinity)
    }
}
