extension SignalDefinition {
    /// What the serving system does: load, capacity, throughput.
    static let system: [SignalDefinition] = [
        SignalDefinition(
            .queueTime, "queue time", .system, .histogram, .seconds, worse: .higher,
            "From acceptance to the first execution batch, observed when the request ends.",
            ranges: SignalRanges(
                .quantile(0.95), warningAbove: 0.3, criticalAbove: 1,
                source:
                    "0.3 s is the first bound that vLLM's histogram can tell; 1 s is half of the "
                    + "default objective for the first token."),
            alert: .highQueueTime),
        SignalDefinition(
            .running, "running requests", .system, .gauge, .requests, worse: .neither,
            "Requests in the engine's execution batches.", alert: .slotLimitReached),
        SignalDefinition(
            .waiting, "waiting requests", .system, .gauge, .requests, worse: .higher,
            "Requests accepted and not yet in an execution batch.",
            ranges: SignalRanges(
                .minimum, warningAbove: 0,
                source:
                    "A queue that is never empty over the window grows with the next burst; its "
                    + "length alone says nothing, because fleets differ in size."),
            alert: .requestsWaiting),
        SignalDefinition(
            .waitingForCapacity, "waiting for capacity", .system, .gauge, .requests, worse: .higher,
            "Requests that wait for a slot or for KV-cache space, without those deferred for another "
                + "reason.",
            ranges: SignalRanges(
                .minimum, warningAbove: 0,
                source: "A queue that is never empty over the window grows with the next burst."),
            alert: .requestsWaiting),
        SignalDefinition(
            .waitingDeferred, "waiting, deferred", .system, .gauge, .requests, worse: .higher,
            "Requests that wait for something other than capacity: an adapter, a KV transfer."),
        SignalDefinition(
            .kvCacheUsage, "KV-cache usage", .system, .gauge, .ratio, worse: .higher,
            "Share of the KV cache that live requests occupy, of the fullest replica.",
            ranges: SignalRanges(
                .maximum, warningAbove: 0.8, criticalAbove: 0.9,
                condition:
                    "Critical only with preemptions or requests waiting for capacity: a full "
                    + "cache that serves everybody is well used.",
                source: "Space for one more long request is gone somewhere above 0.9; 0.8 leaves "
                    + "time to act."),
            alert: .kvCacheNearlyFull),
        SignalDefinition(
            .preemptions, "preemptions", .system, .counter, .events, worse: .higher,
            "Times a running request lost its KV cache and has to be computed again.",
            ranges: SignalRanges(
                .rate, warningAbove: 0.01, criticalAbove: 0.1,
                source:
                    "Each one computes a whole prompt again: one in 100 s is a hint, one in 10 s "
                    + "is felt by users."),
            alert: .preemptionStorm),
        SignalDefinition(
            .promptTokens, "prompt tokens", .system, .counter, .tokens, worse: .neither,
            "Prompt tokens processed."),
        SignalDefinition(
            .generationTokens, "generated tokens", .system, .counter, .tokens, worse: .neither,
            "Tokens generated.", alert: .engineStuck),
        SignalDefinition(
            .requestsFinished, "finished requests", .system, .counter, .requests, worse: .neither,
            "Requests that ended, by finish reason where the engine tells it. Arrivals are another "
                + "number: what never ends is not counted."),
    ]
}
