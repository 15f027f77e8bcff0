package import Foundation

/// What `firstlight health` found: the grade, what it rests on, and what to do.
package struct HealthReport: Sendable {
    package var grade: HealthGrade
    /// The kind of reason: `unreachable`, or the section of the worst finding; nil when healthy.
    package var gradeClass: String?
    /// The reason in a few words.
    package var headline: String
    /// What was asked about: a URL, a profile's name, files.
    package var name: String
    package var startedAt: Date
    package var window: HealthWindow
    /// In the order they were named.
    package var replicas: [HealthReplica]
    /// By section, then by replica.
    package var items: [HealthItem]
    package var comparisons: [HealthComparison]
    package var absences: [HealthAbsence]
    package var notes: [String]
    /// What to do, the most urgent first.
    package var next: [String]
    /// The signal that cut the window short.
    package var interruptedBy: Int32?
    package var toolVersion: String

    package init(
        grade: HealthGrade, gradeClass: String?, headline: String, name: String, startedAt: Date,
        window: HealthWindow, replicas: [HealthReplica], items: [HealthItem],
        comparisons: [HealthComparison] = [], absences: [HealthAbsence] = [], notes: [String] = [],
        next: [String] = [], interruptedBy: Int32? = nil, toolVersion: String = ""
    ) {
        self.grade = grade
        self.gradeClass = gradeClass
        self.headline = headline
        self.name = name
        self.startedAt = startedAt
        self.window = window
        self.replicas = replicas
        self.items = items
        self.comparisons = comparisons
        self.absences = absences
        self.notes = notes
        self.next = next
        self.interruptedBy = interruptedBy
        self.toolVersion = toolVersion
    }

    /// The items of a section.
    package func items(in section: HealthSection) -> [HealthItem] {
        items.filter { $0.section == section }
    }
}
