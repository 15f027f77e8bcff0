import EngineModel
import Exposition

extension EnginePages {
    /// The pages of `trtllm-serve`, whose `/metrics` is no exposition.
    func trtllmPage(_ path: String) -> Page? {
        switch path {
        case "/health": empty
        case "/version": json("{\"version\":\(version)}")
        case "/metrics": json(iterations)
        case "/prometheus/metrics" where configuration.servesMetrics: { metrics(.engine) }
        default: nil
        }
    }

    /// The iterations since the last time somebody asked.
    private var iterations: String {
        let metrics = server.engine.metrics
        let steps = server.engine.drainSteps()
        return "[" + steps.map { iteration($0, metrics: metrics) }.joined(separator: ",") + "]"
    }

    private func iteration(_ step: StepSummary, metrics: EngineMetrics) -> String {
        func text(_ number: Double) -> String { FloatStyle.python.text(number) }
        let used = Int((step.kvCacheUsage * Double(limits.kvBlocks)).rounded())
        let hits = metrics.prefixCacheHits / UInt64(limits.blockSize)
        let lookups = metrics.prefixCacheQueries / UInt64(limits.blockSize)
        let hitRate = lookups == 0 ? 0 : Double(hits) / Double(lookups)
        let end = UTCTime(unixSeconds: server.startUnixSeconds + step.endSeconds)
        let scheduled = step.prefillRequests + step.decodingRequests
        return "{\"cpuMemUsage\":0,\"gpuMemUsage\":\(42_383 * 1_048_576),"
            + "\"inflightBatchingStats\":{\"avgNumDecodedTokensPerIter\":1.0,"
            + "\"microBatchId\":0,\"numContextRequests\":\(step.prefillRequests),"
            + "\"numCtxTokens\":\(step.prefillTokens),"
            + "\"numGenRequests\":\(step.decodingRequests),"
            + "\"numPausedRequests\":\(metrics.requestsPreempted),"
            + "\"numScheduledRequests\":\(scheduled)},\"iter\":\(step.number),"
            + "\"iterLatencyMS\":\(text(step.durationSeconds * 1000)),"
            + "\"kvCacheStats\":{\"allocNewBlocks\":\(lookups - hits),"
            + "\"allocTotalBlocks\":\(lookups),\"cacheHitRate\":\(text(hitRate)),"
            + "\"freeNumBlocks\":\(limits.kvBlocks - used),"
            + "\"maxNumBlocks\":\(limits.kvBlocks),\"missedBlocks\":\(lookups - hits),"
            + "\"reusedBlocks\":\(hits),\"tokensPerBlock\":\(limits.blockSize),"
            + "\"usedNumBlocks\":\(used)},\"maxBatchSizeRuntime\":\(limits.maxNumSeqs),"
            + "\"maxBatchSizeStatic\":\(limits.maxNumSeqs),"
            + "\"maxNumActiveRequests\":\(limits.maxNumSeqs),"
            + "\"maxNumTokensRuntime\":\(limits.maxNumBatchedTokens),"
            + "\"numActiveRequests\":\(step.requestsRunning),"
            + "\"numQueuedRequests\":\(step.requestsWaiting),\"pinnedMemUsage\":0,"
            + "\"specDecodingStats\":null,\"timestamp\":\"\(end.date) \(end.clock)\"}"
    }
}
