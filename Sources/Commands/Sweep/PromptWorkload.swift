import Load
import Readiness

/// A profile's prompts as a workload: sessions of one turn, each a new prompt.
struct PromptWorkload: Workload {
    let name: String
    private let source: PromptSource
    private let workload: Profile.Workload

    /// Creates a workload.
    ///
    /// - Parameters:
    ///   - workload: What the profile asks.
    ///   - seed: Equal seeds give equal prompts.
    init(_ workload: Profile.Workload, seed: UInt64) {
        self.workload = workload
        switch workload.prompt {
        case .named(let name):
            self.name = name
            source = PromptSource(
                kind: .shortChat, promptTokens: workload.promptTokens, seed: seed)
        case .text(let text):
            name = "one fixed prompt"
            source = PromptSource(
                kind: .text(text), promptTokens: workload.promptTokens, seed: seed)
        }
    }

    func turn(_ turn: Int, ofSession session: Int) -> Turn? {
        guard turn == 0 else { return nil }
        var only = Turn(messages: source.messages(index: session), maxTokens: workload.maxTokens)
        only.promptTokens = workload.promptTokens
        return only
    }
}
