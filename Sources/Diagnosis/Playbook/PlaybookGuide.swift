/// What somebody on call needs beside the definition of a cause.
struct PlaybookGuide: Sendable {
    let cause: Cause
    /// What users and operators feel of it, a sentence without a full stop.
    let impact: String
    /// What leads to it, each a few words.
    let roots: [String]
    let steps: [PlaybookStep]
    let fixes: [PlaybookFix]
    /// When and to whom to hand it on, a sentence without a full stop.
    let escalation: String

    init(
        _ cause: Cause, impact: String, roots: [String], steps: [PlaybookStep],
        fixes: [PlaybookFix], escalation: String
    ) {
        self.cause = cause
        self.impact = impact
        self.roots = roots
        self.steps = steps
        self.fixes = fixes
        self.escalation = escalation
    }

    /// Every guide; each cause has one, which a test holds.
    static let all = engine + engineLife + hardware + path + refusals + behaviour + measurement
}
