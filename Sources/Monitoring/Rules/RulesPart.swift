import Signals

/// The part `rules`: recording rules, alerts, and the unit tests of both.
package enum RulesPart {
    /// Where the recording rules are, below the output folder.
    package static let recordingPath = "prometheus/rules/llm-recording.rules.yml"

    /// Where the alerts are, below the output folder.
    package static let alertPath = "prometheus/rules/llm-alerts.rules.yml"

    /// Where the rules on cards and machines are, below the output folder.
    package static let machinePath = "prometheus/rules/llm-machine.rules.yml"

    /// The files and notes for a subject.
    ///
    /// - Parameter subject: For what.
    /// - Returns: The rule files, and notes on what the engine does not tell.
    static func files(for subject: GenerationSubject) -> GeneratedSet {
        let recordings = RecordingRules.groups(for: subject)
        let alerts = AlertRules.groups(for: subject)
        var set = GeneratedSet(files: [
            GeneratedFile(
                path: recordingPath,
                text: RuleFile.text(
                    recordings.filter { !isOfMachine($0) }, for: subject,
                    remarks: ["Check: promtool check rules FILE."]),
                purpose: "Recording rules: the same series for every engine.",
                use: "Name it in `rule_files` of prometheus.yml and reload Prometheus."),
            GeneratedFile(
                path: alertPath,
                text: RuleFile.text(
                    alerts.filter { !isOfMachine($0) }, for: subject,
                    remarks: ["They read the series of llm-recording.rules.yml."]),
                purpose: "Alerts in tiers: critical pages, warning is a ticket, info is shown.",
                use: "Name it in `rule_files` beside the recording rules, on which it builds"
                    + (subject.selection.isEverything
                        ? ". Its limits hold for every service that is recorded: where rules for "
                            + "another engine, release or profile are loaded beside it, make each "
                            + "set with `--selector`."
                        : ".")),
            GeneratedFile(
                path: machinePath,
                text: RuleFile.text(
                    (recordings + alerts).filter(isOfMachine), for: subject,
                    remarks: [
                        "The same for engines whose cards the DCGM exporter tells: a Prometheus loads it once."
                    ]),
                purpose:
                    "Recordings and alerts on cards and machines; one for all engines beside a DCGM exporter.",
                use: "Name it in `rule_files` once, however many engines there are."),
        ])
        for test in AlertScenarios.files(for: subject) {
            set.add(
                GeneratedFile(
                    path: "prometheus/tests/\(test.name)", text: test.text,
                    purpose: "Unit tests of the alerts: what they fire on, and what not.",
                    use: test.name == "llm-health.test.yml"
                        ? "`promtool test rules prometheus/tests/*.test.yml`" : nil))
        }
        for note in AlertRules(subject: subject).notes { set.add(note) }
        for note in AlertNeeds.notes(for: subject) { set.add(note) }
        return set
    }

    /// Whether a group is about cards and machines.
    static func isOfMachine(_ group: RuleGroup) -> Bool {
        group.name.hasPrefix("llm-machine")
    }
}
