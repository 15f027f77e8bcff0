import Foundation

/// Any JSON, read without knowing its shape.
enum JSONDocument: Decodable, Equatable {
    case null
    case bool(Bool)
    case number(Double)
    case string(String)
    case array([JSONDocument])
    case object([String: JSONDocument])

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self = .bool(value)
        } else if let value = try? container.decode(Double.self) {
            self = .number(value)
        } else if let value = try? container.decode(String.self) {
            self = .string(value)
        } else if let value = try? container.decode([JSONDocument].self) {
            self = .array(value)
        } else {
            self = .object(try container.decode([String: JSONDocument].self))
        }
    }

    /// Reads the bytes of a document.
    static func read(_ data: Data) throws -> JSONDocument {
        try JSONDecoder().decode(JSONDocument.self, from: data)
    }

    /// A member of an object; `nil` for anything else.
    subscript(name: String) -> JSONDocument? {
        if case .object(let members) = self { members[name] } else { nil }
    }

    /// The elements of an array; empty for anything else.
    var elements: [JSONDocument] {
        if case .array(let elements) = self { elements } else { [] }
    }

    /// The text of a string; `nil` for anything else.
    var text: String? {
        if case .string(let text) = self { text } else { nil }
    }

    /// The value of a number; `nil` for anything else.
    var number: Double? {
        if case .number(let number) = self { number } else { nil }
    }

    /// The document with one value replaced or, with `nil`, removed.
    ///
    /// - Parameters:
    ///   - path: Names of members; an index for an element.
    ///   - value: The new value.
    /// - Returns: The changed document; the same one where the path leads nowhere.
    func replacing(_ path: [String], with value: JSONDocument?) -> JSONDocument {
        guard let first = path.first else { return value ?? .null }
        let rest = Array(path.dropFirst())
        switch self {
        case .object(var members):
            if rest.isEmpty {
                members[first] = value
            } else {
                members[first] = members[first]?.replacing(rest, with: value)
            }
            return .object(members)
        case .array(var elements):
            guard let index = Int(first), elements.indices.contains(index) else { return self }
            elements[index] = elements[index].replacing(rest, with: value)
            return .array(elements)
        default: return self
        }
    }
}
