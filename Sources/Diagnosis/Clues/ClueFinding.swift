package import Estimates

/// What the evidence says about one clue.
package struct ClueFinding: Sendable, Hashable {
    /// Which side the evidence is on.
    package enum State: String, Sendable, Hashable, Codable {
        /// The comparison holds, over the whole interval.
        case holds
        /// It is refuted, over the whole interval.
        case fails
        /// Nothing was there to compare, or the interval has values of both kinds.
        case unknown
    }

    /// A figure behind the finding.
    package struct Figure: Sendable, Hashable {
        /// What it is, such as `queue time mean`.
        package let name: String
        /// The value; its unit is `unit`.
        package let estimate: Estimate
        /// `s`, `ratio`, `tok/s`, `requests` and the like; empty for a count.
        package let unit: String

        package init(_ name: String, _ estimate: Estimate, unit: String = "") {
            self.name = name
            self.estimate = estimate
            self.unit = unit
        }
    }

    package let clue: Clue
    package let state: State
    /// How much of the clue's weight this finding carries, 0 to 1: large effects and many samples count in full.
    package let strength: Double
    /// The numbers in words, such as `running stays at 2 of 2 while 3 wait`; for an unknown clue, why.
    package let statement: String
    /// The figures in it.
    package let figures: [Figure]

    package init(
        _ clue: Clue, _ state: State, strength: Double = 1, _ statement: String,
        figures: [Figure] = []
    ) {
        self.clue = clue
        self.state = state
        self.strength = min(max(strength, 0), 1)
        self.statement = statement
        self.figures = figures
    }

    /// Nothing to say, for this reason.
    package static func unknown(_ clue: Clue, _ reason: String) -> ClueFinding {
        ClueFinding(clue, .unknown, strength: 0, reason)
    }
}
