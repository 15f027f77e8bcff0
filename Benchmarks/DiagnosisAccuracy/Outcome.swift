import Diagnosis

/// What a diagnosis made of one run at one level of evidence.
struct Outcome: Sendable {
    /// How sure the answer was.
    enum Certainty: String, Sendable {
        case found
        case undecided
        case nothing
    }

    let subject: Subject
    let level: EvidenceLevel
    /// How sure the answer was; too little evidence counts as nothing.
    let certainty: Certainty
    /// The causes that follow of no other, the likeliest first.
    let named: [Cause]
    /// Everything, for those who want to know why.
    let report: DiagnosisReport
    /// The recording in a few lines; nil where nobody wants to know.
    let digest: String?

    init(
        subject: Subject, level: EvidenceLevel, report: DiagnosisReport, digest: String? = nil
    ) {
        self.digest = digest
        self.subject = subject
        self.level = level
        self.report = report
        named = report.causes.filter { $0.consequenceOf == nil }.map(\.cause)
        certainty =
            switch report.conclusion {
            case .found: .found
            case .undecided: .undecided
            case .noFinding, .noEvidence: .nothing
            }
    }

    /// What was answered: the name of the first cause, or `nothing`.
    var answer: String {
        guard certainty != .nothing, let first = named.first else { return Self.nothing }
        return first.rawValue
    }

    /// The answer of a diagnosis that found nothing.
    static let nothing = "nothing"

    /// Whether the first cause is the truth.
    var isFirst: Bool { answer == subject.truth }

    /// Whether the truth is among the first three causes.
    var isAmongThree: Bool {
        certainty != .nothing && named.prefix(3).contains { $0.rawValue == subject.truth }
    }

    /// Orders outcomes independently of when runs ended.
    var sortKey: String {
        func padded(_ number: Int) -> String {
            String(repeating: "0", count: max(0, 6 - String(number).count)) + String(number)
        }
        let place = Cause(rawValue: subject.truth).flatMap(Cause.allCases.firstIndex) ?? 999
        return "\(padded(place)) \(padded(subject.number)) \(level.rawValue)"
    }
}
