extension CauseDefinition {
    /// Causes that make requests fail on the way, by their own word.
    static let refusals: [CauseDefinition] = [
        CauseDefinition(
            .rateLimit, kind: .path, title: "rate limit",
            meaning: "requests are refused with 429 although the engine has room",
            prior: -3,
            weights: [Weight(.rateLimited, 11, else: -7), Weight(.engineSeesFewer, 0.3)],
            consequences: [.deadReplica],
            firstAction: "honour Retry-After with jitter, and raise the quota or spread the keys",
            refutation: "429 answers that come from the engine while its queue is full"),
        CauseDefinition(
            .authentication, kind: .path, title: "authentication fails",
            meaning: "requests are refused with 401 or 403",
            prior: -3,
            weights: [Weight(.authenticationFails, 12, else: -7), Weight(.engineSeesFewer, 0.3)],
            firstAction: "check the key, its scope, and whether a proxy strips the header",
            refutation: "the same key accepted by a direct request"),
        CauseDefinition(
            .unknownModel, kind: .path, title: "unknown model",
            meaning: "requests name a model that the endpoint does not serve",
            prior: -3,
            weights: [Weight(.modelUnknown, 12, else: -7), Weight(.engineSeesFewer, 0.3)],
            firstAction: "ask for one of the ids that /v1/models lists, letter for letter",
            refutation: "the requested id in the list of models"),
        CauseDefinition(
            .contextOverflow, kind: .path, title: "requests exceed the context length",
            meaning:
                "long requests are refused because prompt and answer do not fit the model's limit",
            weights: [
                Weight(.contextRefused, 10, else: -6),
                Weight(.onlyLongRequestsRefused, 1.5, else: -1),
            ],
            firstAction:
                "trim the history, lower max_tokens, or raise the model's limit if memory allows",
            refutation: "refused requests that are shorter than accepted ones"),
        CauseDefinition(
            .emptyAnswers, kind: .path, title: "empty answers",
            meaning: "answers end properly with status 200 and hold nothing",
            weights: [Weight(.answersEmpty, 10, else: -6)],
            consequences: [.tokenMiscount, .outputDrift],
            firstAction:
                "look where the tokens went: reasoning that eats the limit, a parser's renamed field, "
                + "an error that a proxy swallowed",
            refutation: "content in the raw stream"),
        CauseDefinition(
            .malformedStream, kind: .path, title: "malformed streams",
            meaning: "events are no valid JSON, or carry an error behind a status 200",
            weights: [
                Weight(.eventsMalformed, 11, else: -1), Weight(.errorsInStream, 11, else: -1),
                Weight(.restarted, -4), Weight(.engineCountsErrors, 0.3),
            ],
            firstAction:
                "capture one raw stream: broken framing is the server's or a proxy's, an error object "
                + "names its own cause",
            refutation: "a raw stream that is correct event by event"),
    ]
}
