import Diagnosis
import Signals

/// The pages that alerts link to, in the words of the subject's engine.
enum PlaybookFiles {
    /// Where they are below the output folder.
    static let folder = "playbooks"

    /// The pages and their list.
    ///
    /// - Parameter subject: Whose names to use.
    /// - Returns: A file each page.
    static func set(for subject: GenerationSubject) -> GeneratedSet {
        var set = GeneratedSet()
        let engine = subject.engine.rawValue + (subject.version.map { "@\($0)" } ?? "")
        set.add(
            GeneratedFile(
                path: "\(folder)/README.md",
                text: PlaybookPage.index(
                    command: "firstlight generate playbooks --engine \(engine)"),
                purpose: "The list of the pages that the alerts link to.",
                use:
                    "publish the folder and give its address as `--runbook-base`; the alerts link to "
                    + "`\(subject.runbookBase)`"))
        let unused = leftOut(for: subject)
        for playbook in Playbook.all {
            let page = PlaybookPage(
                playbook, exporter: .engine(subject.engine), dialect: subject.dialect,
                title: subject.title)
            let reason = unused[playbook.id]
            set.add(
                GeneratedFile(
                    path: "\(folder)/\(playbook.id).md",
                    text: page.markdown(remark: reason.map { "No rule raises this alert: \($0)." }),
                    purpose: PlaybookPage.sentence(playbook.title)
                        + (reason == nil ? "" : " No rule raises it here.")))
        }
        return set
    }

    /// The alerts without a rule, and why; the pages stay, because panels link to them, too.
    private static func leftOut(for subject: GenerationSubject) -> [String: String] {
        var reasons: [String: String] = [:]
        for (alert, reason) in AlertNeeds.leftOut(for: subject) { reasons[alert.rawValue] = reason }
        let objectives = (try? ServiceObjectives(subject).all) ?? []
        for alert in AlertNeeds.budgets where !objectives.contains(where: { $0.alert == alert }) {
            reasons[alert.rawValue] = "no objective of this kind is carried by \(subject.title)"
        }
        return reasons
    }
}
