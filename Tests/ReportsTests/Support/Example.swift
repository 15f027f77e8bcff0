import Testing

/// An input with what it becomes.
struct Example<Input: Sendable>: Sendable, CustomTestStringConvertible {
    var input: Input
    var text: String

    init(_ input: Input, _ text: String) {
        self.input = input
        self.text = text
    }

    var testDescription: String { "\(input) -> \(text)" }
}
