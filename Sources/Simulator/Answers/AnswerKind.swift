/// What an answer says.
enum AnswerKind: Equatable, Sendable {
    /// Prose.
    case prose
    /// A few words that refuse.
    case refusal
    /// As many tokens, all of them reasoning.
    case reasoning
    /// As many tokens, none of which can be seen.
    case nothing

    /// What request faults make of an answer; the last of them decides.
    init(_ faults: [Fault]) {
        self = faults.reduce(.prose) { kind, fault in
            switch fault {
            case .refusal: .refusal
            case .emptyAnswer(let reasoning): reasoning ? .reasoning : .nothing
            default: kind
            }
        }
    }
}
