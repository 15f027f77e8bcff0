/// What a signal means, in words that reports and documentation print.
package struct SignalDefinition: Sendable, Hashable {
    package let signal: Signal
    package let kind: SignalKind
    package let unit: SignalUnit
    /// One or two sentences, ended by a full stop.
    package let meaning: String
}

extension Signal {
    /// The one definition of this signal.
    package var definition: SignalDefinition {
        switch self {
        case .running:
            define(.gauge, .requests, "Requests in the engine's execution batches.")
        case .waiting:
            define(.gauge, .requests, "Requests accepted and not yet in an execution batch.")
        case .waitingForCapacity:
            define(
                .gauge, .requests,
                "Requests that wait for a slot or for KV-cache space, without those deferred for "
                    + "another reason.")
        case .kvCacheUsage:
            define(
                .gauge, .ratio,
                "Share of the KV cache that live requests occupy, of the fullest replica.")
        case .preemptions:
            define(
                .counter, .events,
                "Times a running request lost its KV cache and has to be computed again.")
        case .promptTokens:
            define(.counter, .tokens, "Prompt tokens processed.")
        case .generationTokens:
            define(.counter, .tokens, "Tokens generated.")
        case .requestsFinished:
            define(
                .counter, .requests,
                "Requests that ended, by finish reason where the engine tells it.")
        case .timeToFirstToken:
            define(
                .histogram, .seconds,
                "From acceptance by the server to the first token, as the server measures it.")
        case .endToEndLatency:
            define(
                .histogram, .seconds,
                "From acceptance by the server to the end of the request, observed when it ends.")
        case .queueTime:
            define(
                .histogram, .seconds,
                "From acceptance to the first execution batch, observed when the request ends.")
        case .prefixCacheHits:
            define(.counter, .tokensOrBlocks, "Prompt found in the prefix cache.")
        case .prefixCacheQueries:
            define(.counter, .tokensOrBlocks, "Prompt looked up in the prefix cache.")
        }
    }

    private func define(
        _ kind: SignalKind, _ unit: SignalUnit, _ meaning: String
    ) -> SignalDefinition {
        SignalDefinition(signal: self, kind: kind, unit: unit, meaning: meaning)
    }
}
