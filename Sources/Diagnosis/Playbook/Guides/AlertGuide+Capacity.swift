import Signals

extension AlertGuide {
    /// Alerts on room and queues.
    static let capacity: [AlertGuide] = [
        AlertGuide(
            .requestsWaiting, title: "requests wait all the time",
            meaning: "the queue of the engine has not been empty for the whole window",
            impact: "every burst makes users wait",
            symptoms: ["waiting above 0 at every scrape"],
            suspects: [
                .slotLimit, .kvExhaustion, .orphanedWork, .adapterThrash, .engineHang, .staleScrape,
            ],
            steps: [
                .read(
                    .kvCacheUsage, .maximum, "Look at the KV cache",
                    "full: kv-exhaustion; nearly empty: slot-limit"),
                .read(.generationTokens, .rate, "See whether tokens are made", "0: engine-hang"),
                .read(
                    .running, .maximum, "See whether running stands at one number",
                    "that is the slot limit"),
                diagnose,
            ],
            fixes: [.live("spread load"), .restart("raise slots when the cache has room")],
            escalation: "hand on to capacity planning when both are used up",
            aliases: [
                "InferenceQueueBuildingUp", "InferenceQueueCritical", "VLLMRequestQueueBackup",
                "LLMQueueBuildup",
            ]),
        AlertGuide(
            .slotLimitReached, title: "all slots are taken",
            meaning: "running stands at the limit of requests at once while others wait",
            impact: "users wait for whole answers of others",
            symptoms: ["running flat, waiting above 0, KV cache nearly empty, no preemptions"],
            suspects: [.slotLimit, .orphanedWork, .kvExhaustion],
            steps: [
                .read(
                    .kvCacheUsage, .maximum, "Look at the KV cache",
                    "nearly empty: slots are missing, not memory"),
                .run(
                    "firstlight limits $URL", "See how many slots the memory would carry",
                    "far more than there are"),
                diagnose,
            ],
            fixes: [.restart("raise --max-num-seqs"), .live("spread load until then")],
            escalation: "hand on to the owners of the manifest"),
        AlertGuide(
            .kvCacheNearlyFull, title: "the KV cache is nearly full",
            meaning: "live requests occupy more than nine tenths of the cache",
            impact:
                "none yet: a full cache that serves everybody is well used; the next long request preempts",
            symptoms: ["usage above 0.9, with waiting or preemptions"],
            suspects: [.kvExhaustion, .kvLeak, .orphanedWork],
            steps: [
                .read(.preemptions, .increase, "Count preemptions", "0: only watch it"),
                .read(.kvCacheUsage, .minimum, "Look at quiet minutes", "it stays up: kv-leak"),
                .read(.promptLength, .quantile(0.95), "Look at the prompts", "longer than planned"),
                diagnose,
            ],
            fixes: [.live("limit long requests"), .restart("fewer slots, fp8 cache, more memory")],
            escalation: "hand on to capacity planning",
            aliases: ["LLMKVCachePressure", "VLLMKVCacheExhaustion", "HighKVCacheUsage"]),
        AlertGuide(
            .preemptionStorm, title: "preemption storm",
            meaning: "running requests lose their cache again and again and are computed anew",
            impact: "streams freeze in the middle, throughput falls, everything is done twice",
            symptoms: [
                "preemptions above 0.1 a second", "the KV cache at 0.95 to 1",
                "prompt tokens computed faster than clients send them",
            ],
            suspects: [.kvExhaustion, .kvLeak, .orphanedWork, .longPromptBlocking],
            steps: [
                .read(
                    .kvCacheUsage, .maximum, "Look at the KV cache first",
                    "at or near 1; if it is low, the counter is another engine's"),
                .read(
                    .kvCacheUsage, .minimum, "Look at it in a quiet minute",
                    "stuck near 1 with nothing running: kv-leak"),
                .read(
                    .promptLength, .quantile(0.95), "Look for very long prompts",
                    "a few own the cache"),
                .read(
                    .running, .average, "Look at the batch",
                    "more requests than fit with their contexts"),
                .run(
                    "firstlight limits $URL", "Compare slots with the requests that fit",
                    "more slots than requests of full length"),
                diagnose,
            ],
            fixes: [
                .live("limit the rate of long requests, and max_tokens"),
                .restart("lower --max-num-seqs until contexts fit, then raise it step by step"),
                .restart("restart the worker when blocks are never freed"),
                .restart("give the cache more memory: share, fp8, larger card"),
            ],
            escalation:
                "when blocks are never freed, hand on to the engine's developers with two scrapes of an idle engine",
            aliases: ["FrequentPreemptions"]),
        AlertGuide(
            .admissionRejections, title: "requests are turned away",
            meaning: "the engine refuses requests because its queue is full",
            impact: "users get errors at once",
            symptoms: ["rejections rise while waiting stands at its limit"],
            suspects: [.slotLimit, .kvExhaustion, .rateLimit, .engineHang],
            steps: [
                .read(.waiting, .maximum, "Look at the queue", "at its limit"),
                .read(
                    .kvCacheUsage, .maximum, "Look at the KV cache",
                    "nearly empty: slots are missing"),
                diagnose,
            ],
            fixes: [
                .live("spread load, retry with backoff"),
                .restart("raise slots or the queue's limit"),
            ],
            escalation: "hand on to capacity planning"),
        AlertGuide(
            .replicaSkew, title: "replicas differ",
            meaning: "one replica is slower or fuller than its siblings",
            impact: "some users are fine and others are not",
            symptoms: ["the slowest replica is half as slow again as the median"],
            suspects: [.slowReplica, .gpuThrottling, .gpuError, .coldPrefixCache, .staleScrape],
            steps: [
                .run(
                    "firstlight health http://$A:8000 http://$B:8000", "Compare the replicas",
                    "one stands out"),
                .read(
                    .gpuClock, .minimum, "Compare the clocks of their cards",
                    "one is lower: gpu-throttling"),
                diagnose,
            ],
            fixes: [.live("take it out"), .restart("give all the same flags and release")],
            escalation: "hand on to the hardware team when flags and traffic are the same"),
        AlertGuide(
            .lowSpeculativeAcceptance, title: "drafts are rarely accepted",
            meaning: "speculative decoding throws most of its drafts away",
            impact: "tokens come slower than without it",
            symptoms: ["an acceptance rate below a half"],
            suspects: [.speculationCollapse],
            steps: [
                .read(.speculativeAcceptance, .value, "Look at the acceptance rate", "below 0.5"),
                .read(.interTokenLatency, .mean, "Look at the gaps", "longer than before"),
                diagnose,
            ],
            fixes: [.restart("lower num_speculative_tokens or switch speculation off")],
            escalation: "hand on to the owners of the model"),
    ]
}
