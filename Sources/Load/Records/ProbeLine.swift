import Foundation
import Inference

/// Writes the JSON of a record straight into bytes.
///
/// The same text as its `Codable` form with sorted keys, at a small part of the cost: at thousands
/// of requests a second the general encoder would cost more than measuring them.
struct ProbeLine {
    /// The text so far.
    private(set) var bytes: [UInt8] = []

    /// Writes a record.
    ///
    /// - Parameter record: The record.
    /// - Throws: `EncodingError` when a number is not finite.
    init(_ record: ProbeRecord) throws {
        bytes.reserveCapacity(768 + 8 * record.gaps.count)
        bytes.append(UInt8(ascii: "{"))
        try write(record)
        bytes.append(UInt8(ascii: "}"))
    }

    /// In the order of the keys' bytes.
    private mutating func write(_ record: ProbeRecord) throws {
        number("body_bytes", record.bodyBytes)
        number("cached_tokens", record.cachedTokens)
        number("chunks", record.chunks)
        text("class", record.outcomeClass.rawValue)
        time("connect_ms", record.connect)
        text("connection", record.reusedConnection.map { $0 ? "reused" : "fresh" })
        time("dns_ms", record.resolve)
        truth("end_mark", record.sawEndMark)
        text("error", record.error)
        text("finish_reason", record.finishReason)
        times("gaps_ms", record.gaps)
        text("generator", record.generator)
        time("head_ms", record.responseHead)
        number("http_status", record.httpStatus)
        number("index", record.index)
        text("interleaved", record.interleaved)
        time("latency_ms", record.endToEnd)
        number("max_tokens", record.maxTokens)
        text("model", record.model)
        text("outcome", record.outcome)
        number("output_tokens", record.outputTokens)
        truth("output_tokens_estimated", record.outputTokensEstimated ? true : nil)
        number("prompt_tokens", record.promptTokens)
        text("provider", record.provider)
        number("reads", record.reads)
        number("reasoning_chunks", record.reasoningChunks)
        truth("refusal", record.isRefusal)
        number("repeats", record.repeats)
        text("replica", record.replica)
        time("retry_after_ms", record.retryAfter)
        number("round", record.round)
        time("server_clock_ms", record.serverClockOffset)
        time("server_decode_ms", record.serverTimings?.decode)
        time("server_load_ms", record.serverTimings?.load)
        time("server_prefill_ms", record.serverTimings?.prefill)
        time("server_total_ms", record.serverTimings?.total)
        time("server_ttft_ms", record.serverTimeToFirstToken)
        number("session", record.session)
        time("start_delay_ms", record.startDelay)
        time("start_ms", record.intendedStart)
        text("status", record.isSuccess ? "ok" : "error")
        truth("streamed", record.isStream)
        text("timestamp", ProbeTimestamp.text(record.timestamp))
        time("tls_ms", record.secure)
        try rate("tokens_per_sec", record.tokensPerSecond)
        time("tpot_ms", record.timePerOutputToken)
        time("ttfb_ms", record.timeToFirstByte)
        time("ttfc_ms", record.timeToFirstChunk)
        time("ttft_ms", record.timeToFirstToken)
        number("turn", record.turn)
        truth("warmup", record.isWarmup ? true : nil)
        time("written_ms", record.requestWritten)
    }

    // MARK: - Members

    private mutating func key(_ name: StaticString) {
        if bytes.count > 1 { bytes.append(UInt8(ascii: ",")) }
        bytes.append(UInt8(ascii: "\""))
        name.withUTF8Buffer { bytes.append(contentsOf: $0) }
        bytes.append(UInt8(ascii: "\""))
        bytes.append(UInt8(ascii: ":"))
    }

    private mutating func number(_ name: StaticString, _ value: Int?) {
        guard let value else { return }
        key(name)
        append(value)
    }

    private mutating func truth(_ name: StaticString, _ value: Bool?) {
        guard let value else { return }
        key(name)
        bytes.append(contentsOf: (value ? "true" : "false").utf8)
    }

    private mutating func time(_ name: StaticString, _ value: Duration?) {
        guard let value else { return }
        key(name)
        appendThousandths((value.seconds * 1e6).rounded())
    }

    private mutating func times(_ name: StaticString, _ values: Gaps) {
        guard !values.isEmpty else { return }
        key(name)
        var separator = UInt8(ascii: "[")
        for value in values {
            bytes.append(separator)
            separator = UInt8(ascii: ",")
            appendThousandths((value.seconds * 1e6).rounded())
        }
        bytes.append(UInt8(ascii: "]"))
    }

    private mutating func rate(_ name: StaticString, _ value: Double?) throws {
        guard let value else { return }
        guard value.isFinite else {
            throw EncodingError.invalidValue(
                value,
                EncodingError.Context(
                    codingPath: [], debugDescription: "\(name) is \(value), which JSON cannot say"))
        }
        key(name)
        appendThousandths((value * 1000).rounded())
    }

    private mutating func text(_ name: StaticString, _ value: String?) {
        guard var value else { return }
        key(name)
        bytes.append(UInt8(ascii: "\""))
        value.withUTF8 { append(escaped: UnsafeRawBufferPointer($0)) }
        bytes.append(UInt8(ascii: "\""))
    }

    // MARK: - Values

    private mutating func append(escaped text: UnsafeRawBufferPointer) {
        var start = 0
        for (index, byte) in text.enumerated()
        where byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
            bytes.append(contentsOf: text[start..<index])
            start = index + 1
            bytes.append(UInt8(ascii: "\\"))
            switch byte {
            case 0x08: bytes.append(UInt8(ascii: "b"))
            case 0x09: bytes.append(UInt8(ascii: "t"))
            case 0x0A: bytes.append(UInt8(ascii: "n"))
            case 0x0C: bytes.append(UInt8(ascii: "f"))
            case 0x0D: bytes.append(UInt8(ascii: "r"))
            case 0..<0x20:
                bytes.append(contentsOf: (byte < 0x10 ? "u000" : "u00").utf8)
                bytes.append(contentsOf: String(byte, radix: 16).utf8)
            default: bytes.append(byte)
            }
        }
        bytes.append(contentsOf: text[start...])
    }

    private mutating func append(_ value: Int) {
        if value < 0 { bytes.append(UInt8(ascii: "-")) }
        var rest = value.magnitude
        let start = bytes.count
        repeat {
            bytes.append(UInt8(ascii: "0") + UInt8(rest % 10))
            rest /= 10
        } while rest > 0
        bytes[start...].reverse()
    }

    /// Appends a number of thousandths as a decimal number without trailing zeros.
    ///
    /// - Parameter thousandths: A whole number.
    private mutating func appendThousandths(_ thousandths: Double) {
        // Up to fifteen digits a decimal number and the double next to it stand for each other.
        guard abs(thousandths) < 1e15 else {
            let text = "\(thousandths / 1000)"
            bytes.append(contentsOf: (text.hasSuffix(".0") ? text.dropLast(2) : text[...]).utf8)
            return
        }
        if thousandths < 0 || thousandths.sign == .minus { bytes.append(UInt8(ascii: "-")) }
        let value = Int(thousandths.magnitude)
        append(value / 1000)
        let rest = value % 1000
        guard rest > 0 else { return }
        bytes.append(UInt8(ascii: "."))
        bytes.append(UInt8(ascii: "0") + UInt8(rest / 100))
        if rest % 100 > 0 { bytes.append(UInt8(ascii: "0") + UInt8(rest / 10 % 10)) }
        if rest % 10 > 0 { bytes.append(UInt8(ascii: "0") + UInt8(rest % 10)) }
    }
}
