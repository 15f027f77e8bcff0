extension ClueDefinition {
    /// Clues on: times as the client sees them.
    static let cluesTimes: [Clue: ClueDefinition] = [
        .answersInLumps: ClueDefinition(
            "answers arrive in lumps instead of token by token", .client,
            test: "compare chunks per read and TTFT through the proxy and directly"),
        .firstTokenBimodal: ClueDefinition(
            "some requests start at once and the others wait long", .client,
            test:
                "send forty requests at the usual concurrency and look at the distribution of TTFT"),
        .waitsLikeAGeneration: ClueDefinition(
            "the waits are as long as whole answers", .client,
            test: "shorten the answers and see whether the waits shorten as well"),
        .firstTokenWorsened: ClueDefinition(
            "the time to the first token is worse than before", .client,
            test: "compare with a run from before: --baseline RUN"),
        .gapsWorsened: ClueDefinition(
            "the gaps between tokens are longer than before", .client,
            test: "compare with a run from before: --baseline RUN"),
        .sameFactor: ClueDefinition(
            "TTFT and gaps worsened by the same factor", .client,
            test: "compare TTFT and gaps with a run from before: --baseline RUN"),
        .inEpisodes: ClueDefinition(
            "times get worse and better again, in episodes", .client,
            test: "measure for ten minutes at constant load and look for episodes"),
        .firstRequestsSlow: ClueDefinition(
            "the first requests are the slow ones", .client,
            test: "measure again right now: a warm engine is fast from the first request on"),
        .freshConnectionsSlow: ClueDefinition(
            "new connections are slower than kept ones", .client,
            test:
                "send requests on new and on kept connections: firstlight probe --connections both"),
        .beaconSlow: ClueDefinition(
            "a cheap request that takes no slot is slow as well", .client,
            test: "time GET /v1/models through the gateway and directly"),
        .firstTokenGrowsWithPrompt: ClueDefinition(
            "TTFT rises steeply with the length of the prompt", .client,
            test: "send prompts of 100, 1,000 and 4,000 tokens and compare TTFT"),
        .repeatsNotFaster: ClueDefinition(
            "a repeated prompt starts no sooner than a new one", .client,
            test: "send one long prompt twice and compare TTFT"),
        .gapsWithLongPrompts: ClueDefinition(
            "running streams pause while a long prompt is computed", .client,
            test: "send a long prompt while short ones stream, and watch their gaps"),
        .adaptersSlow: ClueDefinition(
            "requests for adapters start later than those for the base model", .client,
            test: "send the same prompt to the base model and to each adapter"),
        .slowByBytes: ClueDefinition(
            "delivery takes time in proportion to the bytes", .client,
            test: "ask for the same answer with and without logprobs and compare its end"),
        .chunksHoldSeveralTokens: ClueDefinition(
            "one event holds several tokens", .client,
            test: "ask for usage and divide tokens by chunks"),
        .requestsInTwoSpeeds: ClueDefinition(
            "requests fall into a fast and a slow group", .client,
            test: "let the balancer name the replica in a header and group by it"),
    ]
}
