extension CauseDefinition {
    /// Causes in the engine and its scheduler.
    static let engine: [CauseDefinition] = [
        CauseDefinition(
            .slotLimit, kind: .engine, title: "slot limit",
            meaning:
                "the engine runs fewer requests at once than its memory holds, and the others wait "
                + "for a slot",
            prior: -3,
            weights: [
                Weight(.runningAtLimit, 4, else: -4), Weight(.requestsWait, 2, else: -3),
                Weight(.queueDominates, 1.5, else: -1), Weight(.cacheLow, 1.5),
                Weight(.cacheFull, -3), Weight(.preempts, -4, else: 0.5),
                Weight(.firstTokenBimodal, 1.5, else: -0.5),
                Weight(.waitsLikeAGeneration, 2.5, else: -0.5),
                Weight(.waitsDeferred, -4), Weight(.tokensStandStill, -4),
                Weight(.workWithoutClients, -1.5), Weight(.cacheHeldIdle, -2),
                Weight(.serverUnaffected, -2), Weight(.beaconSlow, -1.5),
                Weight(.adaptersSlow, -2), Weight(.freshConnectionsSlow, -0.5),
                Weight(.gapGrowsWithRate, -1.5), Weight(.tokensStopForAll, -3),
                Weight(.oneReplicaSlow, -1),
            ],
            firstAction:
                "raise the number of slots (vLLM: --max-num-seqs) towards what the KV cache holds",
            refutation:
                "requests that wait while fewer than the limit run, or a full KV cache, or preemptions"
        ),
        CauseDefinition(
            .kvExhaustion, kind: .engine, title: "KV cache exhausted",
            meaning:
                "the contexts of the running requests outgrow the KV cache; the engine preempts some "
                + "and computes them again",
            prior: -3,
            weights: [
                Weight(.preempts, 5, else: -5), Weight(.cacheFull, 2.5, else: -2.5),
                Weight(.cacheLow, -4), Weight(.streamsStall, 1.5),
                Weight(.stallsTogether, -2, else: 0.5), Weight(.stallsForEver, -1.5),
                Weight(.swaps, -4), Weight(.cacheHeldIdle, -3), Weight(.requestsWait, 0.5),
                Weight(.tokensStandStill, -2), Weight(.workWithoutClients, -2),
            ],
            consequences: [.slotLimit, .streamStall, .slowReplica],
            firstAction:
                "look at KV-cache usage before anything else, then lower the number of slots or the "
                + "token limits until contexts fit, or give the cache more memory",
            refutation: "a preemption counter that stands still"),
        CauseDefinition(
            .kvSwapStall, kind: .engine, title: "KV cache swapped to the host",
            meaning:
                "preempted requests are moved to host memory and back, and the whole batch waits for "
                + "the transfer",
            weights: [
                Weight(.swaps, 8, else: -4), Weight(.stallsTogether, 2.5, else: -1.5),
                Weight(.streamsStall, 1.5), Weight(.cacheFull, 1, else: -1),
                Weight(.cacheLow, -1.5), Weight(.tokensStandStill, -1),
                Weight(.stallsForEver, -1.5), Weight(.tokensStopForAll, -2),
            ],
            consequences: [.kvExhaustion, .slotLimit, .streamStall, .longPromptBlocking],
            firstAction:
                "let the engine recompute instead of swapping (vLLM V1 does), or fit the contexts "
                + "into the card's memory",
            refutation: "no request swapped and no use of the host's cache while streams stall"),
        CauseDefinition(
            .kvLeak, kind: .engine, title: "KV cache leak",
            meaning: "KV cache stays in use although nothing runs that could own it",
            weights: [
                Weight(.cacheHeldIdle, 8, else: -4), Weight(.cacheFull, 0.5),
                Weight(.workWithoutClients, -3), Weight(.gaugesFrozen, -4),
                Weight(.pageFrozen, -3),
            ],
            consequences: [.kvExhaustion, .slotLimit, .kvSwapStall, .streamStall],
            firstAction:
                "restart the worker to get the cache back, and look for requests that ended without "
                + "freeing their blocks: disconnects, failed KV transfers",
            refutation: "KV usage that falls to its baseline when the last request ends"),
        CauseDefinition(
            .longPromptBlocking, kind: .engine, title: "long prompts block the others",
            meaning:
                "one long prompt is computed in steps so large that every running stream waits for "
                + "them",
            weights: [
                Weight(.gapsWithLongPrompts, 8, else: -2.5), Weight(.stepsHuge, 2.5, else: -0.7),
                Weight(.firstTokenGrowsWithPrompt, 0.5), Weight(.inEpisodes, 0.5),
                Weight(.preempts, -2.5), Weight(.swaps, -3), Weight(.clockFell, -1),
                Weight(.clientLate, -2), Weight(.prefixHitsFell, -1.5),
            ],
            consequences: [.streamStall],
            firstAction:
                "switch chunked prefill on or lower the token budget of a step (vLLM: "
                + "--max-num-batched-tokens)",
            refutation: "pauses of running streams at moments without a long prompt in prefill"),
        CauseDefinition(
            .coldPrefixCache, kind: .engine, title: "prefix cache cold or defeated",
            meaning:
                "prompts that begin alike are computed from the beginning each time, because the cache "
                + "does not find them",
            weights: [
                Weight(.prefixHitsFell, 9, else: -4), Weight(.repeatsNotFaster, 2.5, else: -1.5),
                Weight(.firstTokenGrowsWithPrompt, 1, else: -0.3),
                Weight(.firstTokenWorsened, 1, else: -0.5), Weight(.prefillWorsened, 1, else: -0.5),
                Weight(.sameFactor, -1), Weight(.clockFell, -1.5), Weight(.restarted, -1),
            ],
            firstAction:
                "find what changed at the beginning of the prompts or in the routing (a timestamp, an "
                + "injected message, round robin over replicas)",
            refutation: "a repeated prompt that starts much sooner than a new one"),
        CauseDefinition(
            .coldStart, kind: .engine, title: "cold start",
            meaning:
                "the first requests after a start pay for compilation and loading, although the server "
                + "already says it is ready",
            weights: [
                Weight(.firstRequestsSlow, 8, else: -3.5), Weight(.slowSinceStart, 3.5, else: -3),
                Weight(.restarted, -3), Weight(.firstTokenWorsened, -1.5),
            ],
            consequences: [.longPromptBlocking, .streamStall],
            firstAction:
                "gate readiness on a completed generation instead of /health, and warm the engine up "
                + "after every start",
            refutation: "the same delay on later requests"),
        CauseDefinition(
            .engineHang, kind: .engine, title: "engine hangs",
            meaning: "requests are running and no token leaves the engine any more",
            weights: [
                Weight(.everythingFails, 2.5),
                Weight(.tokensStandStill, 6, else: -4), Weight(.tokensStopForAll, 5, else: -4),
                Weight(.silentAfterHead, 3), Weight(.cardReportsError, -1),
                Weight(.restarted, -2), Weight(.pageFrozen, -3), Weight(.scrapesStale, -1),
            ],
            consequences: [
                .slotLimit, .streamStall, .kvExhaustion, .gatewayQueue, .slowReplica,
                .truncatedStreams, .longPromptBlocking,
            ],
            firstAction:
                "take a stack dump of the engine's processes, restart it, and probe liveness with a "
                + "one-token generation that has a deadline",
            refutation: "a token counter that goes on, or a single stream that advances"),
        CauseDefinition(
            .crashLoop, kind: .engine, title: "engine is down or crashes again and again",
            meaning:
                "the engine's process is gone, or dies with every open stream and comes back empty",
            weights: [
                Weight(.restarted, 9, else: -1), Weight(.failuresInBursts, 3, else: -1),
                Weight(.unavailable, 1.5, else: -3), Weight(.streamsTruncated, 0.5),
                Weight(.failuresSteady, -1), Weight(.everythingFails, 7),
                Weight(.scrapesStale, 0.5), Weight(.oneReplicaGone, -0.5),
                Weight(.goneSince, 9),
            ],
            consequences: [
                .coldStart, .coldPrefixCache, .deadReplica, .truncatedStreams, .staleScrape,
                .engineHang, .streamStall, .slowReplica, .slotLimit,
            ],
            firstAction:
                "read the last lines of the log before the exit (CUDA out of memory, killed by the "
                + "host) and lower the memory share or the longest prompt accordingly",
            refutation: "counters that never fall and a process start time that stays"),
        CauseDefinition(
            .speculationCollapse, kind: .engine, title: "speculative decoding accepts too little",
            meaning:
                "most drafted tokens are thrown away, so that drafting costs more time than it saves",
            weights: [
                Weight(.acceptanceLow, 8, else: -5), Weight(.gapsWorsened, 1, else: -0.5),
                Weight(.serverGapsWorsened, 1, else: -0.5),
                Weight(.chunksHoldSeveralTokens, 0.7), Weight(.clockFell, -3),
                Weight(.hostBusy, -1), Weight(.cardShared, -1),
            ],
            firstAction:
                "lower num_speculative_tokens or switch speculation off above a batch size, and compare "
                + "the drafter with the traffic",
            refutation: "an acceptance rate that stayed where it was"),
        CauseDefinition(
            .adapterThrash, kind: .engine, title: "adapters are loaded and evicted",
            meaning:
                "more LoRA adapters are asked for than fit at once; requests wait until theirs is "
                + "loaded",
            weights: [
                Weight(.adaptersSlow, 6.5, else: -4), Weight(.waitsDeferred, 4, else: -2),
                Weight(.adapterSlotsFull, 3, else: -2.5), Weight(.requestsInTwoSpeeds, 0.3),
            ],
            consequences: [.slotLimit, .slowReplica],
            firstAction:
                "raise max_loras and max_cpu_loras, pin the busy adapters or route by adapter",
            refutation: "requests for the base model that start just as late"),
        CauseDefinition(
            .tokenizerBound, kind: .engine, title: "API server or tokenizer is the bottleneck",
            meaning:
                "time passes between the arrival of a request and the engine core: tokenizing, parsing, "
                + "one busy process",
            weights: [
                Weight(.timeBeforeCore, 6.5, else: -4), Weight(.serverProcessBusy, 2, else: -0.4),
                Weight(.firstTokenGrowsWithPrompt, 0.7),
                Weight(.firstTokenWorsened, -2, else: 0.7),
                Weight(.gapsWorsened, -1.5), Weight(.requestsWait, -0.7),
                Weight(.serverUnaffected, -2), Weight(.clientLate, -2), Weight(.hostBusy, -0.5),
            ],
            firstAction:
                "run more API server processes or a faster tokenizer, and look which process is busy",
            refutation: "an engine TTFT that is no more than queue and prefill"),
        CauseDefinition(
            .loggingOverhead, kind: .engine, title: "logging or tracing slows the server",
            meaning:
                "requests are written to logs or callbacks before they are served, and the larger the "
                + "payload the longer it takes",
            prior: -4.5,
            weights: [
                Weight(.timeBeforeCore, 6.5, else: -4), Weight(.serverProcessBusy, 1.5, else: -0.3),
                Weight(.firstTokenGrowsWithPrompt, 1.2),
                Weight(.firstTokenWorsened, 3, else: -2),
                Weight(.gapsWorsened, 0.3), Weight(.requestsWait, -0.7),
                Weight(.serverUnaffected, -2), Weight(.serverGapsWorsened, -1.5),
                Weight(.clientLate, -2), Weight(.hostBusy, -0.5),
            ],
            firstAction:
                "switch request logging and tracing off for one run and compare; then sample, truncate "
                + "or queue them",
            refutation: "the same times with logging off"),
        CauseDefinition(
            .orphanedWork, kind: .engine, title: "aborted requests keep running",
            meaning:
                "clients have gone, and the engine goes on generating for them in the slots of those "
                + "who wait",
            weights: [
                Weight(.workWithoutClients, 6.8, else: -4), Weight(.requestsWait, 0.5),
                Weight(.cacheHeldIdle, -2), Weight(.gaugesFrozen, -3), Weight(.pageFrozen, -3),
            ],
            consequences: [.slotLimit, .kvExhaustion],
            firstAction:
                "make every hop pass a disconnect on to the engine, cap retries, and set a deadline at "
                + "the server",
            refutation: "running requests that end when their clients go"),
    ]
}
