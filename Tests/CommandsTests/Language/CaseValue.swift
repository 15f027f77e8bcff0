/// A value that JSON must hold.
struct CaseValue: Equatable, Sendable {
    /// Keys and indexes joined by dots, such as `target.limits.0.name`.
    var path: String
    /// The value as JSON; `...` accepts whatever is there.
    var json: String
}
