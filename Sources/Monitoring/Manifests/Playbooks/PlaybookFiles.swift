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
        for playbook in Playbook.all {
            let page = PlaybookPage(
                playbook, exporter: .engine(subject.engine), dialect: subject.dialect,
                title: subject.title)
            set.add(
                GeneratedFile(
                    path: "\(folder)/\(playbook.id).md", text: page.markdown(),
                    purpose: PlaybookPage.sentence(playbook.title)))
        }
        return set
    }
}
