/// How bad a finding is.
package enum LintSeverity: String, Sendable, Hashable, CaseIterable, Comparable, Codable {
    /// Worth knowing; never changes the exit code.
    case info
    /// It works, and misleads.
    case warning
    /// It cannot work.
    case error

    package static func < (left: LintSeverity, right: LintSeverity) -> Bool {
        let order = LintSeverity.allCases
        return (order.firstIndex(of: left) ?? 0) < (order.firstIndex(of: right) ?? 0)
    }
}
