/// The latencies that people speak of, derived from the instants.
extension MeasuredRequest {
    /// Time to first token: from the intended start to the first meaningful chunk.
    package var timeToFirstToken: Duration? { sinceIntendedStart(instants.firstToken) }

    /// Time to the first byte of the body, from the intended start.
    package var timeToFirstByte: Duration? { sinceIntendedStart(instants.firstByte) }

    /// Time to the first event of the stream, from the intended start.
    package var timeToFirstChunk: Duration? { sinceIntendedStart(instants.firstChunk) }

    /// The whole answer, from the intended start.
    package var endToEnd: Duration? { sinceIntendedStart(instants.end) }

    /// How late the request began against its schedule.
    package var startDelay: Duration { instants.intendedStart.duration(to: instants.start) }

    /// How long name resolution took.
    package var resolveTime: Duration? {
        instants.resolved.map { instants.start.duration(to: $0) }
    }

    /// How long the TCP handshake took.
    package var connectTime: Duration? {
        instants.connected.map { (instants.resolved ?? instants.start).duration(to: $0) }
    }

    /// How long the TLS handshake took.
    package var secureTime: Duration? {
        guard let secured = instants.secured, let connected = instants.connected else { return nil }
        return connected.duration(to: secured)
    }

    /// Tokens generated: the server's count when it reports one, else the meaningful chunks.
    package var tokenCount: Int { usage?.completionTokens ?? chunkCount }

    /// Whether `tokenCount` is counted from chunks rather than reported.
    package var tokensAreEstimated: Bool { usage?.completionTokens == nil }

    /// Time per output token: (E2E - TTFT) / (tokens - 1); `nil` below two tokens.
    package var timePerOutputToken: Duration? {
        guard let first = instants.firstToken, let end = instants.end, tokenCount > 1 else {
            return nil
        }
        return first.duration(to: end) / (tokenCount - 1)
    }

    /// The speed at which the answer is written, in tokens per second: (tokens - 1) / (E2E - TTFT),
    /// the reciprocal of the time per output token.
    ///
    /// An answer of one token, or one that arrived all at once (not streamed, or buffered on the
    /// way), has no writing phase; it counts tokens / E2E, so that buffering cannot look fast.
    package var tokensPerSecond: Double? {
        guard let whole = endToEnd, whole > .zero, tokenCount > 0 else { return nil }
        if let perToken = timePerOutputToken, let first = instants.firstToken,
            let end = instants.end, first.duration(to: end) > .milliseconds(1)
        {
            return 1 / perToken.seconds
        }
        return Double(tokenCount) / whole.seconds
    }

    /// Meaningful chunks that arrived in the same read as an earlier one: coalesced.
    ///
    /// The gap before each of them is zero, which says how the chunks came here and nothing of how
    /// they were written.
    package var coalescedChunkCount: Int { max(0, chunkCount - meaningfulReadCount) }

    private func sinceIntendedStart(_ instant: ContinuousClock.Instant?) -> Duration? {
        instant.map { instants.intendedStart.duration(to: $0) }
    }
}
