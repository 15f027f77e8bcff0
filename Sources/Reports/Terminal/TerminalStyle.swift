/// What the terminal can show and the reader wants to see.
package struct TerminalStyle: Sendable, Equatable {
    /// Whether colours and bold print may be used; nothing depends on them.
    package var color: Bool

    /// The columns there are; wider content is wrapped.
    package var width: Int

    /// Whether to show every check, percentile and setting.
    package var verbose: Bool

    /// The narrowest width anything is laid out for.
    static let widthMin = 30

    /// Creates a style.
    ///
    /// - Parameters:
    ///   - color: Whether colours may be used.
    ///   - width: The columns there are; below 30 counts as 30.
    ///   - verbose: Whether to show everything.
    package init(color: Bool = false, width: Int = 100, verbose: Bool = false) {
        self.color = color
        self.width = max(width, Self.widthMin)
        self.verbose = verbose
    }
}
