/// Picks series by name and labels, their samples over a span of time: `up{job="a"}[5m]`.
package struct MatrixSelector: Sendable, Hashable {
    /// What is picked, with the modifiers `offset` and `@`, although those follow the brackets.
    package var vector: VectorSelector
    /// How far back the samples reach.
    package var window: Duration
    /// Where the duration in the brackets stands.
    package var windowRange: SourceRange
    package var range: SourceRange

    package init(
        vector: VectorSelector, window: Duration, windowRange: SourceRange = .none,
        range: SourceRange = .none
    ) {
        self.vector = vector
        self.window = window
        self.windowRange = windowRange
        self.range = range
    }
}
