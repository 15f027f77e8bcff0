import EngineModel

/// One answer, decided before its first token: what each token adds, and how it ends.
struct AnswerPlan: Sendable {
    /// The text each token adds to what the client sees; empty when text is held back or nothing is added.
    let deltas: [String]
    /// How many tokens the model itself would write; below the limit for answers with an end of their own.
    let outputTokens: Int
    /// The limit the engine applies.
    let maxTokens: Int
    /// ``FinishReason/stop`` or ``FinishReason/length``.
    let finish: FinishReason
    /// The stop string that ended the answer.
    let stopReason: String?
    /// What it says.
    let kind: AnswerKind

    /// Writes an answer.
    ///
    /// Text that could be the begin of a stop string is held back until it is certain, as vLLM's detokenizer does.
    ///
    /// - Parameters:
    ///   - limit: Most tokens.
    ///   - naturalEnd: Token at which the model ends by itself, its end token included; nil for never.
    ///   - stops: Strings that end the answer.
    ///   - seed: Of the words.
    ///   - kind: What it says; a refusal ends where its words do.
    init(
        limit: Int, naturalEnd: Int?, stops: [String], seed: UInt64, kind: AnswerKind = .prose
    ) {
        var prose = Prose(seed: seed)
        let naturalEnd = kind == .refusal ? Self.refusal.count + 1 : naturalEnd
        let stops = kind == .nothing ? [] : stops
        var written: [UInt8] = []
        var released = 0
        var deltas: [String] = []
        var ended = false
        var stopReason: String?
        let heldBack = (stops.map(\.utf8.count).max() ?? 1) - 1
        while !ended, deltas.count < limit {
            let token =
                switch kind {
                case _ where deltas.count + 1 == naturalEnd, .nothing: ""
                case .refusal: Self.refusal[deltas.count]
                case .prose, .reasoning: prose.nextToken()
                }
            let before = written.count
            written.append(contentsOf: token.utf8)
            if let match = Self.firstStop(stops, in: written, newFrom: before) {
                written.removeLast(written.count - match.offset)
                stopReason = match.stop
            }
            ended = stopReason != nil || deltas.count + 1 == naturalEnd
            let isLast = ended || deltas.count + 1 == limit
            let visible = max(released, isLast ? written.count : written.count - heldBack)
            deltas.append(
                released < visible
                    ? String(decoding: written[released..<visible], as: UTF8.self) : "")
            released = visible
        }
        self.deltas = deltas
        self.kind = kind
        outputTokens = deltas.count
        maxTokens = limit
        finish = ended ? .stop : .length
        self.stopReason = stopReason
    }

    /// The content of the whole answer; empty when all of it is reasoning.
    var text: String {
        kind == .reasoning ? "" : deltas.joined()
    }

    /// The reasoning of the whole answer; nil without any.
    var reasoning: String? {
        kind == .reasoning ? deltas.joined() : nil
    }

    /// The tokens of a refusal.
    private static let refusal = [
        "I", "\u{2019}m", " sorry", ",", " but", " I", " can", "\u{2019}t", " help", " with",
        " that",
        ".",
    ]

    /// The earliest stop string that ends in the new part of a text.
    private static func firstStop(
        _ stops: [String], in text: [UInt8], newFrom start: Int
    ) -> (stop: String, offset: Int)? {
        var first: (stop: String, offset: Int)?
        for stop in stops {
            let pattern = Array(stop.utf8)
            var offset = max(0, start - pattern.count + 1)
            while offset + pattern.count <= text.count {
                if text[offset..<offset + pattern.count].elementsEqual(pattern) {
                    if first.map({ offset < $0.offset }) ?? true {
                        first = (stop, offset)
                    }
                    break
                }
                offset += 1
            }
        }
        return first
    }
}
