/// What a turn of a conversation carries of the turns before it.
package enum HistoryMode: String, Sendable, Equatable, CaseIterable {
    /// Nothing: every turn is a fresh prompt.
    case none
    /// Everything said so far, the answers as the server gave them.
    case grow
}
