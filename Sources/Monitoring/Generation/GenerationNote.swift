/// Something whoever generates files has to know: a threshold that was snapped to a bound, a signal
/// that the engine does not tell.
package struct GenerationNote: Sendable, Hashable, Codable {
    /// What it is about, such as `ttft p95 <= 300 ms`.
    package let subject: String
    /// What was done and why: a sentence without a full stop.
    package let text: String

    /// Creates a note.
    ///
    /// - Parameters:
    ///   - subject: What it is about.
    ///   - text: What was done and why.
    package init(_ subject: String, _ text: String) {
        self.subject = subject
        self.text = text
    }
}
