/// One way to mend it.
package struct PlaybookFix: Sendable, Hashable {
    /// What it takes.
    package enum Effort: String, Sendable, Hashable, Codable, CaseIterable {
        /// Takes effect while requests are served.
        case live
        /// Takes a restart of the engine, or of the hop in question.
        case restart
    }

    package let effort: Effort
    /// What to do, an imperative sentence without a full stop.
    package let action: String

    static func live(_ action: String) -> PlaybookFix {
        PlaybookFix(effort: .live, action: action)
    }

    static func restart(_ action: String) -> PlaybookFix {
        PlaybookFix(effort: .restart, action: action)
    }
}
