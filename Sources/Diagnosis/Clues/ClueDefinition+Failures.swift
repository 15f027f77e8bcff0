extension ClueDefinition {
    /// Clues on: how requests fail.
    static let cluesFailures: [Clue: ClueDefinition] = [
        .authenticationFails: ClueDefinition(
            "requests are refused with 401 or 403", .client,
            test: "send one request with the key and read its status"),
        .modelUnknown: ClueDefinition(
            "requests are refused because nothing serves their model", .client,
            test: "compare the requested model with GET /v1/models"),
        .rateLimited: ClueDefinition(
            "requests are refused with 429", .client,
            test: "send requests at the suspected rate and read status and Retry-After"),
        .contextRefused: ClueDefinition(
            "requests are refused for their length", .client,
            test: "send one long request and read the error"),
        .onlyLongRequestsRefused: ClueDefinition(
            "the refused requests are the long ones", .client,
            test: "send requests of growing length until one is refused"),
        .unavailable: ClueDefinition(
            "connections are refused or reset, or a proxy answers 502 or 503", .client,
            test: "send twenty requests and count refused connections, 502 and 503"),
        .failuresSteady: ClueDefinition(
            "failures come evenly over time", .client,
            test: "measure for several minutes and see whether failures come evenly or in bursts"),
        .failuresInBursts: ClueDefinition(
            "failures come in bursts with quiet between", .client,
            test: "measure for several minutes and see whether failures come evenly or in bursts"),
        .everythingFails: ClueDefinition(
            "no request succeeds", .client,
            test: "send twenty requests and count the answers"),
        .goneSince: ClueDefinition(
            "from some moment on the endpoint cannot be reached any more", .client,
            test: "see whether the endpoint can be reached again, and since when"),
        .streamsTruncated: ClueDefinition(
            "streams end without finish reason and end mark", .client,
            test: "read whole streams to their end and look for a finish reason and [DONE]"),
        .cutAtOneAge: ClueDefinition(
            "cut streams are equally old when they are cut", .client,
            test: "ask for long answers and note the age at which they are cut"),
        .eventsMalformed: ClueDefinition(
            "events are no valid JSON", .client,
            test: "capture a raw stream and parse it event by event"),
        .errorsInStream: ClueDefinition(
            "error objects come inside a status 200", .client,
            test: "capture a raw stream and look for error objects"),
        .answersEmpty: ClueDefinition(
            "answers end properly without content", .client,
            test: "read the raw stream of an empty answer: reasoning, other fields, usage"),
        .silentAfterHead: ClueDefinition(
            "some requests get a head and never a token", .client,
            test: "send a one-token request with a deadline"),
        .tokensStopForAll: ClueDefinition(
            "from some moment on no request gets a token", .client,
            test: "send a one-token request with a deadline"),
        .streamsStall: ClueDefinition(
            "streams fall silent for seconds in the middle", .client,
            test: "record the gaps between chunks of long answers"),
        .stallsTogether: ClueDefinition(
            "all open streams stall at the same time", .client,
            test: "keep several long answers open and see whether their pauses coincide"),
        .stallsForEver: ClueDefinition(
            "a stalled stream never goes on", .client,
            test: "wait for a stalled stream until a deadline of a minute"),
    ]
}
