/// JSON to be written: members in the order given.
package indirect enum JSONNode: Sendable, Hashable {
    case text(String)
    /// A finite number.
    case number(Double)
    case bool(Bool)
    case null
    case array([JSONNode])
    case object([Member])

    /// A member of an object.
    package struct Member: Sendable, Hashable {
        package let name: String
        package let value: JSONNode

        /// Creates a member.
        package init(_ name: String, _ value: JSONNode) {
            self.name = name
            self.value = value
        }
    }

    /// A whole number.
    package static func number(_ value: Int) -> JSONNode { .number(Double(value)) }
}

extension JSONNode: ExpressibleByStringLiteral, ExpressibleByStringInterpolation {
    package init(stringLiteral value: String) { self = .text(value) }
}

extension JSONNode: ExpressibleByIntegerLiteral {
    package init(integerLiteral value: Int) { self = .number(Double(value)) }
}

extension JSONNode: ExpressibleByFloatLiteral {
    package init(floatLiteral value: Double) { self = .number(value) }
}

extension JSONNode: ExpressibleByBooleanLiteral {
    package init(booleanLiteral value: Bool) { self = .bool(value) }
}

extension JSONNode: ExpressibleByNilLiteral {
    package init(nilLiteral: ()) { self = .null }
}

extension JSONNode: ExpressibleByArrayLiteral {
    package init(arrayLiteral elements: JSONNode...) { self = .array(elements) }
}

extension JSONNode: ExpressibleByDictionaryLiteral {
    package init(dictionaryLiteral elements: (String, JSONNode)...) {
        self = .object(elements.map { Member($0.0, $0.1) })
    }
}
