/// Writes JSON with two spaces an indent.
package enum JSONWriter {
    /// A document.
    ///
    /// - Parameter node: The root.
    /// - Returns: The text, ended by a line feed.
    package static func document(_ node: JSONNode) -> String { text(node, indent: "") + "\n" }

    private static func text(_ node: JSONNode, indent: String) -> String {
        let inner = indent + "  "
        switch node {
        case .text(let text): return quoted(text)
        case .number(let value): return number(value)
        case .bool(let value): return value ? "true" : "false"
        case .null: return "null"
        case .array(let nodes):
            guard !nodes.isEmpty else { return "[]" }
            let parts = nodes.map { inner + text($0, indent: inner) }
            return "[\n" + parts.joined(separator: ",\n") + "\n" + indent + "]"
        case .object(let members):
            guard !members.isEmpty else { return "{}" }
            let parts = members.map {
                inner + quoted($0.name) + ": " + text($0.value, indent: inner)
            }
            return "{\n" + parts.joined(separator: ",\n") + "\n" + indent + "}"
        }
    }

    private static func number(_ value: Double) -> String {
        precondition(value.isFinite, "JSON has no number for \(value)")
        guard value == value.rounded(), abs(value) < 1e15 else { return "\(value)" }
        return "\(Int(value))"
    }

    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\t": result += "\\t"
            case "\r": result += "\\r"
            default:
                if scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
                    || scalar == "\u{2028}" || scalar == "\u{2029}"
                {
                    let digits = String(scalar.value, radix: 16)
                    result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                } else {
                    result.unicodeScalars.append(scalar)
                }
            }
        }
        return result + "\""
    }
}
