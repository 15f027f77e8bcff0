/// What one check beside the objectives found: identity, function, or firstlight itself.
package struct CheckResult: Sendable, Equatable {
    /// What a check is about.
    package enum Group: String, Sendable, Equatable, Codable, CaseIterable {
        /// Is it there, which engine and model, which limits.
        case identity
        /// Does it answer as it should: streams, ends, is not empty, reports usage, stops when told.
        case function
        /// Was firstlight able to measure it.
        case measurement
    }

    /// How a check ended.
    package enum State: String, Sendable, Equatable, Codable, CaseIterable {
        /// As it should be.
        case passed
        /// Not as it should be, and the verdict rests on it.
        case failed
        /// Not as it should be; worth knowing.
        case warning
        /// Not applicable or not possible; says why.
        case skipped
    }

    /// A stable name such as `streams` or `cancel`.
    package var id: String

    /// What the check is about.
    package var group: Group

    /// How it ended.
    package var state: State

    /// What was found, as a sentence without a full stop.
    package var message: String

    /// Creates a result.
    ///
    /// - Parameters:
    ///   - id: A stable name.
    ///   - group: What the check is about.
    ///   - state: How it ended.
    ///   - message: What was found.
    package init(id: String, group: Group, state: State, message: String) {
        self.id = id
        self.group = group
        self.state = state
        self.message = message
    }
}
