/// What a clue compares, and how one comes to know it.
package struct ClueDefinition: Sendable, Hashable {
    /// What the clue needs.
    package enum Source: String, Sendable, Hashable, Codable {
        /// The client's records.
        case client
        /// Metrics of the engine or the machine.
        case server
        /// Both, of the same time.
        case joint
    }

    /// What is compared, a question without the question mark: `running stands at a limit while others wait`.
    package let question: String
    package let source: Source
    /// What to do to learn it, an imperative sentence without a full stop.
    package let test: String

    init(_ question: String, _ source: Source, test: String) {
        self.question = question
        self.source = source
        self.test = test
    }
}
