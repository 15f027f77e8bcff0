/// A text in single, double or back quotes.
package struct StringLiteral: Sendable, Hashable {
    /// The text the quotes stand for, escapes resolved.
    ///
    /// Escapes can spell bytes that are no UTF-8; those read as U+FFFD here.
    package var value: String
    /// From quote to behind the quote.
    package var range: SourceRange

    package init(_ value: String, range: SourceRange = .none) {
        self.value = value
        self.range = range
    }
}
