/// Fixes the time of evaluation: `@ 1609746000`, `@ start()`, `@ end()`.
package struct AtModifier: Sendable, Hashable {
    /// The instant that is fixed.
    package enum Instant: Sendable, Hashable {
        /// Milliseconds since 1970 in UTC.
        case milliseconds(Int64)
        /// The first instant of the query's range.
        case start
        /// The last instant of the query's range.
        case end
    }

    package var instant: Instant
    /// From the `@` to behind the instant.
    package var range: SourceRange

    package init(_ instant: Instant, range: SourceRange = .none) {
        self.instant = instant
        self.range = range
    }
}
