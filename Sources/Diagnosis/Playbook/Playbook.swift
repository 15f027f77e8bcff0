package import Signals

/// The page somebody on call opens: of a cause, or of an alert.
package struct Playbook: Sendable {
    /// What the page is about.
    package enum Subject: Sendable, Hashable {
        case cause(Cause)
        case alert(AlertID)
    }

    /// Something that may be behind it, and the page about it.
    package struct Suspect: Sendable, Hashable {
        /// In words.
        package let text: String
        /// The page about it; nil without one.
        package let cause: Cause?
    }

    package let subject: Subject
    package let title: String
    /// One sentence, without a full stop.
    package let meaning: String
    /// What users and operators feel, without a full stop.
    package let impact: String
    /// What one sees when it is this, each without a full stop.
    package let symptoms: [String]
    /// What one would see if it were not, without a full stop; nil for an alert.
    package let refutation: String?
    /// What may be behind it, in the order in which to look.
    package let suspects: [Suspect]
    package let steps: [PlaybookStep]
    package let fixes: [PlaybookFix]
    /// When and to whom to hand it on, without a full stop.
    package let escalation: String
    /// Other names of the page: those of well-known texts.
    package let aliases: [String]

    /// The name on the command line and of the page's file.
    package var id: String {
        switch subject {
        case .cause(let cause): cause.rawValue
        case .alert(let alert): alert.rawValue
        }
    }

    /// Every page: the alerts, then the causes.
    package static let all: [Playbook] =
        AlertID.allCases.compactMap { alert in
            AlertGuide.all.first { $0.alert == alert }.map(Playbook.init)
        }
        + Cause.allCases.compactMap { cause in
            PlaybookGuide.all.first { $0.cause == cause }.map(Playbook.init)
        }

    /// The page of that name, or of that other name; upper and lower case do not matter.
    package static func named(_ name: String) -> Playbook? {
        let wanted = name.lowercased()
        return all.first { $0.id.lowercased() == wanted }
            ?? all.first { $0.aliases.contains { $0.lowercased() == wanted } }
    }

    /// Clues a page names as symptoms.
    private static let symptomsMax = 6

    private init(_ guide: PlaybookGuide) {
        let definition = guide.cause.definition
        subject = .cause(guide.cause)
        title = definition.title
        meaning = definition.meaning
        impact = guide.impact
        symptoms = definition.weights.filter { $0.ifHolds > 0.6 }
            .sorted { $0.ifHolds > $1.ifHolds }
            .prefix(Self.symptomsMax).map(\.clue.definition.question)
        refutation = definition.refutation
        suspects = guide.roots.map { Suspect(text: $0, cause: nil) }
        steps = guide.steps
        fixes = guide.fixes
        escalation = guide.escalation
        aliases = []
    }

    private init(_ guide: AlertGuide) {
        subject = .alert(guide.alert)
        title = guide.title
        meaning = guide.meaning
        impact = guide.impact
        symptoms = guide.symptoms
        refutation = nil
        suspects = guide.suspects.map { Suspect(text: $0.definition.title, cause: $0) }
        steps = guide.steps
        fixes = guide.fixes
        escalation = guide.escalation
        aliases = guide.aliases
    }
}
