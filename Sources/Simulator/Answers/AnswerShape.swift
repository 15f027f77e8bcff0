/// How faults change what the model writes and what is told of it, for one request.
struct AnswerShape: Equatable, Sendable {
    /// What an answer holds.
    enum Content: Equatable, Sendable {
        /// An answer.
        case prose
        /// A few words that refuse.
        case refusal
        /// Tokens that the client does not see.
        case nothing
        /// Tokens that the client sees as reasoning, and none as an answer.
        case reasoning
    }

    /// What an answer holds.
    var content = Content.prose
    /// When answers end; nil for as the model is used to.
    var lengths: AnswerLengths?
    /// The most tokens the server allows, whatever is asked for.
    var tokenCap: Int?
    /// How many tokens arrive in one event, at least 1.
    var tokensPerEvent = 1
    /// The reported usage against the truth; 0 reports none.
    var usageFactor = 1.0

    /// What conditions and the faults of one request mean for its answer.
    ///
    /// - Parameter faults: Conditions and faults of the request; others than those of answers are left alone.
    init(_ faults: [Fault] = []) {
        for fault in faults {
            switch fault {
            case .refusal: content = .refusal
            case .emptyAnswer(let reasoning): content = reasoning ? .reasoning : .nothing
            case .answerLengths(let lengths): self.lengths = lengths
            case .tokenCap(let cap): tokenCap = min(tokenCap ?? cap, max(1, cap))
            case .tokensPerEvent(let count): tokensPerEvent = max(1, count)
            case .usageFactor(let factor): usageFactor = factor
            default: continue
            }
        }
    }

    /// A count as the usage reports it.
    func reported(_ tokens: Int) -> Int {
        Int((Double(tokens) * usageFactor).rounded())
    }

    /// The tokens of a refusal, the first of each in turn for each seed.
    static func refusalTokens(seed: UInt64) -> [String] {
        let sentences = [
            "I'm sorry, but I can't help with that.", "I cannot assist with this request.",
            "I'm not able to help with that request, sorry.",
        ]
        let sentence = sentences[Int(seed % UInt64(sentences.count))]
        return sentence.split(separator: " ").enumerated().map { index, word in
            index == 0 ? String(word) : " " + word
        }
    }
}
