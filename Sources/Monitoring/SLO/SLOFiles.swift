import Readiness
import Signals

/// The files of ``GeneratedPart/slo``.
enum SLOFiles {
    static let rules = "prometheus/rules/llm-slo.rules.yml"
    static let tests = "prometheus/tests/slo.test.yml"
    static let slowTests = "prometheus/tests/slo-slow.test.yml"

    /// Rules with their unit tests, and the same objectives for OpenSLO and sloth.
    ///
    /// - Parameter subject: For what.
    /// - Returns: The files; none where the engine's series carry no objective.
    /// - Throws: `GenerationError` for options that cannot be meant.
    static func set(for subject: GenerationSubject) throws(GenerationError) -> GeneratedSet {
        let objectives = try ServiceObjectives(subject)
        var set = GeneratedSet(notes: objectives.notes)
        guard !objectives.all.isEmpty else {
            set.add(
                GenerationNote(
                    "SLOs",
                    "none: the series of \(subject.title) carry none of the objectives, so there is "
                        + "nothing to write"))
            return set
        }
        let groups = objectives.all.map { SLORules.group($0, subject) }
        set.add(
            GeneratedFile(
                path: rules,
                text: RuleFile.text(
                    groups, for: subject, remarks: remarks(objectives.all, subject)),
                purpose: "SLOs: shares of bad events, error budgets, burn-rate alerts.",
                use: "name it under `rule_files` of Prometheus, keep "
                    + "`\(StoreRetention(subject).flag)` or more, and "
                    + "check it with `promtool check rules \(rules)`."))
        set.add(
            GeneratedFile(
                path: tests, text: SLOTestFile.fast(objectives.all, subject),
                purpose: "Unit tests of fast pages and error budgets: silent, firing, resolved.",
                use: "`promtool test rules \(tests) \(slowTests)`."))
        set.add(
            GeneratedFile(
                path: slowTests, text: SLOTestFile.slow(objectives.all, subject),
                purpose: "Unit tests of the alerts on windows of hours and days."))
        set.add(
            GeneratedFile(
                path: "slo/openslo.yaml", text: OpenSLOFile.text(objectives.all, subject),
                purpose: "The same objectives in OpenSLO's words."))
        set.add(
            GeneratedFile(
                path: "slo/sloth.yaml", text: SlothFile.text(objectives.all, subject),
                purpose: "The same objectives as input of sloth.",
                use: "`\(SlothFile.command(objectives.all))`; its rules are an alternative to "
                    + "`\(rules)`, not a companion."))
        if let note = SlothFile.note(objectives.all) { set.add(note) }
        set.add(
            GeneratedFile(
                path: SlothFile.windowsPath, text: SlothFile.windows(objectives.all, subject),
                purpose: "Windows for sloth whose burn rates every objective can reach."))
        return set
    }

    private static func remarks(
        _ objectives: [ServiceObjective], _ subject: GenerationSubject
    ) -> [String] {
        let columns = ["objective", "window", "burn rate", "bad share", "budget", "total outage"]
        var lines = [
            "Samples must be kept for the period and the longest range: "
                + "\(StoreRetention(subject).flag) or more.",
            columns.joined(separator: " | "),
        ]
        for objective in objectives {
            for rate in objective.rates {
                lines.append(
                    [
                        objective.objective, rate.window.name, ShortNumber.text(rate.factor),
                        ShortNumber.percent(rate.errorShare),
                        ShortNumber.percent(rate.budgetShare),
                        "\(rate.window.tier.rawValue) after "
                            + (rate.detection().map(ShortNumber.time) ?? "never"),
                    ].joined(separator: " | "))
            }
        }
        return lines
    }
}
