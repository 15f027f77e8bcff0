/// JSON whose values know the lines they stand on.
struct LineJSON: Sendable {
    /// What a value is.
    indirect enum Content: Sendable {
        case null
        case bool(Bool)
        case number(Double)
        case string(String)
        case array([LineJSON])
        case object([(name: String, value: LineJSON)])
    }

    let content: Content
    /// Counted from 1.
    let line: Int

    /// A member of an object; nil for anything else.
    subscript(name: String) -> LineJSON? {
        guard case .object(let members) = content else { return nil }
        return members.first { $0.name == name }?.value
    }

    /// The items of an array; empty for anything else.
    var items: [LineJSON] {
        if case .array(let items) = content { items } else { [] }
    }

    /// The text of a string; nil for anything else.
    var text: String? {
        if case .string(let text) = content { text } else { nil }
    }

    /// A number, also one that is written as text; nil for anything else.
    var number: Double? {
        switch content {
        case .number(let value): value
        case .string(let text): Double(text)
        case .null, .bool, .array, .object: nil
        }
    }
}
