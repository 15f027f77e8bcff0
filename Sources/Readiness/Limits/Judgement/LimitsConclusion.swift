package import Foundation
import Inference
import Signals

/// Judges what was read about an engine's limits.
package enum LimitsConclusion {
    /// Draws the conclusion.
    ///
    /// - Parameters:
    ///   - input: what was read.
    ///   - startedAt: the wall-clock time of the run.
    /// - Returns: the report.
    package static func report(_ input: LimitsInput, startedAt: Date) -> LimitsReport {
        let comparison = LimitComparison(input)
        let admission = AdmissionConclusion(comparison)
        var report = LimitsReport(
            name: input.name, startedAt: startedAt, toolVersion: ToolVersion.current)
        report.url = input.url
        report.model = input.model
        report.engine = input.engine
        report.engineVersion = input.engineVersion
        report.engines = input.live.engines
        report.admission = admission.rule
        report.observedPeak = input.observedPeak
        report.waste = admission.waste
        report.findings = findings(comparison, admission)
        report.rows = rows(comparison, admission, report.findings)
        report.published = published(comparison)
        report.notes = notes(comparison)
        report.verdict = verdict(report.findings)
        report.headline =
            report.findings.first { $0.severity != .note }?.message ?? admission.goodNews
        return report
    }

    private static func findings(
        _ comparison: LimitComparison, _ admission: AdmissionConclusion
    ) -> [LimitFinding] {
        let input = comparison.input
        var findings: [LimitFinding] = []
        if let failure = input.failure {
            findings.append(
                LimitFinding(
                    .unreachable, .critical, failure,
                    next: "check the address, the key and the server"))
        }
        // Without a target that answers, what its slots are is not the question any more.
        let isDark = input.failure != nil && comparison.live.readings.isEmpty
        if !isDark { findings += [admission.finding].compactMap { $0 } }
        findings += comparison.drifts
        findings += deadFlags(input.declared)
        findings += admittedBelowSlots(comparison)
        findings += comparison.disagreements
        findings += comparison.dashboardFindings
        if let was = input.was, let now = input.declared {
            let inherited = InheritedFlags(from: was, to: now)
            findings += [inherited.finding(admission.rule.outcome)].compactMap { $0 }
        }
        let order = LimitFinding.Severity.allCases
        return findings.enumerated().sorted { left, right in
            let (leftRank, rightRank) = (
                order.firstIndex(of: left.element.severity) ?? 0,
                order.firstIndex(of: right.element.severity) ?? 0
            )
            return leftRank == rightRank ? left.offset < right.offset : leftRank < rightRank
        }.map(\.element)
    }

    private static func deadFlags(_ declared: DeclaredEngine?) -> [LimitFinding] {
        (declared?.settings ?? []).filter { $0.role == .refused }.map { setting in
            LimitFinding(
                .deadFlag, .critical,
                "\(setting.flag) is no flag of this engine: it refuses to start with it",
                next: "remove \(setting.flag) (\(setting.place))", place: setting.place)
        }
    }

    private static func admittedBelowSlots(_ comparison: LimitComparison) -> [LimitFinding] {
        guard let admitted = comparison.best(.admittedRequests),
            let slots = comparison.best(.runningRequests), !slots.isLeast,
            admitted.value < slots.value * Double(comparison.input.live.engines)
        else { return [] }
        return [
            LimitFinding(
                .admittedBelowSlots, .warning, kind: .admittedRequests,
                "\(admitted.source) lets in \(admitted.text) requests, fewer than the "
                    + "\(slots.text) slots",
                next: "let in at least as many requests as there are slots")
        ]
    }

    // MARK: - Rows

    private static func rows(
        _ comparison: LimitComparison, _ admission: AdmissionConclusion,
        _ findings: [LimitFinding]
    ) -> [LimitRow] {
        let always: Set<LimitKind> = [
            .runningRequests, .kvCacheTokens, .contextTokens, .fullLengthRequests,
        ]
        return LimitKind.allCases.compactMap { kind in
            let live = comparison.trusted(kind)
            let constants = comparison.input.dashboards.filter { $0.kind == kind }
            var row = LimitRow(
                kind: kind, live: live, manifest: comparison.declared(kind),
                log: comparison.live.readings(kind, from: .log).min { $0.value < $1.value },
                profile: comparison.expected(kind), dashboards: constants.map(\.reading),
                standing: .told, judgement: "")
            let isEmpty =
                live == nil && row.manifest == nil && row.profile == nil && constants.isEmpty
            guard !isEmpty || always.contains(kind) else { return nil }
            judge(&row, comparison, admission, findings.filter { $0.kind == kind })
            return row
        }
    }

    private static func judge(
        _ row: inout LimitRow, _ comparison: LimitComparison, _ admission: AdmissionConclusion,
        _ findings: [LimitFinding]
    ) {
        var words: [String] = []
        if row.kind == .runningRequests {
            row.standing = admission.standing
            words.append(admission.judgement)
        }
        let short: [LimitFinding.ID: String] = [
            .manifestDrift: "not the manifest's", .profileDrift: "not what the profile expects",
            .sourcesDisagree: "sources disagree", .replicasDiffer: "replicas differ",
            .dashboardDrift: "not the dashboard's",
            .thresholdUnreachable: "below a threshold of a dashboard",
            .admittedBelowSlots: "fewer than slots",
        ]
        for finding in findings {
            guard let text = short[finding.id] else { continue }
            if !words.contains(text) { words.append(text) }
            if finding.severity == .critical { row.standing = .critical }
            if finding.severity == .warning, row.standing != .critical { row.standing = .warning }
        }
        if words.isEmpty {
            let others = [row.manifest, row.profile].compactMap { $0 } + row.dashboards
            let isConfirmed = !others.isEmpty || row.live?.agreeing.isEmpty == false
            if row.live == nil {
                words.append(row.manifest == nil ? "unknown" : "not told by the process")
            } else if isConfirmed {
                words.append("agrees")
                row.standing = .ok
            }
        }
        row.judgement = words.joined(separator: ", ")
    }

    // MARK: - The rest

    /// Of each replica what is believed, summed over its engines where the values add up.
    private static func published(_ comparison: LimitComparison) -> [LimitReading] {
        let set = comparison.live
        let names: [String?] = set.replicas.isEmpty ? [nil] : set.replicas.map { $0 }
        return names.flatMap { name in
            let part = LimitSet(
                set.readings.filter { $0.replica == name || $0.replica == nil },
                engines: set.engines)
            return LimitKind.allCases.compactMap { kind -> LimitReading? in
                guard
                    var reading = part.trusted(kind, tolerance: comparison.input.tolerance)?
                        .reading,
                    !reading.isLeast
                else { return nil }
                // A quotient of a live value and the manifest's word is no live value.
                let isHalfDeclared =
                    kind == .fullLengthRequests && reading.origin == .derived
                    && part.live(.contextTokens).isEmpty
                if isHalfDeclared { return nil }
                if kind.addsUp { reading.value *= Double(set.engines) }
                reading.replica = name
                return reading
            }
        }
    }

    private static func notes(_ comparison: LimitComparison) -> [String] {
        let input = comparison.input
        var notes = (input.declared?.notes ?? []).map(\.description) + input.notes
        notes += LimitKind.allCases.compactMap { input.declared?.contradiction(on: $0) }
        if let slots = comparison.best(.runningRequests), slots.origin == .manifest,
            input.url != nil
        {
            notes.append(
                "the slots are the manifest's word; the running process does not tell them")
        }
        if let model = input.model, let declared = input.declared, !declared.serves(model),
            let written = declared.setting(.servedName) ?? declared.setting(.model)
        {
            notes.append(
                "\(written.place) serves \(written.value.quoted), the target \(model.quoted)")
        }
        if let engine = input.engine, let declared = input.declared,
            declared.engine != .unknown, engine != declared.engine.rawValue
        {
            let live = EngineKind(rawValue: engine)?.displayName ?? engine
            notes.append(
                "\(declared.name) starts \(declared.engine.displayName), and the limits are those of "
                    + live)
        }
        if input.live.engines > 1 {
            notes.append(
                "\(input.live.engines) data-parallel engines share the address; every value is "
                    + "that of one")
        }
        if let scaling = input.declared?.scaling, let declared = input.declared {
            notes.append("\(declared.name): \(scaling)")
        }
        return notes
    }

    private static func verdict(_ findings: [LimitFinding]) -> Verdict {
        let severities = Set(findings.map(\.severity))
        if severities.contains(.critical) { return .notReady }
        if severities.contains(.unknown) { return .inconclusive }
        return severities.contains(.warning) ? .degraded : .ready
    }
}
