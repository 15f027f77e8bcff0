import Inference

/// Sessions of generated prompts from one of the built-in sets.
///
/// How much of a prompt a prefix cache may know is said and not left to chance: `cacheHit` is the
/// share of a prompt's tokens, from its beginning, that is the same in every prompt of the run. With
/// 0 prompts differ from their first word on, with 1 all are one text. Without it only what the kind
/// of work shares is shared: the system prompt of `rag`.
package struct BuiltInWorkload: Workload {
    /// What the sessions are like.
    package struct Settings: Sendable, Equatable {
        /// Which prompts.
        package var set: PromptSet
        /// Tokens of a turn's prompt, history not counted; the set's usual length unless told.
        package var promptTokens: TokenDistribution
        /// The most tokens of an answer.
        package var outputTokens: TokenDistribution
        /// Turns of a session, 1 or more.
        package var turns = 1
        /// How long the user thinks before each turn but the first.
        package var thinkTime = Duration.zero
        /// The share of a prompt that all prompts of the run share, 0...1; `nil` for the set's own.
        package var cacheHit: Double?
        /// Equal seeds give equal prompts.
        package var seed: UInt64

        /// Creates settings of single turns of the set's usual length.
        ///
        /// - Parameters:
        ///   - set: Which prompts.
        ///   - outputTokens: The most tokens of an answer.
        ///   - seed: Equal seeds give equal prompts.
        package init(set: PromptSet, outputTokens: TokenDistribution, seed: UInt64) {
            self.set = set
            promptTokens = .fixed(set.usualTokens)
            self.outputTokens = outputTokens
            self.seed = seed
        }
    }

    private let settings: Settings

    /// Numbers of prompts that belong to one session.
    private static let turnsMax = 1 << 12
    /// Keep the lengths and the shared text apart from the prompts of the same seed.
    private static let lengthsMark: UInt64 = 0x6C65_6E67_7468_7321
    private static let sharedMark: UInt64 = 0x7368_6172_6564_2121

    /// Creates a workload.
    ///
    /// - Parameter settings: What the sessions are like.
    package init(_ settings: Settings) {
        precondition((1...Self.turnsMax).contains(settings.turns), "a session has turns")
        self.settings = settings
    }

    package var name: String { settings.set.rawValue }

    package func turn(_ turn: Int, ofSession session: Int) -> Turn? {
        guard turn < settings.turns else { return nil }
        let number = session &* Self.turnsMax &+ turn
        var draws = RandomDraws(seed: settings.seed ^ Self.lengthsMark, index: number)
        let promptTokens = settings.promptTokens.draw(&draws)
        let outputTokens = settings.outputTokens.draw(&draws)
        var made = Turn(
            messages: messages(number, tokens: promptTokens, isFirst: turn == 0),
            maxTokens: outputTokens)
        made.promptTokens = promptTokens
        if turn > 0 { made.thinkTime = settings.thinkTime }
        if settings.cacheHit == 1, session > 0 || turn > 0 { made.repeats = 0 }
        return made
    }

    private func messages(_ number: Int, tokens: Int, isFirst: Bool) -> [ChatMessage] {
        if settings.cacheHit == nil, settings.set == .rag {
            // What the system prompt takes, the passages do not have.
            let system = PromptWords.retrievalSystem
            let rest = tokens - (isFirst ? system.utf8.count / PromptWriter.charactersPerToken : 0)
            let user = ChatMessage(role: .user, content: unique(number, tokens: rest))
            return isFirst ? [ChatMessage(role: .system, content: system), user] : [user]
        }
        let share = settings.cacheHit ?? 0
        if share >= 1 {
            return [ChatMessage(role: .user, content: unique(0, tokens: tokens))]
        }
        let shared = Int((share * Double(tokens)).rounded())
        guard shared > 0 else {
            return [ChatMessage(role: .user, content: unique(number, tokens: tokens))]
        }
        var writer = PromptWriter(seed: settings.seed ^ Self.sharedMark, index: 0)
        writer.writeBlock(characters: shared * PromptWriter.charactersPerToken)
        return [
            ChatMessage(
                role: .user, content: writer.text + "\n" + unique(number, tokens: tokens - shared))
        ]
    }

    /// A prompt that begins with a word no other one begins with.
    private func unique(_ number: Int, tokens: Int) -> String {
        PromptSource(kind: .set(settings.set), promptTokens: tokens, seed: settings.seed)
            .messages(index: number)[0].content
    }

    /// Tokens of a session's prompts and answers, on average, for the cost of a plan.
    ///
    /// - Parameter history: Whether a turn carries the turns before it.
    /// - Returns: Prompt tokens sent and answer tokens at most.
    package func meanTokens(history: HistoryMode) -> (prompt: Double, output: Double) {
        let (prompt, output) = (settings.promptTokens.mean, settings.outputTokens.mean)
        let turns = Double(settings.turns)
        let carried = history == .grow ? turns * (turns - 1) / 2 * (prompt + output) : 0
        return (turns * prompt + carried, turns * output)
    }
}
