/// The limits of an engine, named like vLLM's flags.
package struct EngineConfiguration: Equatable, Sendable {
    /// Requests that may hold a slot at once (`--max-num-seqs`).
    package var maxNumSeqs: Int
    /// Tokens one step may compute (`--max-num-batched-tokens`).
    package var maxNumBatchedTokens: Int
    /// Size of the KV cache in tokens; rounded down to whole blocks.
    package var kvTokens: Int
    /// Tokens per KV block (`--block-size`).
    package var blockSize: Int
    /// Longest request in tokens, prompt and answer together (`--max-model-len`).
    package var maxModelLen: Int
    /// Whether a prompt may be computed in several steps that decode other requests too.
    package var chunkedPrefill: Bool
    /// Most prompt tokens of one request per step; 0 means no such limit.
    package var longPrefillTokenThreshold: Int
    /// Whether full prompt blocks are kept and found again.
    package var prefixCaching: Bool
    /// Whether every request leaves a ``RequestRecord``; switch off where runs have no end.
    package var recordsRequests: Bool
    /// What becomes of the cache of a request that has to give way.
    package var preemption = PreemptionMode.recompute
    /// Speculative decoding; nil without.
    package var speculation: Speculation?
    /// How many adapters there is room for; nil when none are served.
    package var adapters: AdapterLimits?
    /// Requests the API server works on at once; nil for as many as there are.
    ///
    /// With 1 it is a single tokenizer thread, and requests queue before the scheduler sees them.
    package var apiWorkers: Int?
    /// Bucket bounds the histograms have besides vLLM's.
    package var histogramDetail = HistogramDetail.none

    /// Describes an engine; the defaults other than the first three are vLLM's.
    ///
    /// - Parameters:
    ///   - maxNumSeqs: Requests that may hold a slot at once.
    ///   - maxNumBatchedTokens: Tokens one step may compute.
    ///   - kvTokens: Size of the KV cache in tokens.
    ///   - blockSize: Tokens per KV block.
    ///   - maxModelLen: Longest request in tokens.
    ///   - chunkedPrefill: Whether prompts may be computed in pieces.
    ///   - longPrefillTokenThreshold: Most prompt tokens of one request per step, 0 for none.
    ///   - prefixCaching: Whether full prompt blocks are found again.
    ///   - recordsRequests: Whether requests leave records.
    package init(
        maxNumSeqs: Int,
        maxNumBatchedTokens: Int,
        kvTokens: Int,
        blockSize: Int = 16,
        maxModelLen: Int = 8192,
        chunkedPrefill: Bool = true,
        longPrefillTokenThreshold: Int = 0,
        prefixCaching: Bool = true,
        recordsRequests: Bool = false
    ) {
        self.maxNumSeqs = maxNumSeqs
        self.maxNumBatchedTokens = maxNumBatchedTokens
        self.kvTokens = kvTokens
        self.blockSize = blockSize
        self.maxModelLen = maxModelLen
        self.chunkedPrefill = chunkedPrefill
        self.longPrefillTokenThreshold = longPrefillTokenThreshold
        self.prefixCaching = prefixCaching
        self.recordsRequests = recordsRequests
    }

    /// Whole blocks in the KV cache.
    package var kvBlocks: Int {
        kvTokens / blockSize
    }

    /// Checks that an engine with these limits can run.
    ///
    /// A cache smaller than ``maxModelLen`` is allowed here, because counterfactual runs need it; requests that
    /// could never fit are refused one by one.
    ///
    /// - Throws: ``EngineConfigurationError`` for the first limit that makes no sense.
    package func validate() throws(EngineConfigurationError) {
        let atLeastOne = [
            ("max_num_seqs", maxNumSeqs), ("max_num_batched_tokens", maxNumBatchedTokens),
            ("block_size", blockSize), ("max_model_len", maxModelLen),
        ]
        for (name, value) in atLeastOne where value < 1 {
            throw .outOfRange(name: name, value: value, minimum: 1)
        }
        guard kvTokens >= blockSize else {
            throw .outOfRange(name: "kv_tokens", value: kvTokens, minimum: blockSize)
        }
        guard longPrefillTokenThreshold >= 0 else {
            throw .outOfRange(
                name: "long_prefill_token_threshold", value: longPrefillTokenThreshold, minimum: 0)
        }
        guard chunkedPrefill || maxNumBatchedTokens >= maxModelLen else {
            throw .budgetBelowModelLength(budget: maxNumBatchedTokens, maxModelLen: maxModelLen)
        }
        try validateFeatures()
    }

    private func validateFeatures() throws(EngineConfigurationError) {
        if let apiWorkers, apiWorkers < 1 {
            throw .outOfRange(name: "api_workers", value: apiWorkers, minimum: 1)
        }
        if let speculation {
            guard speculation.draftTokens >= 1 else {
                throw .outOfRange(
                    name: "num_speculative_tokens", value: speculation.draftTokens, minimum: 1)
            }
            guard (0...1).contains(speculation.acceptance) else {
                throw .notAShare(name: "draft acceptance", value: speculation.acceptance)
            }
        }
        if let adapters {
            guard adapters.maxLoras >= 1 else {
                throw .outOfRange(name: "max_loras", value: adapters.maxLoras, minimum: 1)
            }
            guard adapters.loadSeconds >= 0 else {
                throw .negative(name: "adapter load time", value: adapters.loadSeconds)
            }
        }
        if case .swap(let space) = preemption {
            guard space.hostBlocks >= 1 else {
                throw .outOfRange(name: "host_blocks", value: space.hostBlocks, minimum: 1)
            }
            guard space.kvBytesPerToken >= 0 else {
                throw .negative(name: "kv_bytes_per_token", value: space.kvBytesPerToken)
            }
            guard space.bytesPerSecond > 0 else {
                throw .notPositive(name: "swap bytes per second", value: space.bytesPerSecond)
            }
        }
    }
}
