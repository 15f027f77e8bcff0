extension CauseDefinition {
    /// Causes in what the model answers.
    static let behaviour: [CauseDefinition] = [
        CauseDefinition(
            .lengthTruncation, kind: .behaviour, title: "answers hit the token limit",
            meaning:
                "more answers than before end because the limit is reached, not because they are done",
            weights: [
                Weight(.lengthFinishesRose, 8, else: -2),
                Weight(.serverLengthFinishesRose, 7, else: -2), Weight(.refusalsRose, -3),
                Weight(.answersEmpty, -1),
            ],
            consequences: [.outputDrift],
            firstAction:
                "find what lowered the limit or lengthened the answers, and report such answers as "
                + "truncated",
            refutation: "a share of length finishes as before"),
        CauseDefinition(
            .refusalSpike, kind: .behaviour, title: "refusals",
            meaning: "the model declines more requests than before",
            weights: [
                Weight(.refusalsRose, 10, else: -5), Weight(.outputLengthMoved, 0.3),
                Weight(.serverOutputLengthMoved, 0.3),
            ],
            consequences: [.outputDrift],
            firstAction:
                "compare system prompt, policy and model version with those from before, and read twenty "
                + "of the answers",
            refutation: "refusals as frequent before"),
        CauseDefinition(
            .outputDrift, kind: .behaviour, title: "answers changed",
            meaning: "answers have another length than before, without a change of load",
            weights: [
                Weight(.outputLengthMoved, 8, else: -2),
                Weight(.serverOutputLengthMoved, 7, else: -2),
                Weight(.lengthFinishesRose, -2.5), Weight(.serverLengthFinishesRose, -2),
                Weight(.refusalsRose, -4), Weight(.answersEmpty, -2),
            ],
            firstAction:
                "compare model, template and sampling with those from before, and replay a fixed set of "
                + "prompts",
            refutation: "a fixed set of prompts that gives the old lengths"),
    ]
}
