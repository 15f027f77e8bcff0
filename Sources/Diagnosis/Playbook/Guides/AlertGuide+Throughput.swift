import Signals

extension AlertGuide {
    /// Alerts on work that gets slower while there is work.
    static let throughput: [AlertGuide] = [
        AlertGuide(
            .throughputDrop, title: "throughput has dropped",
            meaning:
                "half as many tokens are made as an hour ago, with about as many requests running",
            impact: "answers take twice as long, and queues follow",
            symptoms: ["tokens per second fell, running did not"],
            suspects: [
                .kvExhaustion, .gpuThrottling, .noisyNeighbour, .speculationCollapse,
                .longPromptBlocking, .slowReplica, .engineHang,
            ],
            steps: [
                .read(.preemptions, .increase, "Count preemptions", "above 0: work is done twice"),
                .read(.gpuClock, .minimum, "Read the card's clock", "fallen: gpu-throttling"),
                .read(
                    .promptTokens, .rate, "Look at the prompts",
                    "more prompt tokens than before: prefill takes the card's time"),
                .run(
                    "firstlight health http://$A:8000 http://$B:8000", "Compare the replicas",
                    "one stands out: slow-replica"),
                diagnose,
            ],
            fixes: [
                .live("take the slow replica out"), .live("stop the rollout that began before it"),
            ],
            escalation: "hand on to the hardware team when clocks have fallen",
            aliases: ["VLLMThroughputDrop"]),
        AlertGuide(
            .lowTokenThroughput, title: "tokens come slowly while requests run",
            meaning: "each running request gets fewer tokens a second than a slow reader reads",
            impact: "answers crawl",
            symptoms: ["tokens per second divided by running requests is under its limit"],
            suspects: [
                .kvExhaustion, .longPromptBlocking, .gpuThrottling, .noisyNeighbour,
                .speculationCollapse, .kvSwapStall,
            ],
            steps: [
                .read(.preemptions, .increase, "Count preemptions", "above 0: kv-exhaustion"),
                .read(
                    .running, .average, "Look at the batch",
                    "far larger than planned: too many slots"),
                .read(
                    .promptTokens, .rate, "Look at the prompts",
                    "many and long: prefill starves decoding"),
                .read(.gpuClock, .minimum, "Read the card's clock", "fallen: gpu-throttling"),
                diagnose,
            ],
            fixes: [.live("spread load"), .restart("fewer slots, or chunked prefill")],
            escalation: "hand on to capacity planning when all replicas are alike",
            aliases: ["LowTokenThroughput"]),
        AlertGuide(
            .swapping, title: "requests are swapped to main memory",
            meaning: "the engine has moved the KV cache of running requests out of the card",
            impact: "their streams stop until it comes back over the bus",
            symptoms: ["swapped above 0, on vLLM's first engine only"],
            suspects: [.kvSwapStall, .kvExhaustion],
            steps: [
                .read(.kvCacheUsage, .maximum, "Look at the KV cache", "at or near 1"),
                .read(.swapped, .maximum, "Count the requests", "above 0"), diagnose,
            ],
            fixes: [
                .live("send less"),
                .restart(
                    "lower --max-num-seqs or the longest prompt, or give the cache more memory"),
            ],
            escalation: "hand on to capacity planning",
            aliases: ["VLLMCPUSwappingActive"]),
    ]
}
