/// What a file gives to look at.
struct LintDocument: Sendable {
    var queries: [LintQuery] = []
    var inhibitions: [InhibitionRule] = []
    /// What was left out, as sentences.
    var notes: [String] = []
    /// Whether the file is one that can be looked at, even if it is empty.
    var isRecognised = false

    mutating func add(_ other: LintDocument) {
        queries += other.queries
        inhibitions += other.inhibitions
        notes += other.notes
        isRecognised = isRecognised || other.isRecognised
    }
}
