/// Reads Prometheus queries: the grammar and the rules of types of Prometheus 2.42.
package enum PromQLParser {
    /// How deep a tree may be; a deeper one is refused, so that no query can exhaust the stack.
    ///
    /// Each pair of parentheses, call, operator and modifier is one level, and so is each further
    /// term of a chain like `a + b + c`.
    package static let maximumDepth = 200

    /// Reads a query.
    ///
    /// - Throws: A `PromQLError` that names the place when the text is no query that Prometheus
    ///   takes: a character or word out of place, an unknown function, arguments or operands of the
    ///   wrong number or type, a selector that picks everything, an invalid regular expression.
    package static func parse(_ text: String) throws(PromQLError) -> Expression {
        var parser = try Parser(text)
        return try parser.query()
    }
}
