import Signals

/// Texts that both schemas write.
enum DashboardWords {
    /// What the dashboard answers and who wrote it: JSON has no comments.
    static func description(_ dashboard: Dashboard, for subject: GenerationSubject) -> String {
        dashboard.detail + " " + GeneratedHeader.lines(for: subject).joined(separator: " ")
    }

    static func playbookTitle(_ panel: Panel) -> String { "Playbook: \(panel.playbook.rawValue)" }

    static func playbookURL(_ panel: Panel, for subject: GenerationSubject) -> String {
        subject.runbookBase + panel.playbook.rawValue + ".md"
    }
}
