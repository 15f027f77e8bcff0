import Foundation
import Inference
import Load

/// One request as clues look at it: in seconds, and with what kind of request it was.
struct ClientRequest {
    /// Requests are compared over time only with those of their own kind.
    struct Kind: Hashable {
        let model: String
        let isRepeat: Bool
        let isLong: Bool
        let isFresh: Bool
    }

    let record: ProbeRecord
    let kind: Kind
    /// Since the first request of the observation.
    let start: Double
    /// From the start to the first token; nil when none came.
    let firstToken: Double?
    /// From the start to the end; nil when the record does not say.
    let end: Double?
    /// Between chunks, in order.
    let gaps: [Double]
    /// The median of the gaps; nil without one.
    let medianGap: Double?
    /// The sum of the gaps.
    let decode: Double

    init(_ record: ProbeRecord, kind: Kind, origin: Date) {
        self.record = record
        self.kind = kind
        start = record.timestamp.timeIntervalSince(origin)
        firstToken = record.timeToFirstToken?.seconds
        end = record.endToEnd?.seconds
        gaps = record.gaps.map(\.seconds)
        medianGap = gaps.isEmpty ? nil : Sample.median(gaps)
        decode = gaps.reduce(0, +)
    }

    /// Name resolution, TCP and TLS; nil when no connection was made or nobody looked.
    var setup: Double? {
        let phases = [record.resolve, record.connect, record.secure].compactMap { $0?.seconds }
        return phases.isEmpty ? nil : phases.reduce(0, +)
    }

    /// The time to the first token without that of making a connection.
    var netFirstToken: Double? {
        firstToken.map { max($0 - (setup ?? 0), 1e-6) }
    }

    /// Tokens that were received, and no fewer than chunks; nil without a chunk.
    ///
    /// Usage that counts fewer tokens than events came is not believed.
    var tokens: Int? {
        let chunks = gaps.isEmpty ? record.chunks ?? 0 : gaps.count + 1
        guard chunks > 0 else { return nil }
        if record.outputTokensEstimated { return chunks }
        return max(record.outputTokens ?? chunks, chunks)
    }

    /// Seconds for each token after the first, silences of a stall left out; nil with fewer than four gaps.
    var secondsPerToken: Double? {
        guard gaps.count >= 4, let tokens, tokens > 1, let medianGap else { return nil }
        let limit = Stall.limit(usual: medianGap)
        let running = gaps.reduce(0) { $1 > limit ? $0 : $0 + $1 }
        return running > 0 ? running / Double(tokens - 1) : nil
    }

    /// Whether the record counts for a verdict: no warm-up, and not given up by the client itself.
    var counts: Bool { !record.isWarmup && record.outcomeClass != .excluded }
}
