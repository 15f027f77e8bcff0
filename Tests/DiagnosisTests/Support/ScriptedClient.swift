import Diagnosis
import Foundation
import Inference
import Load

/// Records of a client as it might have kept them: a closed loop on an endpoint that is described by a few numbers.
///
/// It follows no model of an engine: what clues say of it must not depend on ours.
struct ScriptedClient {
    /// A request before it becomes a record.
    struct Draft {
        let number: Int
        /// Seconds since the begin.
        let start: Double
        var model: String
        var promptTokens: Int
        var isRepeat: Bool
        var isFresh: Bool
        var setup: Double
        /// From the start to the first token, without the connection.
        var firstToken: Double
        var gaps: [Double]
        /// Edits the record that comes of it.
        var edits: [(inout ProbeRecord) -> Void] = []

        var isLong: Bool { promptTokens > 500 }
    }

    var seed: UInt64 = 1
    var seconds = 240.0
    var sessions = 3
    /// Seconds between tokens.
    var gap = 0.02
    /// Seconds to the first token of a prompt without length.
    var base = 0.07
    /// Seconds for each token of a prompt.
    var perPromptToken = 0.0001
    var answerTokens = 30
    var warmups = 2
    /// By how much the endpoint's speed wanders over minutes, as a share.
    var wander = 0.05
    var spread = 0.08
    /// What is different; called for each request in start order of its session.
    var change: (inout Draft, inout Noise) -> Void = { _, _ in }

    var evidence: ClientEvidence {
        ClientEvidence(probes: probes)
    }

    func finding(_ clue: Clue, baseline: ScriptedClient? = nil) -> ClueFinding? {
        findings(baseline: baseline).first { $0.clue == clue }
    }

    func findings(baseline: ScriptedClient? = nil) -> [ClueFinding] {
        ClientClues(
            Evidence(
                client: evidence,
                baseline: baseline.map { Evidence.Baseline(client: $0.evidence) })
        ).findings()
    }

    var probes: [ProbeRecord] {
        var noise = Noise(seed: seed)
        var clocks = (0..<sessions).map { Double($0) * 0.3 }
        let phase = noise.unit() * 2 * Double.pi
        let period = 60 + 240 * noise.unit()
        var records: [ProbeRecord] = []
        var lengths: [Int] = []
        while let session = clocks.indices.min(by: { clocks[$0] < clocks[$1] }),
            clocks[session] < seconds
        {
            let start = clocks[session]
            let drift = exp(wander * sin(2 * Double.pi * start / period + phase))
            var draft = draft(records.count, at: start, drift, lengths, &noise)
            change(&draft, &noise)
            lengths.append(draft.promptTokens)
            let record = record(draft)
            records.append(record)
            clocks[session] = start + (record.endToEnd?.seconds ?? 0) + 0.3 * noise.factor(0.3)
        }
        return records
    }

    private func draft(
        _ number: Int, at start: Double, _ drift: Double, _ lengths: [Int], _ noise: inout Noise
    ) -> Draft {
        let isRepeat = number > 20 && noise.chance(0.15)
        let isLong = !isRepeat && number > 4 && noise.chance(0.1)
        let tokens = isRepeat ? lengths[number - 10] : isLong ? 1500 : 80 + Int(40 * noise.unit())
        let isFresh = number < sessions || noise.chance(0.2)
        // A slow begin that is over after half a minute, and now and then a wait behind a neighbour's prompt.
        let warm = 1 + 0.15 * exp(-start / 10)
        let computed = isRepeat ? 10 : tokens
        var first =
            (base + perPromptToken * Double(computed)) * noise.factor(2 * spread) * drift * warm
        if noise.chance(0.15) { first += base * noise.unit() }
        let count = max(8, Int(Double(answerTokens) * noise.factor(0.3)))
        let pace = gap * drift * warm * noise.factor(spread / 2)
        let gaps = (1..<count).map { _ in
            pace * noise.factor(spread) * (noise.chance(0.02) ? 4 : 1)
        }
        return Draft(
            number: number, start: start, model: "base", promptTokens: tokens, isRepeat: isRepeat,
            isFresh: isFresh, setup: isFresh ? 0.004 * noise.factor(0.2) : 0, firstToken: first,
            gaps: gaps)
    }

    private func record(_ draft: Draft) -> ProbeRecord {
        var record = ProbeRecord(
            index: draft.number, provider: "scripted", model: draft.model,
            timestamp: Date(timeIntervalSince1970: 1_790_000_000 + draft.start),
            outcome: "completed", outcomeClass: .success)
        record.isWarmup = draft.number < warmups
        record.intendedStart = .seconds(draft.start)
        record.httpStatus = 200
        record.maxTokens = 200
        record.promptTokens = draft.promptTokens
        record.repeats = draft.isRepeat ? draft.number - 10 : nil
        record.reusedConnection = !draft.isFresh
        if draft.isFresh { record.connect = .seconds(draft.setup) }
        let first = draft.setup + draft.firstToken
        record.responseHead = .seconds(first * 0.9)
        record.timeToFirstToken = .seconds(first)
        record.gaps = Gaps(draft.gaps.map { .seconds($0) })
        record.chunks = draft.gaps.count + 1
        record.reads = draft.gaps.count + 1
        record.outputTokens = draft.gaps.count + 1
        record.endToEnd = .seconds(first + draft.gaps.reduce(0, +) + 0.002)
        record.finishReason = "stop"
        record.isStream = true
        record.isRefusal = false
        record.serverClockOffset = .seconds(-draft.start.truncatingRemainder(dividingBy: 1))
        for edit in draft.edits { edit(&record) }
        return record
    }
}

extension ProbeRecord {
    /// Ends otherwise than with a whole answer.
    mutating func fail(
        _ outcome: String, status: Int? = nil, text: String? = nil, after seconds: Double = 0.01,
        class outcomeClass: Outcome.Class = .failure
    ) {
        self.outcome = outcome
        self.outcomeClass = outcomeClass
        error = text ?? outcome
        httpStatus = status
        finishReason = nil
        outputTokens = nil
        timeToFirstToken = nil
        responseHead = status == nil ? nil : .seconds(seconds)
        gaps = []
        chunks = 0
        reads = 0
        isRefusal = nil
        promptTokens = nil
        endToEnd = .seconds(seconds)
    }

    /// Ends after so many gaps.
    mutating func cut(_ outcome: String, after count: Int, silence: Double = 0) {
        self.outcome = outcome
        outcomeClass = .failure
        error = outcome
        finishReason = nil
        gaps = Gaps(gaps.prefix(count))
        chunks = gaps.count + 1
        reads = chunks
        outputTokens = chunks
        outputTokensEstimated = true
        let first = timeToFirstToken ?? .zero
        endToEnd = first + gaps.reduce(Duration.zero, +) + .seconds(silence)
    }
}
