import EngineModel

/// Writes the stream of one answer as the tokens leave the engine, with the faults that act on it.
///
/// Pure: it says what to do, and whoever drives it does it in order.
struct AnswerStreamWriter: Sendable {
    /// One thing to do.
    enum Action: Equatable, Sendable {
        /// Write an event or more; `isToken` for one that brings something the client can see.
        case write([UInt8], isToken: Bool)
        /// Let nothing pass for so many seconds; the engine goes on.
        case stall(Double)
        /// Close the connection in the middle.
        case cut
        /// End the answer: the engine failed on it.
        case fail
        /// The answer is whole.
        case end
    }

    private let plan: AnswerPlan
    private let format: any AnswerWriting
    private let conditions: AnswerConditions
    private let faults: [Fault]
    private let includesUsage: Bool
    private let template: (prefix: [UInt8], suffix: [UInt8])?

    /// Tokens that were given out.
    private var sent = 0
    private var isOpen = false
    private var isOver = false

    /// Prepares the answer of one choice.
    ///
    /// - Parameters:
    ///   - draft: The answers; the first one is written.
    ///   - conditions: What holds for all answers of the replica.
    ///   - faults: What strikes the stream.
    ///   - includesUsage: Whether the client asked for the usage.
    init(
        draft: AnswerDraft, conditions: AnswerConditions, faults: [Fault], includesUsage: Bool
    ) {
        plan = draft.plans[0]
        format = draft.format
        self.conditions = conditions
        self.faults = faults
        self.includesUsage = includesUsage
        template = Self.template(of: draft.format, isReasoning: plan.kind == .reasoning)
    }

    /// Takes tokens that left the engine together.
    ///
    /// - Parameters:
    ///   - index: How many tokens have left so far.
    ///   - finish: Why the answer ends with the last of them; nil when it goes on.
    ///   - timings: Where the time went; nil when the answer goes on.
    /// - Returns: What to do, in order.
    mutating func take(
        upTo index: Int, finish: FinishReason?, timings: RequestTimings? = nil
    ) -> [Action] {
        guard !isOver else { return [] }
        var actions: [Action] = []
        if !isOpen {
            isOpen = true
            if let opening = format.opening(choice: 0) {
                actions.append(.write(Array(opening.utf8), isToken: false))
            }
        }
        while sent < index, !isOver {
            let count = min(index - sent, conditions.tokensPerEvent)
            guard count == conditions.tokensPerEvent || finish != nil else { break }
            writeEvent(count: count, finish: sent + count == index ? finish : nil, into: &actions)
        }
        if let finish, !isOver {
            isOver = true
            let ending = format.ending(
                includesUsage: includesUsage,
                completionTokens: plan.outputTokens, timings: timings)
            if finish == .stop || finish == .length, !ending.isEmpty {
                actions.append(.write(Array(ending.utf8), isToken: false))
            }
            actions.append(.end)
        }
        return actions
    }

    /// Writes the event of the next tokens, unless a fault ends the stream there.
    private mutating func writeEvent(
        count: Int, finish: FinishReason?, into actions: inout [Action]
    ) {
        var isGarbled = false
        for fault in faults {
            switch fault {
            case .malformedChunk(let after) where covers(after, count):
                isGarbled = true
            case .truncate(let after) where covers(after, count):
                isOver = true
                actions.append(.cut)
                return
            case .errorInStream(let after) where covers(after, count):
                isOver = true
                actions.append(
                    .write(Array(format.failure(.engineDead).utf8), isToken: false))
                actions.append(.fail)
                return
            case .stall(let after, let pause) where covers(after, count):
                actions.append(.stall(pause / .seconds(1)))
            default: continue
            }
        }
        let text = text(of: sent..<sent + count)
        sent += count
        if finish == nil, text.isEmpty { return }
        var bytes = event(text, finish: finish)
        if isGarbled {
            bytes = Array(bytes.prefix(bytes.count / 2)) + Array("\n\n".utf8)
        }
        actions.append(.write(bytes, isToken: !text.isEmpty))
    }

    private func covers(_ token: Int, _ count: Int) -> Bool {
        (sent..<sent + count).contains(token)
    }

    private func text(of tokens: Range<Int>) -> String {
        let known = tokens.clamped(to: plan.deltas.indices)
        return known.count == 1 ? plan.deltas[known.lowerBound] : plan.deltas[known].joined()
    }

    private func event(_ text: String, finish: FinishReason?) -> [UInt8] {
        if finish == nil, let template, text.utf8.allSatisfy(Self.isPlain) {
            return template.prefix + text.utf8 + template.suffix
        }
        return Array(format.chunk(piece(text, finish: finish)).utf8)
    }

    private func piece(_ text: String, finish: FinishReason?) -> TokenPiece {
        TokenPiece(
            choice: 0, text: text, isReasoning: plan.kind == .reasoning, tokens: sent,
            finish: finish, stopReason: finish == nil ? nil : plan.stopReason,
            isLast: finish != nil && !includesUsage, timings: nil)
    }

    // MARK: - Events that differ in their text alone

    private static let marker = "@firstlight@"

    /// What comes before and after the text of an event; nil when events differ in more.
    private static func template(
        of format: any AnswerWriting, isReasoning: Bool
    ) -> (prefix: [UInt8], suffix: [UInt8])? {
        guard let format = format as? AnswerFormat, !format.hasContinuousUsage else { return nil }
        let event = format.chunk(
            TokenPiece(
                choice: 0, text: marker, isReasoning: isReasoning, tokens: 1, finish: nil,
                stopReason: nil, isLast: false, timings: nil))
        guard let place = event.firstRange(of: marker) else { return nil }
        return (Array(event[..<place.lowerBound].utf8), Array(event[place.upperBound...].utf8))
    }

    /// Whether a byte stands for itself in JSON text.
    private static func isPlain(_ byte: UInt8) -> Bool {
        byte >= 0x20 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
    }
}
