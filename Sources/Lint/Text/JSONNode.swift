/// A JSON value whose texts know their places.
indirect enum JSONNode: Sendable {
    case object([Member], at: Int)
    case array([JSONNode])
    case string(MappedText)
    case number(String)
    case bool(Bool)
    case null

    struct Member: Sendable {
        var key: String
        var value: JSONNode
    }

    /// A member of an object; nil for other values.
    subscript(key: String) -> JSONNode? {
        guard case .object(let members, _) = self else { return nil }
        return members.last { $0.key == key }?.value
    }

    /// The members of an object in their order.
    var members: [Member] {
        guard case .object(let members, _) = self else { return [] }
        return members
    }

    /// The elements of an array.
    var elements: [JSONNode] {
        guard case .array(let elements) = self else { return [] }
        return elements
    }

    /// A text with its places.
    var mapped: MappedText? {
        guard case .string(let text) = self else { return nil }
        return text
    }

    /// A text.
    var text: String? { mapped?.text }

    /// Whether it is an object.
    var isObject: Bool {
        if case .object = self { true } else { false }
    }
}
