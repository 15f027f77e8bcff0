extension ClueDefinition {
    /// Clues on: what the answers are.
    static let cluesAnswers: [Clue: ClueDefinition] = [
        .lengthFinishesRose: ClueDefinition(
            "more answers than before end with length", .client,
            test: "compare finish reasons with a run from before: --baseline RUN"),
        .refusalsRose: ClueDefinition(
            "more answers than before refuse", .client,
            test: "read twenty answers of now and of before"),
        .outputLengthMoved: ClueDefinition(
            "answers are longer or shorter than before", .client,
            test: "replay a fixed set of prompts and compare lengths"),
        .usageDisagrees: ClueDefinition(
            "reported usage does not fit the received chunks, or is missing", .client,
            test: "ask for usage in the stream and tokenise one answer"),
    ]
}
