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
        try line.encode(timestamp.formatted(.probeTimestamp), forKey: .timestamp)
        try line.encode(outcome, forKey: .outcome)
        try line.encode(outcomeClass, forKey: .outcomeClass)
        try line.encodeIfPresent(error, forKey: .error)
        try line.encodeIfPresent(httpStatus, forKey: .httpStatus)
        let times: [(Duration?, CodingKeys)] = [
            (intendedStart, .start), (startDelay, .startDelay), (resolve, .resolve),
            (connect, .connect), (secure, .secure), (requestWritten, .written),
            (responseHead, .head), (timeToFirstByte, .ttfb), (timeToFirstChunk, .ttfc),
            (timeToFirstToken, .ttft), (endToEnd, .latency), (timePerOutputToken, .tpot),
            (retryAfter, .retryAfter),
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
    }

    /// Reads a record of ours or of the readiness-gate project.
    ///
    /// - Parameter decoder: The decoder.
    /// - Throws: `DecodingError` when a value has the wrong type, a time is negative, or the line
    ///   says neither how the request ended nor how long it took.
    package init(from decoder: any Decoder) throws {
        let line = try decoder.container(keyedBy: CodingKeys.self)
        func text(_ key: CodingKeys) throws -> String? {
            try line.decodeIfPresent(String.self, forKey: key)
        }
        func time(_ key: CodingKeys) throws -> Duration? {
            guard let value = try line.decodeIfPresent(Double.self, forKey: key) else { return nil }
            guard value.isFinite, value >= 0 || key == .startDelay, value < 1e12 else {
                throw DecodingError.dataCorruptedError(
                    forKey: key, in: line, debugDescription: "expected milliseconds, found \(value)"
                )
            }
            return .seconds(value / 1000)
        }
        let message = try text(.error).flatMap { $0.isEmpty ? nil : $0 }
        let status = try text(.status)?.lowercased()
        let latency = try time(.latency)
        guard status != nil || latency != nil || message != nil else {
            throw DecodingError.dataCorruptedError(
                forKey: .status, in: line,
                debugDescription: "expected \"status\", \"latency_ms\" or \"error\"")
        }
        let claims = status.map { Self.goodStatuses.contains($0) || Self.slowStatuses.contains($0) }
        let isGood = message == nil && (claims ?? (latency != nil))
        let date = try Self.date(line)
        self.init(
            index: try line.decodeIfPresent(Int.self, forKey: .index) ?? 0,
            provider: try text(.provider) ?? "", model: try text(.model) ?? "",
            timestamp: date,
            outcome: try text(.outcome) ?? (isGood ? "completed" : "failed"),
            outcomeClass: try line.decodeIfPresent(Outcome.Class.self, forKey: .outcomeClass)
                ?? (isGood ? .success : .failure))
        error = message
        isWarmup = try line.decodeIfPresent(Bool.self, forKey: .warmup) ?? false
        httpStatus = try line.decodeIfPresent(Int.self, forKey: .httpStatus)
        intendedStart = try time(.start) ?? .zero
        startDelay = try time(.startDelay) ?? .zero
        (resolve, connect, secure) = (try time(.resolve), try time(.connect), try time(.secure))
        (requestWritten, responseHead) = (try time(.written), try time(.head))
        (timeToFirstByte, timeToFirstChunk) = (try time(.ttfb), try time(.ttfc))
        timeToFirstToken = try time(.ttft)
        // Some writers put 0 where no token came.
        if !isGood, timeToFirstToken == .zero { timeToFirstToken = nil }
        (endToEnd, timePerOutputToken) = (latency, try time(.tpot))
        retryAfter = try time(.retryAfter)
        tokensPerSecond = try line.decodeIfPresent(Double.self, forKey: .tokensPerSecond)
        gaps = try (line.decodeIfPresent([Double].self, forKey: .gaps) ?? []).map {
            .seconds($0 / 1000)
        }
        outputTokens = try line.decodeIfPresent(Int.self, forKey: .outputTokens)
        outputTokensEstimated =
            try line.decodeIfPresent(Bool.self, forKey: .outputTokensEstimated) ?? false
        promptTokens = try line.decodeIfPresent(Int.self, forKey: .promptTokens)
        cachedTokens = try line.decodeIfPresent(Int.self, forKey: .cachedTokens)
        chunks = try line.decodeIfPresent(Int.self, forKey: .chunks)
        reads = try line.decodeIfPresent(Int.self, forKey: .reads)
        finishReason = try text(.finishReason)
        sawEndMark = try line.decodeIfPresent(Bool.self, forKey: .endMark)
        isStream = try line.decodeIfPresent(Bool.self, forKey: .streamed)
        reusedConnection = try text(.connection).map { $0 == "reused" }
        bodyBytes = try line.decodeIfPresent(Int.self, forKey: .bodyBytes)
    }

    private static func date(_ line: KeyedDecodingContainer<CodingKeys>) throws -> Date {
        guard let text = try line.decodeIfPresent(String.self, forKey: .timestamp) else {
            return Date(timeIntervalSince1970: 0)
        }
        if let date = try? Date(text, strategy: .probeTimestamp) { return date }
        if let date = try? Date(text, strategy: .iso8601) { return date }
        throw DecodingError.dataCorruptedError(
            forKey: .timestamp, in: line,
            debugDescription: "expected a time such as 2026-11-21T03:15:00Z, found \"\(text)\"")
    }

    /// Milliseconds with three decimals: a microsecond is finer than the clock's meaning here.
    private static func milliseconds(_ time: Duration) -> Double {
        (time.seconds * 1e6).rounded() / 1e3
    }
}

extension FormatStyle where Self == Date.ISO8601FormatStyle {
    /// UTC with milliseconds, as in `2026-11-21T03:15:00.250Z`.
    static var probeTimestamp: Self { Date.ISO8601FormatStyle(includingFractionalSeconds: true) }
}

extension ParseStrategy where Self == Date.ISO8601FormatStyle {
    /// UTC with milliseconds.
    fileprivate static var probeTimestamp: Self {
        Date.ISO8601FormatStyle(includingFractionalSeconds: true)
    }
}
