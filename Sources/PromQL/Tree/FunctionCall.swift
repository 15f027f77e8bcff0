/// A call of a function: `rate(x[5m])`.
package struct FunctionCall: Sendable, Hashable {
    package var name: String
    package var nameRange: SourceRange
    package var arguments: [Expression]
    package var range: SourceRange

    package init(
        name: String, nameRange: SourceRange = .none, arguments: [Expression],
        range: SourceRange = .none
    ) {
        self.name = name
        self.nameRange = nameRange
        self.arguments = arguments
        self.range = range
    }
}

extension FunctionCall {
    /// What is known about the function, nil when nobody knows one of this name.
    package var function: PromQLFunction? { PromQLFunction.named(name) }
}
