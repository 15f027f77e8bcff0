/// An instant query evaluated at many instants: `rate(x[1m])[10m:30s] offset 1h`.
package struct Subquery: Sendable, Hashable {
    package var expression: Expression
    /// How far back the instants reach.
    package var window: Duration
    /// Where the duration before the colon stands.
    package var windowRange: SourceRange
    /// The time between two instants; nil stands for the server's own.
    package var step: Duration?
    /// Where the duration behind the colon stands.
    package var stepRange: SourceRange?
    package var time: TimeModifiers
    package var range: SourceRange

    package init(
        expression: Expression, window: Duration, windowRange: SourceRange = .none,
        step: Duration? = nil, stepRange: SourceRange? = nil,
        time: TimeModifiers = TimeModifiers(), range: SourceRange = .none
    ) {
        self.expression = expression
        self.window = window
        self.windowRange = windowRange
        self.step = step
        self.stepRange = stepRange
        self.time = time
        self.range = range
    }
}
