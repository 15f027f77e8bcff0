import Signals

extension AlertGuide {
    /// Alerts on how requests end.
    static let outcome: [AlertGuide] = [
        AlertGuide(
            .lengthTruncation, title: "answers are cut off more often",
            meaning: "far more requests end at their limit of tokens than an hour ago",
            impact: "users read answers without an end",
            symptoms: ["the finish reason length has grown, latency may be normal"],
            suspects: [.lengthTruncation, .outputDrift, .contextOverflow],
            steps: [
                .read(
                    .generationLength, .quantile(0.95), "Read the length of answers",
                    "at one number: that is a limit"),
                .run(
                    "firstlight probe $URL --count 5", "Read the finish reasons of some answers",
                    "length: a limit of the client, the gateway or the server"),
                .read(
                    .promptLength, .quantile(0.95), "Look at the prompts",
                    "they fill the context: little is left for answers"),
                diagnose,
            ],
            fixes: [
                .live("undo the change of max_tokens, of the prompt template or of the model"),
                .live("raise max_tokens where the cache has room"),
            ],
            escalation: "hand on to the owners of the client whose requests are cut"),
        AlertGuide(
            .abortJump, title: "requests are given up more often",
            meaning: "far more requests are aborted than an hour ago",
            impact: "users leave before the answer, or a proxy cuts it",
            symptoms: ["the finish reason abort has grown"],
            suspects: [
                .slotLimit, .kvExhaustion, .bandwidthLimit, .truncatedStreams, .orphanedWork,
            ],
            steps: [
                .read(
                    .timeToFirstToken, .quantile(0.95), "Read the time to the first token",
                    "long: users do not wait"),
                .read(
                    .endToEndLatency, .quantile(0.95), "Read the whole time",
                    "at one number: a time-out of a proxy or a client"),
                diagnose,
            ],
            fixes: [
                .live("mend what makes them wait"),
                .live("raise the time-out of the hop that cuts"),
            ],
            escalation: "hand on to the owners of the gateway"),
        AlertGuide(
            .prefixHitCollapse, title: "the prefix cache misses",
            meaning:
                "less than half as much of the prompts is found in the prefix cache as an hour ago",
            impact: "prefill is computed anew: first tokens come later, and capacity shrinks",
            symptoms: ["hit rate halved, prefill time up"],
            suspects: [.coldPrefixCache, .kvExhaustion, .coldStart, .slowReplica],
            steps: [
                .read(
                    .kvCacheUsage, .maximum, "Look at the KV cache",
                    "full: live requests push cached prefixes out"),
                .run(
                    "curl -s $URL/metrics | grep process_start_time_seconds", "Look for restarts",
                    "just started: the cache is cold"),
                .read(
                    .promptLength, .mean, "Look at the prompts",
                    "other ones: a template changed at its beginning"),
                diagnose,
            ],
            fixes: [
                .live("put what varies at the end of the prompt"),
                .live("route requests of one prefix to one replica"),
            ],
            escalation: "hand on to the owners of the prompt template"),
    ]
}
