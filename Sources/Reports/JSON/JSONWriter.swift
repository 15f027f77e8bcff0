/// Writes JSON (RFC 8259) as ASCII-safe UTF-8.
///
/// Characters that are not for reading are escaped, those that JSON itself would let pass included
/// (C1 controls, marks that turn the direction of reading): a file shown by `cat` or `jq` cannot
/// command a terminal.
struct JSONWriter {
    /// Whether members stand on lines of their own, indented by two blanks.
    var isIndented: Bool

    private var bytes: [UInt8] = []

    /// The bytes of a value.
    ///
    /// - Returns: UTF-8, with a line feed at the end when indented.
    static func bytes(of value: JSONValue, indented: Bool) -> [UInt8] {
        var writer = JSONWriter(isIndented: indented)
        writer.write(value, depth: 0)
        if indented { writer.bytes.append(UInt8(ascii: "\n")) }
        return writer.bytes
    }

    private mutating func write(_ value: JSONValue, depth: Int) {
        switch value {
        case .null: write("null")
        case .bool(let flag): write(flag ? "true" : "false")
        case .integer(let number): write("\(number)")
        case .number(let number): write(Self.text(of: number))
        case .string(let text): write(quoted: text)
        case .array(let values):
            write(between: "[", "]", count: values.count, depth: depth) { writer, index in
                writer.write(values[index], depth: depth + 1)
            }
        case .object(let members):
            write(between: "{", "}", count: members.count, depth: depth) { writer, index in
                writer.write(quoted: members[index].name)
                writer.write(writer.isIndented ? ": " : ":")
                writer.write(members[index].value, depth: depth + 1)
            }
        }
    }

    private mutating func write(
        between opening: String, _ closing: String, count: Int, depth: Int,
        item: (inout JSONWriter, Int) -> Void
    ) {
        write(opening)
        for index in 0..<count {
            if index > 0 { write(",") }
            breakLine(depth: depth + 1)
            item(&self, index)
        }
        if count > 0 { breakLine(depth: depth) }
        write(closing)
    }

    private mutating func breakLine(depth: Int) {
        guard isIndented else { return }
        write("\n" + String(repeating: "  ", count: depth))
    }

    private mutating func write(_ text: String) {
        bytes.append(contentsOf: text.utf8)
    }

    private mutating func write(quoted text: String) {
        bytes.append(UInt8(ascii: "\""))
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": write("\\\"")
            case "\\": write("\\\\")
            case "\n": write("\\n")
            case "\r": write("\\r")
            case "\t": write("\\t")
            default:
                if SafeText.isReadable(scalar) {
                    bytes.append(contentsOf: Array(String(scalar).utf8))
                } else {
                    for unit in String(scalar).utf16 { write(escaped: unit) }
                }
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private mutating func write(escaped unit: UInt16) {
        let digits = String(unit, radix: 16)
        write("\\u" + String(repeating: "0", count: 4 - digits.count) + digits)
    }

    /// The shortest text that reads back as the number; whole ones without a fraction.
    private static func text(of number: Double) -> String {
        guard number.isFinite else { return "null" }
        if number == number.rounded(), abs(number) < 1e15 { return "\(Int64(number))" }
        return "\(number)"
    }
}
