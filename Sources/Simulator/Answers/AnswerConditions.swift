/// What conditions do to the answers of one replica.
struct AnswerConditions: Equatable, Sendable {
    /// Where answers end; nil as the server is set up.
    var lengths: AnswerLengths?
    /// Most tokens of an answer, whatever the client asked for; nil for no such cap.
    var tokenCap: Int?
    /// Tokens that arrive in one event; at least 1.
    var tokensPerEvent = 1
    /// How many times the truth the usage says; 0 leaves it out.
    var usageFactor = 1.0

    /// Sums up conditions; of two of a kind the later counts, of two caps the lower.
    init(_ faults: [Fault]) {
        for fault in faults {
            switch fault {
            case .answerLengths(let lengths): self.lengths = lengths
            case .tokenCap(let cap): tokenCap = min(tokenCap ?? cap, max(1, cap))
            case .tokensPerEvent(let tokens): tokensPerEvent = max(1, tokens)
            case .usageFactor(let factor): usageFactor = max(0, factor)
            default: continue
            }
        }
    }
}
