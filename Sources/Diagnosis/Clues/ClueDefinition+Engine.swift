extension ClueDefinition {
    /// Clues on: what the engine says.
    static let cluesEngine: [Clue: ClueDefinition] = [
        .requestsWait: ClueDefinition(
            "requests wait", .server,
            test: "read the number of waiting requests under load"),
        .runningAtLimit: ClueDefinition(
            "running stands at a limit while others wait", .server,
            test:
                "scrape running and waiting every second under load, and read the limit: firstlight limits"
        ),
        .queueDominates: ClueDefinition(
            "much of a request's time is queueing", .server,
            test: "read queue and E2E sums of the engine over one window"),
        .cacheFull: ClueDefinition(
            "the KV cache is full", .server,
            test: "read KV-cache usage under load"),
        .cacheLow: ClueDefinition(
            "the KV cache has room", .server,
            test: "read KV-cache usage under load"),
        .preempts: ClueDefinition(
            "requests are preempted", .server,
            test: "read the preemption counter twice under load"),
        .swaps: ClueDefinition(
            "requests are swapped out to the host", .server,
            test: "read the number of swapped requests and the host cache's usage"),
        .cacheHeldIdle: ClueDefinition(
            "KV cache is held while nothing runs", .server,
            test: "stop all traffic for a minute and read KV-cache usage"),
        .waitsDeferred: ClueDefinition(
            "requests wait for another reason than room", .server,
            test: "read waiting requests by reason"),
        .adapterSlotsFull: ClueDefinition(
            "all adapter slots are taken", .server,
            test: "read the engine's adapter information"),
        .prefixHitsFell: ClueDefinition(
            "the prefix cache finds less than it should", .server,
            test: "read prefix-cache hits and queries over one window"),
        .prefillWorsened: ClueDefinition(
            "prefill takes longer than before", .server,
            test: "compare the engine's prefill time with an earlier window"),
        .serverGapsWorsened: ClueDefinition(
            "the engine's own gaps are longer than before", .server,
            test: "compare the engine's inter-token latency with an earlier window"),
        .stepsHuge: ClueDefinition(
            "single steps compute very many tokens", .server,
            test: "read the histogram of tokens per step"),
        .timeBeforeCore: ClueDefinition(
            "the engine's TTFT is more than queue and prefill", .server,
            test: "compare the engine's TTFT with its queue and prefill times"),
        .serverProcessBusy: ClueDefinition(
            "a process of the server is busy on a whole core", .server,
            test: "read the processor time of the API server's process under load"),
        .tokensStandStill: ClueDefinition(
            "tokens stand still while requests run", .server,
            test: "read the token counter twice, ten seconds apart"),
        .restarted: ClueDefinition(
            "a process started anew", .server,
            test: "read process_start_time_seconds and the restarts of the pod"),
        .slowSinceStart: ClueDefinition(
            "the engine was slow just after its start only", .server,
            test: "read the engine's latencies of the first minutes after a start"),
        .acceptanceLow: ClueDefinition(
            "drafted tokens are rarely accepted", .server,
            test: "read drafted and accepted tokens over one window"),
        .workWithoutClients: ClueDefinition(
            "more is running than clients wait for", .joint,
            test: "stop all clients and see whether requests go on running"),
        .engineCountsErrors: ClueDefinition(
            "the engine counts failed requests", .server,
            test: "read the engine's failed requests over one window"),
        .engineSeesFewer: ClueDefinition(
            "the engine sees fewer requests than were sent", .joint,
            test: "compare the engine's request counter with what was sent"),
        .oneReplicaSlow: ClueDefinition(
            "one replica is slower or more loaded than the others", .server,
            test:
                "compare replicas by mean gap, queue and running: firstlight health with each --metrics URL"
        ),
        .oneReplicaGone: ClueDefinition(
            "one replica is gone or gets nothing", .server,
            test: "scrape every replica and compare its requests with its siblings'"),
        .serverLengthFinishesRose: ClueDefinition(
            "more answers than before end with length, by the engine's count", .server,
            test: "compare the engine's finish reasons with an earlier window"),
        .serverOutputLengthMoved: ClueDefinition(
            "answers have another length than before, by the engine's count", .server,
            test: "compare the engine's histogram of answer lengths with an earlier window"),
    ]
}
