/// The JSON that TensorRT-LLM answers on `GET /metrics`: statistics of the last iterations.
///
/// Reading takes them away from the server, so an empty list says nothing.
enum IterationStatsAnswer {
    private struct Iteration: Decodable {
        let maxActive: LenientNumber?
        let maxBatchSize: LenientNumber?
        let maxTokens: LenientNumber?
        let cache: Cache?

        enum CodingKeys: String, CodingKey {
            case maxActive = "maxNumActiveRequests"
            case maxBatchSize = "maxBatchSizeRuntime"
            case maxTokens = "maxNumTokensRuntime"
            case cache = "kvCacheStats"
        }
    }

    private struct Cache: Decodable {
        let maxBlocks: LenientNumber?
        let tokensPerBlock: LenientNumber?

        enum CodingKeys: String, CodingKey {
            case maxBlocks = "maxNumBlocks"
            case tokensPerBlock
        }
    }

    /// The limits of the last iteration; empty for a list of anything else.
    static func limits(_ body: [UInt8]) -> [EngineLimit] {
        guard let last = (try? AnswerDecoder.decode([Iteration].self, from: body))?.last else {
            return []
        }
        // Releases without a batch size of the running engine write 0.
        let running =
            EngineLimit.limit(
                .runningRequests, last.maxBatchSize, in: "maxBatchSizeRuntime", of: .metrics)
            ?? .limit(.runningRequests, last.maxActive, in: "maxNumActiveRequests", of: .metrics)
        return [
            running,
            .limit(.batchTokens, last.maxTokens, in: "maxNumTokensRuntime", of: .metrics),
            .limit(
                .kvCacheBlocks, last.cache?.maxBlocks, in: "kvCacheStats.maxNumBlocks",
                of: .metrics),
            .limit(
                .kvBlockTokens, last.cache?.tokensPerBlock, in: "kvCacheStats.tokensPerBlock",
                of: .metrics),
        ].compactMap { $0 }
    }
}
