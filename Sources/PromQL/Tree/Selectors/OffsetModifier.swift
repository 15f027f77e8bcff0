/// Looks further back, or forward when negative: `offset 5m`, `offset -1h`.
package struct OffsetModifier: Sendable, Hashable {
    package var duration: Duration
    /// From the keyword to behind the duration.
    package var range: SourceRange

    package init(_ duration: Duration, range: SourceRange = .none) {
        self.duration = duration
        self.range = range
    }
}
