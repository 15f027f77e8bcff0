extension ClueDefinition {
    private static let all: [Clue: ClueDefinition] =
        [
            cluesFailures, cluesTimes, cluesAnswers, cluesMeasurement, cluesEngine, cluesMachine,
            cluesPath,
        ].reduce(into: [:]) { $0.merge($1) { first, _ in first } }

    /// The definition of a clue; every clue has one, which a test holds.
    static func of(_ clue: Clue) -> ClueDefinition {
        all[clue] ?? ClueDefinition(clue.rawValue, .client, test: "")
    }
}

extension Clue {
    /// What it compares.
    package var definition: ClueDefinition { .of(self) }
}
