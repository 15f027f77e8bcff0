extension ClueDefinition {
    /// Clues on: client and engine side by side.
    static let cluesPath: [Clue: ClueDefinition] = [
        .gapToServer: ClueDefinition(
            "the client's TTFT is larger than the engine's", .joint,
            test: "send the same prompt through the gateway and directly to the engine"),
        .gapGrowsWithRate: ClueDefinition(
            "that difference grows with the request rate", .joint,
            test: "double the request rate with one-token answers and compare the difference"),
        .endLagsServer: ClueDefinition(
            "answers end later at the client than at the engine", .joint,
            test: "compare E2E of the client and the engine over one window"),
        .serverUnaffected: ClueDefinition(
            "the engine's own times are good while the client's are not", .joint,
            test: "read the engine's latencies over the minutes of the client's run"),
    ]
}
