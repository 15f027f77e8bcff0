import Load
import Readiness

extension Profile.Workload {
    /// What the profile asks as sessions of one turn, each a new prompt unless it has a fixed one.
    ///
    /// - Parameter seed: Equal seeds give equal prompts.
    /// - Returns: The workload.
    func turns(seed: UInt64) -> any Workload {
        switch prompt {
        case .named(let name):
            var settings = BuiltInWorkload.Settings(
                set: PromptSet(rawValue: name) ?? .shortChat, outputTokens: .fixed(maxTokens),
                seed: seed)
            settings.promptTokens = .fixed(promptTokens)
            return BuiltInWorkload(settings)
        case .text(let text): return FixedPromptWorkload(text: text, maxTokens: maxTokens)
        }
    }
}
