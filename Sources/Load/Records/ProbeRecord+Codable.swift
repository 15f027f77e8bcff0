import Foundation
import Inference

/// The JSON of a probe: flat, snake case, times in milliseconds with three decimals.
extension ProbeRecord: Codable {
    private enum CodingKeys: String, CodingKey, CaseIterable {
        case index, provider, model, status, timestamp, error, outcome, warmup, connection, chunks
        case reads, streamed
        case outcomeClass = "class"
        case ttft = "ttft_ms"
        case latency = "latency_ms"
        case tokensPerSecond = "tokens_per_sec"
        case httpStatus = "http_status"
        case start = "start_ms"
        case startDelay = "start_delay_ms"
        case resolve = "dns_ms"
        case connect = "connect_ms"
        case secure = "tls_ms"
        case written = "written_ms"
        case head = "head_ms"
        case ttfb = "ttfb_ms"
        case ttfc = "ttfc_ms"
        case tpot = "tpot_ms"
        case gaps = "gaps_ms"
        case outputTokens = "output_tokens"
        case outputTokensEstimated = "output_tokens_estimated"
        case promptTokens = "prompt_tokens"
        case cachedTokens = "cached_tokens"
        case finishReason = "finish_reason"
        case endMark = "end_mark"
        case bodyBytes = "body_bytes"
        case retryAfter = "retry_after_ms"
        case serverTTFT = "server_ttft_ms"
        case replica, repeats, session, turn, generator, interleaved, round
        case serverTotal = "server_total_ms"
        case serverLoad = "server_load_ms"
        case serverPrefill = "server_prefill_ms"
        case serverDecode = "server_decode_ms"
        case maxTokens = "max_tokens"
        case reasoningChunks = "reasoning_chunks"
        case refusal
        case serverClock = "server_clock_ms"
    }

    /// Words other tools write into `status` for a request that went well.
    private static let goodStatuses: Set<String> = [
        "ok", "success", "healthy", "up", "completed", "pass", "passed",
    ]

    /// Words other tools write for a request that went well but slowly: whether it was too slow is
    /// for the objectives to say.
    private static let slowStatuses: Set<String> = ["slow", "degraded"]

    /// Writes the record; absent values are left out.
    ///
    /// - Parameter encoder: The encoder.
    /// - Throws: Whatever the encoder throws.
    package func encode(to encoder: any Encoder) throws {
        var line = encoder.container(keyedBy: CodingKeys.self)
        try line.encode(index, forKey: .index)
        if isWarmup { try line.encode(true, forKey: .warmup) }
        try line.encode(provider, forKey: .provider)
        try line.encode(model, forKey: .model)
        try line.encode(isSuccess ? "ok" : "error", forKey: .status)
        try line.encode(ProbeTimestamp.text(timestamp), forKey: .timestamp)
        try line.encode(outcome, forKey: .outcome)
        try line.encode(outcomeClass, forKey: .outcomeClass)
        try line.encodeIfPresent(error, forKey: .error)
        try line.encodeIfPresent(httpStatus, forKey: .httpStatus)
        let times: [(Duration?, CodingKeys)] = [
            (intendedStart, .start), (startDelay, .startDelay), (resolve, .resolve),
            (connect, .connect), (secure, .secure), (requestWritten, .written),
            (responseHead, .head), (timeToFirstByte, .ttfb), (timeToFirstChunk, .ttfc),
            (timeToFirstToken, .ttft), (endToEnd, .latency), (timePerOutputToken, .tpot),
            (retryAfter, .retryAfter), (serverTimeToFirstToken, .serverTTFT),
            (serverTimings?.total, .serverTotal), (serverTimings?.load, .serverLoad),
            (serverTimings?.prefill, .serverPrefill), (serverTimings?.decode, .serverDecode),
        ]
        for (time, key) in times {
            try line.encodeIfPresent(time.map(Self.milliseconds), forKey: key)
        }
        try line.encodeIfPresent(
            tokensPerSecond.map { ($0 * 1000).rounded() / 1000 }, forKey: .tokensPerSecond)
        if !gaps.isEmpty { try line.encode(gaps.map(Self.milliseconds), forKey: .gaps) }
        try line.encodeIfPresent(outputTokens, forKey: .outputTokens)
        if outputTokensEstimated { try line.encode(true, forKey: .outputTokensEstimated) }
        try line.encodeIfPresent(promptTokens, forKey: .promptTokens)
        try line.encodeIfPresent(cachedTokens, forKey: .cachedTokens)
        try line.encodeIfPresent(chunks, forKey: .chunks)
        try line.encodeIfPresent(reads, forKey: .reads)
        try line.encodeIfPresent(finishReason, forKey: .finishReason)
        try line.encodeIfPresent(sawEndMark, forKey: .endMark)
        try line.encodeIfPresent(isStream, forKey: .streamed)
        try line.encodeIfPresent(
            reusedConnection.map { $0 ? "reused" : "fresh" }, forKey: .connection)
        try line.encodeIfPresent(bodyBytes, forKey: .bodyBytes)
        try line.encodeIfPresent(replica, forKey: .replica)
        try line.encodeIfPresent(maxTokens, forKey: .maxTokens)
        try line.encodeIfPresent(repeats, forKey: .repeats)
        try line.encodeIfPresent(session, forKey: .session)
        try line.encodeIfPresent(turn, forKey: .turn)
        try line.encodeIfPresent(reasoningChunks, forKey: .reasoningChunks)
        try line.encodeIfPresent(isRefusal, forKey: .refusal)
        try line.encodeIfPresent(generator, forKey: .generator)
        try line.encodeIfPresent(interleaved, forKey: .interleaved)
        try line.encodeIfPresent(round, forKey: .round)
        try line.encodeIfPresent(serverClockOffset.map(Self.milliseconds), forKey: .serverClock)
    }

    /// Reads a record of ours or of the readiness-gate project.
    ///
    /// - Parameter decoder: The decoder.
    /// - Throws: `DecodingError` when a value has the wrong type, a time or a count is negative, or
    ///   the line says neither how the request ended nor how long it took.
    package init(from decoder: any Decoder) throws {
        let line = RecordFields(line: try decoder.container(keyedBy: CodingKeys.self))
        let message = try line.text(.error).flatMap { $0.isEmpty ? nil : $0 }
        let status = try line.text(.status)?.lowercased()
        let latency = try line.time(.latency)
        guard status != nil || latency != nil || message != nil else {
            throw line.corrupted(.status, "expected \"status\", \"latency_ms\" or \"error\"")
        }
        let claims = status.map { Self.goodStatuses.contains($0) || Self.slowStatuses.contains($0) }
        let isGood = message == nil && (claims ?? (latency != nil))
        self.init(
            index: try line.whole(.index) ?? 0, provider: try line.text(.provider) ?? "",
            model: try line.text(.model) ?? "", timestamp: try Self.date(line),
            outcome: try line.text(.outcome) ?? (isGood ? "completed" : "failed"),
            outcomeClass: try Self.outcomeClass(line) ?? (isGood ? .success : .failure))
        error = message
        isWarmup = try line.truth(.warmup) ?? false
        httpStatus = try line.whole(.httpStatus)
        try readTimes(line, latency: latency)
        // No answer takes no time: some writers put 0 for what they do not know.
        if timeToFirstToken == .zero { timeToFirstToken = nil }
        if endToEnd == .zero { endToEnd = nil }
        tokensPerSecond = try line.number(.tokensPerSecond, "tokens per second")
        outputTokens = try line.whole(.outputTokens)
        outputTokensEstimated = try line.truth(.outputTokensEstimated) ?? false
        promptTokens = try line.whole(.promptTokens)
        cachedTokens = try line.whole(.cachedTokens)
        chunks = try line.whole(.chunks)
        reads = try line.whole(.reads)
        finishReason = try line.text(.finishReason)
        sawEndMark = try line.truth(.endMark)
        isStream = try line.truth(.streamed)
        reusedConnection = try line.text(.connection).map { $0 == "reused" }
        bodyBytes = try line.whole(.bodyBytes)
        replica = try line.text(.replica)
        maxTokens = try line.whole(.maxTokens)
        repeats = try line.whole(.repeats)
        session = try line.whole(.session)
        turn = try line.whole(.turn)
        reasoningChunks = try line.whole(.reasoningChunks)
        isRefusal = try line.truth(.refusal)
        serverClockOffset = try line.signedTime(.serverClock)
        generator = try line.text(.generator)
        interleaved = try line.text(.interleaved)
        round = try line.whole(.round)
    }

    private mutating func readTimes(
        _ line: RecordFields<CodingKeys>, latency: Duration?
    ) throws {
        intendedStart = try line.time(.start) ?? .zero
        startDelay = try line.signedTime(.startDelay) ?? .zero
        (resolve, connect) = (try line.time(.resolve), try line.time(.connect))
        (secure, requestWritten) = (try line.time(.secure), try line.time(.written))
        (responseHead, timeToFirstByte) = (try line.time(.head), try line.time(.ttfb))
        (timeToFirstChunk, timeToFirstToken) = (try line.time(.ttfc), try line.time(.ttft))
        (endToEnd, timePerOutputToken) = (latency, try line.time(.tpot))
        retryAfter = try line.time(.retryAfter)
        serverTimeToFirstToken = try line.time(.serverTTFT)
        let timings = ServerTimings(
            total: try line.time(.serverTotal), load: try line.time(.serverLoad),
            prefill: try line.time(.serverPrefill), decode: try line.time(.serverDecode))
        serverTimings = timings.isEmpty ? nil : timings
        gaps = Gaps(try line.times(.gaps))
    }

    private static func outcomeClass(
        _ line: RecordFields<CodingKeys>
    ) throws -> Outcome.Class? {
        guard let word = try line.text(.outcomeClass) else { return nil }
        if let known = Outcome.Class(rawValue: word) { return known }
        let words = Outcome.Class.allCases.map(\.rawValue).joined(separator: ", ")
        throw line.corrupted(.outcomeClass, "expected one of \(words)")
    }

    private static func date(_ line: RecordFields<CodingKeys>) throws -> Date {
        guard let text = try line.text(.timestamp) else { return Date(timeIntervalSince1970: 0) }
        guard let date = ProbeTimestamp.date(text) else {
            throw line.corrupted(
                .timestamp, "expected a time such as 2026-11-21T03:15:00Z, found \"\(text)\"")
        }
        return date
    }

    /// Milliseconds with three decimals: a microsecond is finer than the clock's meaning here.
    private static func milliseconds(_ time: Duration) -> Double {
        (time.seconds * 1e6).rounded() / 1e3
    }
}
