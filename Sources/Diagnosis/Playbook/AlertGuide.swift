import Signals

/// What somebody on call needs when an alert fires: what to look at, in which order.
struct AlertGuide: Sendable {
    let alert: AlertID
    let title: String
    /// One sentence, without a full stop.
    let meaning: String
    let impact: String
    let symptoms: [String]
    /// In the order in which to look.
    let suspects: [Cause]
    let steps: [PlaybookStep]
    let fixes: [PlaybookFix]
    let escalation: String
    let aliases: [String]

    init(
        _ alert: AlertID, title: String, meaning: String, impact: String, symptoms: [String],
        suspects: [Cause], steps: [PlaybookStep], fixes: [PlaybookFix], escalation: String,
        aliases: [String] = []
    ) {
        self.alert = alert
        self.title = title
        self.meaning = meaning
        self.impact = impact
        self.symptoms = symptoms
        self.suspects = suspects
        self.steps = steps
        self.fixes = fixes
        self.escalation = escalation
        self.aliases = aliases
    }

    /// Every alert's guide; each alert has one, which a test holds.
    static let all =
        latency + capacity + throughput + outcome + availability + measurement
        + machine
}
