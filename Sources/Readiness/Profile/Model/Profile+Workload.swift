import Load

extension Profile {
    /// What every probe sends.
    package struct Workload: Sendable, Equatable {
        /// Which prompts.
        package var prompt: Prompt
        /// The length a generated prompt aims at, in tokens.
        package var promptTokens: Int
        /// The most output tokens a request may produce.
        package var maxTokens: Int
        /// Requests in flight at once.
        package var concurrency: Int
        /// The sampling temperature; left to the endpoint when `nil`.
        package var temperature: Double?
        /// Whether responses are streamed.
        package var stream: Bool

        /// A workload with the defaults of ``ProfileDefaults``.
        package init(
            prompt: Prompt = ProfileDefaults.prompt,
            promptTokens: Int = ProfileDefaults.promptTokens,
            maxTokens: Int = ProfileDefaults.maxTokens,
            concurrency: Int = ProfileDefaults.concurrency,
            temperature: Double? = nil,
            stream: Bool = ProfileDefaults.stream
        ) {
            self.prompt = prompt
            self.promptTokens = promptTokens
            self.maxTokens = maxTokens
            self.concurrency = concurrency
            self.temperature = temperature
            self.stream = stream
        }
    }

    /// Where the prompts of a workload come from.
    package enum Prompt: Sendable, Hashable {
        /// A named generator that varies its prompts.
        case named(String)
        /// One fixed text. Identical prompts hit a prefix cache, so timings look better than in
        /// traffic.
        case text(String)

        /// The names a profile may use.
        package static let names = PromptSet.allCases.map(\.rawValue)
    }
}
