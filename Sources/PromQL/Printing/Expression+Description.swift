extension Expression: CustomStringConvertible {
    /// The canonical text.
    package var description: String { PromQLPrinter.text(of: self) }
}
