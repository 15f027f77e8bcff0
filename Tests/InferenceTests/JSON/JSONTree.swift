import Foundation
import Inference

/// A JSON text as a tree, read by the reader under test or by Foundation.
indirect enum JSONTree: Equatable {
    case null
    case boolean(Bool)
    case number(Double)
    case string(String)
    case array([JSONTree])
    case object([String: JSONTree])

    /// Reads a whole text with the reader under test.
    static func read(_ text: [UInt8]) throws -> JSONTree {
        try text.withUnsafeBytes { bytes in
            var reader = JSONReader(bytes)
            let tree = try read(&reader)
            try reader.finish()
            return tree
        }
    }

    private static func read(_ reader: inout JSONReader) throws(JSONError) -> JSONTree {
        switch reader.peek() {
        case .object:
            var members: [String: JSONTree] = [:]
            try reader.readObject { (key, reader) throws(JSONError) in
                members[unescaped(key)] = try read(&reader)
            }
            return .object(members)
        case .array:
            var elements: [JSONTree] = []
            try reader.readArray { (reader) throws(JSONError) in
                elements.append(try read(&reader))
            }
            return .array(elements)
        case .string: return .string(try reader.readString())
        case .number: return .number(try reader.readNumber())
        case .null:
            _ = try reader.readNull()
            return .null
        case .boolean: return .boolean(try reader.readBoolean())
        case .end, .invalid:
            try reader.skipValue()
            return .null
        }
    }

    /// A key as text; the reader hands keys over as written.
    private static func unescaped(_ key: UnsafeRawBufferPointer) -> String {
        var quoted: [UInt8] = [0x22]
        quoted += key
        quoted.append(0x22)
        return quoted.withUnsafeBytes { bytes in
            var reader = JSONReader(bytes)
            return (try? reader.readString()) ?? ""
        }
    }

    /// Converts what Foundation has read.
    init(_ foundation: Any) {
        switch foundation {
        case is NSNull: self = .null
        case let text as String: self = .string(text)
        case let list as [Any]: self = .array(list.map { JSONTree($0) })
        case let members as [String: Any]: self = .object(members.mapValues { JSONTree($0) })
        case let number as NSNumber:
            // Foundation keeps the one in a character, the other in something wider.
            let isBoolean = ["c", "B"].contains(String(cString: number.objCType))
            self = isBoolean ? .boolean(number.boolValue) : .number(number.doubleValue)
        default: self = .null
        }
    }

    /// Whether a number of the text is too large for a double, which Foundation refuses.
    var hasInfinity: Bool {
        switch self {
        case .number(let value): value.isInfinite
        case .array(let elements): elements.contains { $0.hasInfinity }
        case .object(let members): members.values.contains { $0.hasInfinity }
        default: false
        }
    }

    /// Whether two trees are equal but for the last digits of numbers, which Foundation rounds
    /// carelessly.
    func isClose(to other: JSONTree) -> Bool {
        switch (self, other) {
        case (.number(let one), .number(let two)):
            abs(one - two) <= 1e-14 * max(abs(one), abs(two))
        case (.array(let one), .array(let two)):
            one.count == two.count && zip(one, two).allSatisfy { $0.isClose(to: $1) }
        case (.object(let one), .object(let two)):
            one.count == two.count
                && one.allSatisfy { key, value in two[key].map(value.isClose(to:)) ?? false }
        default: self == other
        }
    }
}
