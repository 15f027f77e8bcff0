/// What a gathering found, and how it ended.
package struct Gathered: Sendable {
    /// Why the load ended.
    package enum End: Sendable, Equatable {
        /// All requests were sent.
        case requestsSpent
        /// The time was up.
        case timeSpent
        /// Everything failed in the same way, which the outcome's word names.
        case sameFailure(outcome: String)
        /// Somebody interrupted it.
        case cancelled
    }

    /// The evidence; `server` is nil when the server says nothing of itself.
    package var evidence: Evidence
    /// The model that was asked for.
    package var model: String
    package var end: End
    /// What the reader should know, each a sentence.
    package var notes: [String]

    init(evidence: Evidence, model: String, end: End, notes: [String]) {
        self.evidence = evidence
        self.model = model
        self.end = end
        self.notes = notes
    }
}
