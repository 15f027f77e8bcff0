import EngineModel

/// One client that asks, waits, thinks and asks again.
struct ClientSession {
    /// A connection that is kept for the next request.
    struct Connection: Equatable {
        /// The life of the process it leads to; nil when it leads to a balancer, which lives on.
        var life: Int?
    }

    /// What it does.
    let load: ClientLoad
    /// Its number among those of its load.
    let number: Int
    /// Whether what it sees is kept.
    let isMeasured: Bool
    var random: RandomSource
    var connection: Connection?
    /// Questions asked so far.
    var asked = 0
    /// What it asked last, to be repeated.
    var lastQuestion: Question?
    /// A request that failed and is to be sent again, and how often it has been.
    var retry: (question: Question, count: Int)?
    /// The tick at which the last question was due; the start of the session before the first.
    private var tickSeconds: Double

    /// What one request asks for.
    struct Question: Equatable {
        var prompt: Prompt
        var model: String?
        /// The measured request that asked it first.
        var index: Int?
    }

    init(load: ClientLoad, number: Int, isMeasured: Bool, seed: UInt64) {
        self.load = load
        self.number = number
        self.isMeasured = isMeasured
        random = RandomSource(seed: seed)
        tickSeconds = Double(number) * load.staggerSeconds
    }

    /// When the next question is asked after the last answer.
    mutating func nextAsk(after end: Double) -> Double {
        guard let interval = load.tickerSeconds else { return end + think() }
        tickSeconds += interval
        guard tickSeconds < end else { return tickSeconds }
        // The tick that was missed fires now; the ones after it, up to now, are gone.
        tickSeconds += ((end - tickSeconds) / interval).rounded(.down) * interval
        return end
    }

    /// Draws the pause before the next question.
    mutating func think() -> Double {
        load.thinkSeconds * random.noise(variation: 0.3)
    }

    /// Draws whether something with a share happens.
    mutating func happens(_ share: Double) -> Bool {
        share > 0 && random.unit() < share
    }

    /// Makes the next question up.
    ///
    /// - Returns: The question, and whether it repeats the one before.
    mutating func nextQuestion() -> (question: Question, isRepeat: Bool) {
        asked += 1
        if let last = lastQuestion, happens(load.repeatShare) { return (last, true) }
        let isLong = happens(load.longShare)
        let tokens = isLong ? load.longPromptTokens : load.prompt.draw(&random)
        var model = load.model
        if !load.adapters.isEmpty, happens(load.adapterShare) {
            model = load.adapters[random.integer(in: 0...load.adapters.count - 1)]
        }
        return (Question(prompt: prompt(tokens: tokens), model: model), false)
    }

    /// A chat of so many tokens that begins as all do and goes on as no other does.
    private func prompt(tokens: Int) -> Prompt {
        let bytes = max(1, tokens - 1 - Prompt.tokensPerMessage) * Prompt.bytesPerToken
        let shared = min(load.sharedPrefixTokens * Prompt.bytesPerToken, bytes)
        let who = isMeasured ? "client" : "other"
        var text = String(repeating: Self.opening, count: shared / Self.opening.utf8.count + 1)
        text = String(text.utf8.prefix(shared)) ?? text
        text += "\(who) \(number) asks \(asked): "
        let missing = bytes - text.utf8.count
        if missing > 0 {
            text += String(repeating: Self.filling, count: missing / Self.filling.utf8.count + 1)
        }
        return Prompt(messages: [(role: "user", text: String(text.utf8.prefix(bytes)) ?? text)])
    }

    private static let opening = "You are a careful assistant; answer in plain words. "
    private static let filling = "and then there was one more thing about the night sky, "
}
