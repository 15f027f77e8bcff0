import Signals

extension AlertGuide {
    /// What every alert ends with when the cause is still open.
    static let diagnose = PlaybookStep.run(
        "firstlight diagnose $URL", "Let firstlight measure and name the cause",
        "follow the page of the cause it names")

    /// Alerts on what users wait for.
    static let latency: [AlertGuide] = [
        AlertGuide(
            .highTimeToFirstToken, title: "first tokens come late",
            meaning: "the time to the first token is over its limit for a share of the requests",
            impact: "users look at an empty page",
            symptoms: [
                "TTFT over its limit, by bucket bounds and not by an interpolated percentile alone",
                "often a queue", "gaps between tokens may be normal or better than normal",
            ],
            suspects: [
                .kvExhaustion, .slotLimit, .slowReplica, .longPromptBlocking, .coldPrefixCache,
                .tokenizerBound, .gatewayQueue, .gpuThrottling, .coldStart, .bucketPercentile,
            ],
            steps: [
                .read(
                    .kvCacheUsage, .maximum, "Look at the KV cache first, before any batch size",
                    "near 1 with preemptions: kv-exhaustion; a smaller batch would help ITL and not this"
                ),
                .read(.preemptions, .increase, "Count preemptions", "above 0: kv-exhaustion"),
                .read(
                    .waiting, .minimum, "Look at the queue of every replica",
                    "waiting with a nearly empty cache: slot-limit; on one replica only: slow-replica"
                ),
                .read(
                    .promptLength, .quantile(0.95), "Look at the prompt lengths",
                    "a few very long ones: long-prompt-blocking"),
                .read(
                    .prefillTime, .mean, "Look at prefill",
                    "long without a queue: cold-prefix-cache or gpu-throttling"),
                .read(
                    .timeToFirstToken, .mean, "Compare the engine's TTFT with what clients measure",
                    "the engine's is fine: gateway-queue, slow-connect or proxy-buffering"),
                diagnose,
            ],
            fixes: [
                .live(
                    "send less: cap concurrency or long prompts at the gateway until the cause is known"
                ),
                .restart(
                    "change slots or cache only after the check of the cache: the two need opposite changes"
                ),
            ],
            escalation:
                "after 30 minutes without a cause, hand on to the platform team with the report of "
                + "firstlight diagnose; utilisation of the card is no evidence",
            aliases: ["LLMHighTTFT", "LLMElevatedTTFT", "VLLMTTFTDegradation"]),
        AlertGuide(
            .highInterTokenLatency, title: "gaps between tokens are long",
            meaning: "tokens of running answers come further apart than their limit",
            impact: "answers stutter",
            symptoms: ["longer gaps, or single gaps of seconds with a normal mean"],
            suspects: [
                .kvExhaustion, .longPromptBlocking, .gpuThrottling, .speculationCollapse,
                .noisyNeighbour, .kvSwapStall, .proxyBuffering,
            ],
            steps: [
                .read(
                    .preemptions, .increase, "Count preemptions",
                    "above 0: single long gaps are recomputation"),
                .read(
                    .running, .average, "Look at the batch",
                    "larger than planned: every gap grows with it"),
                .read(
                    .gpuClock, .minimum, "Read the card's clock under load",
                    "fallen: gpu-throttling"),
                .read(
                    .speculativeAcceptance, .value, "Look at the acceptance of drafts",
                    "low: speculation-collapse"),
                diagnose,
            ],
            fixes: [
                .live("spread load over more replicas"),
                .restart(
                    "fewer slots make gaps shorter and queues longer: choose by the objectives"),
            ],
            escalation: "hand on to the hardware team when one node alone is slow",
            aliases: ["LLMHighTBT", "LLMHighITL"]),
        AlertGuide(
            .highTimePerOutputToken, title: "answers are written slowly",
            meaning: "the mean time per output token of whole answers is over its limit",
            impact: "answers take longer than people read",
            symptoms: ["E2E grows with the length of answers"],
            suspects: [
                .kvExhaustion, .gpuThrottling, .speculationCollapse, .noisyNeighbour, .slowReplica,
            ],
            steps: [
                .read(.running, .average, "Look at the batch", "larger than planned"),
                .read(.preemptions, .increase, "Count preemptions", "above 0: kv-exhaustion"),
                .read(.interTokenLatency, .mean, "Compare replicas", "one differs: slow-replica"),
                diagnose,
            ],
            fixes: [.live("spread load"), .restart("fewer slots, or a faster card")],
            escalation: "hand on to capacity planning when all replicas are alike"),
        AlertGuide(
            .highEndToEndLatency, title: "whole answers take too long",
            meaning: "the time from request to last token is over its limit",
            impact: "users and callers with deadlines give up",
            symptoms: ["look at which phase grew: queue, prefill or decode"],
            suspects: [
                .slotLimit, .kvExhaustion, .outputDrift, .gpuThrottling, .proxyBuffering,
                .bandwidthLimit,
            ],
            steps: [
                .read(
                    .queueTime, .mean, "Read the queue's part", "large: slot-limit or kv-exhaustion"
                ),
                .read(.prefillTime, .mean, "Read prefill's part", "large: prompts or cache"),
                .read(
                    .generationLength, .mean, "Read the length of answers",
                    "longer than before: output-drift"),
                diagnose,
            ],
            fixes: [.live("lower max_tokens where answers grew"), .live("spread load")],
            escalation: "hand on to the owners of the phase that grew",
            aliases: ["HighInferenceLatency", "VLLMLatencySLABreach"]),
        AlertGuide(
            .latencyBudgetBurn, title: "the latency budget burns",
            meaning:
                "so many requests are slower than the objective that the budget ends before its period",
            impact: "the objective of the month is at stake",
            symptoms: ["a burn rate above its threshold in a long and a short window"],
            suspects: [.kvExhaustion, .slotLimit, .slowReplica, .gpuThrottling],
            steps: [
                .read(
                    .timeToFirstToken, .quantile(0.95), "Read the percentile",
                    "above the objective"),
                .read(.kvCacheUsage, .maximum, "Look at the KV cache", "full: kv-exhaustion"),
                .read(
                    .waiting, .minimum, "Look at the queue",
                    "never empty: slot-limit or too little capacity"),
                diagnose,
            ],
            fixes: [.live("stop the rollout that began before it"), .live("send less")],
            escalation:
                "page the owners of the service when the fast window burns, write a ticket when the slow one does"
        ),
        AlertGuide(
            .highQueueTime, title: "requests queue for long",
            meaning: "the time between acceptance and the first step is over its limit",
            impact: "first tokens come late by the same time",
            symptoms: [
                "waiting above 0",
                "note that vLLM's first bucket ends at 0.3 s: a p95 of 0.285 s is arithmetic",
            ],
            suspects: [
                .slotLimit, .kvExhaustion, .orphanedWork, .adapterThrash, .bucketPercentile,
            ],
            steps: [
                .read(
                    .queueTime, .mean, "Read the mean, which is exact",
                    "milliseconds: bucket-percentile"),
                .read(
                    .kvCacheUsage, .maximum, "Look at the KV cache",
                    "full: kv-exhaustion; nearly empty: slot-limit"),
                .read(
                    .waitingDeferred, .maximum, "Look at deferred requests",
                    "above 0: adapter-thrash"),
                diagnose,
            ],
            fixes: [
                .restart("raise slots when the cache has room"),
                .live("spread load when it has none"),
            ],
            escalation: "hand on to capacity planning when cache and slots are both full"),
    ]
}
