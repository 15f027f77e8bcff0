package import EngineModel

/// The clients of a simulated world: sessions that ask, wait for the answer, think, and ask again.
package struct ClientLoad: Equatable, Sendable {
    /// Sessions at once.
    package var sessions: Int
    /// Mean pause between an answer and the next question, in seconds; its relative spread is 0.3.
    package var thinkSeconds = 0.28
    /// Sessions ask at the ticks of a clock that started with them, so many seconds apart, instead of after a pause: a tick missed
    /// while waiting fires at once when the answer is there, further missed ones are dropped, as Go's `time.Ticker` does; nil for
    /// a pause.
    package var tickerSeconds: Double?
    /// Session i starts at i times this.
    package var staggerSeconds = 0.6
    /// Prompt lengths in tokens, the shared beginning included.
    package var prompt: LengthDistribution
    /// The token limit of every request.
    package var maxTokens: Int
    /// Tokens that all prompts begin with: a system prompt.
    package var sharedPrefixTokens = 0
    /// Share of the requests that repeat an earlier prompt of the same session word for word, 0 to 1.
    package var repeatShare = 0.0
    /// Share of the requests whose prompt is long, 0 to 1, and how long then.
    package var longShare = 0.0
    /// Length of those prompts in tokens.
    package var longPromptTokens = 0
    /// Share of the requests on a connection of their own; the others keep theirs.
    package var freshConnectionShare = 0.0
    /// Names of adapters that requests ask for instead of the model.
    package var adapters: [String] = []
    /// Share of the requests that ask for one of them, each equally often.
    package var adapterShare = 0.0
    /// Share of the requests the client cancels after eight chunks.
    package var cancelShare = 0.0
    /// The client gives up when no token has come for so long, in seconds.
    package var silenceLimitSeconds = 30.0
    /// Requests the client sends again when they fail or time out.
    package var retriesMax = 0
    /// What requests name as their model; nil for the served one.
    package var model: String?
    /// Whether requests carry a valid key.
    package var hasKey = true

    /// Describes clients.
    ///
    /// - Parameters:
    ///   - sessions: Sessions at once.
    ///   - prompt: Prompt lengths.
    ///   - maxTokens: The token limit of every request.
    package init(sessions: Int, prompt: LengthDistribution, maxTokens: Int) {
        self.sessions = sessions
        self.prompt = prompt
        self.maxTokens = maxTokens
    }
}
