import Signals

extension PlaybookGuide {
    /// Guides to the engine's capacity and scheduler.
    static let engine: [PlaybookGuide] = [
        PlaybookGuide(
            .slotLimit,
            impact:
                "some users are served at once and the rest wait for whole answers of others, while "
                + "the card's memory is nearly empty",
            roots: [
                "a flag inherited from another model or from a night when the card ran out of memory",
                "an engine whose default is one slot (Ollama, llama.cpp --parallel)",
                "an autoscaler that adds replicas where slots are missing",
            ],
            steps: [
                .read(
                    .kvCacheUsage, .maximum, "Look at the KV cache before anything else",
                    "low, and the memory for more requests is there; near 1, it is kv-exhaustion"),
                .read(
                    .running, .maximum, "See whether running stands at one number",
                    "a flat line is the limit"),
                .read(
                    .waiting, .minimum, "See whether requests wait meanwhile", "above 0 all along"),
                .read(.preemptions, .increase, "Rule out preemptions", "0"),
                .run(
                    "firstlight limits $URL", "Read the live limit and what the memory would hold",
                    "slots far below the requests of full length that fit"),
            ],
            fixes: [
                .restart(
                    "raise --max-num-seqs towards what `firstlight limits` says the cache holds"),
                .restart(
                    "Ollama: OLLAMA_NUM_PARALLEL; llama.cpp: --parallel, with --ctx-size times it"),
                .live("spread the load over more replicas until then; it costs cards, not minutes"),
            ],
            escalation:
                "hand on to whoever owns the deployment's manifest: the flag comes back with the next "
                + "rollout if it is only changed by hand"),
        PlaybookGuide(
            .kvExhaustion,
            impact:
                "streams freeze in the middle for seconds and go on; throughput falls because prompts "
                + "are computed twice",
            roots: [
                "longer answers or histories than planned", "more slots than the cache can feed",
                "a smaller share of the card's memory after a release or a flag changed",
                "blocks that are never freed: see kv-leak",
            ],
            steps: [
                .read(.kvCacheUsage, .maximum, "Look at the KV cache", "0.95 and more"),
                .read(
                    .preemptions, .rate, "Count preemptions",
                    "above 0; a full cache without preemptions is only well used"),
                .read(
                    .kvCacheUsage, .minimum, "Look at the cache in a quiet minute",
                    "it falls; if it stays, it is kv-leak"),
                .read(
                    .promptLength, .mean, "Look for longer prompts than usual",
                    "a few very long ones can own the cache"),
                .run(
                    "firstlight limits $URL", "See how many requests of full length fit",
                    "fewer than the slots"),
            ],
            fixes: [
                .live("limit max_tokens or the rate of long requests at the gateway"),
                .restart("lower --max-num-seqs until the contexts fit"),
                .restart(
                    "raise --gpu-memory-utilization, or keep the cache in fp8 (--kv-cache-dtype fp8)"
                ),
                .restart("add replicas or a larger card when the traffic is here to stay"),
            ],
            escalation:
                "hand on to capacity planning when the cache fills again within a day at a normal load"
        ),
        PlaybookGuide(
            .kvSwapStall,
            impact:
                "all streams pause together for seconds while blocks move between host and card",
            roots: [
                "vLLM V0 with swap as its preemption mode",
                "a KV tier on host or disk that is slower "
                    + "than computing again", "too many long contexts for the card",
            ],
            steps: [
                .read(.swapped, .maximum, "Count swapped requests", "above 0 (vLLM V0 only)"),
                .read(.kvCacheUsage, .maximum, "Look at the cache on the card", "full"),
                .run(
                    "curl -s $URL/metrics | grep -E 'swapped|cpu_cache_usage|external_prefix_cache'",
                    "Look at the host's tier", "used while streams stall"),
            ],
            fixes: [
                .live("lower the rate of long requests"),
                .restart("use the V1 engine, or preemption by recompute"),
                .restart("cap or switch off the offload tier"),
            ],
            escalation: "hand on to the platform team when PCIe transfers are slow on one node only"
        ),
        PlaybookGuide(
            .kvLeak,
            impact:
                "the cache fills over hours, then everything looks like kv-exhaustion at a normal load",
            roots: [
                "requests that ended without freeing their blocks: disconnects, failed transfers "
                    + "between prefill and decode workers",
                "a bug of the release",
            ],
            steps: [
                .run(
                    "firstlight health $URL --watch 2m",
                    "Stop or drain traffic and watch the cache",
                    "usage stays above where it was after the start"),
                .read(.kvCacheUsage, .minimum, "Follow the lowest usage over days", "it climbs"),
                .read(.running, .minimum, "Be sure that nothing runs", "0; else see orphaned-work"),
            ],
            fixes: [
                .live("drain the worker and send traffic elsewhere"),
                .restart("restart the worker: nothing else gives the blocks back"),
                .restart("go to a release without the leak"),
            ],
            escalation:
                "hand on to the engine's developers with two scrapes of an idle engine and the log "
                + "between them"),
        PlaybookGuide(
            .longPromptBlocking,
            impact:
                "whenever somebody sends a long prompt, all others see their answers pause and their "
                + "first tokens come late",
            roots: [
                "no chunked prefill", "a token budget per step that takes seconds to compute",
                "retrieval or agents that send tens of thousands of tokens",
            ],
            steps: [
                .read(
                    .promptLength, .quantile(0.95), "Look at the prompt lengths", "a long tail"),
                .read(.kvCacheUsage, .maximum, "Rule out the cache", "room left, no preemptions"),
                .run(
                    "curl -s $URL/metrics | grep iteration_tokens_total_bucket",
                    "Look at tokens per step", "steps as large as the budget"),
                .run(
                    "firstlight diagnose $URL", "Let it send long prompts among short ones",
                    "pauses of running streams coincide with them"),
            ],
            fixes: [
                .live("route long prompts to a pool of their own"),
                .restart("switch chunked prefill on, and lower --max-num-batched-tokens"),
                .restart("set a long-prefill threshold, or separate prefill from decode"),
            ],
            escalation:
                "hand on to the application's owners when the long prompts are a mistake: repeated "
                + "documents, whole histories"),
        PlaybookGuide(
            .coldPrefixCache,
            impact: "first tokens come later than before, the more so the longer the prompt",
            roots: [
                "a timestamp or id at the beginning of the system prompt",
                "a gateway that injects a message", "round robin where sessions stuck to a replica",
                "a restart or rollout", "a cache salt per request",
            ],
            steps: [
                .read(.prefixCacheHitRate, .value, "Look at the hit rate", "far below what it was"),
                .run(
                    "firstlight diagnose $URL", "Let it send one prompt twice",
                    "the second starts no sooner than the first"),
                .run(
                    "firstlight diagnose runs/latest --baseline runs/before",
                    "Compare with a run from before, when you have one", "TTFT rose, gaps did not"),
            ],
            fixes: [
                .live("put what changes at the end of the prompt"),
                .live("route by session or by prefix"),
                .live("send the common prompts once after a restart"),
            ],
            escalation:
                "hand on to the owners of the prompt or the gateway, with the first 200 tokens"),
    ]
}
