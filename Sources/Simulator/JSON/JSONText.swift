/// Writes JSON text by hand, so that bodies keep the member order and the spacing of the real server.
enum JSONText {
    /// A string in quotes, escaped as Python's `json.dumps(..., ensure_ascii=False)` does.
    static func quoted(_ text: some StringProtocol) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case "\u{08}": result += "\\b"
            case "\u{0C}": result += "\\f"
            case "\u{00}"..<"\u{20}":
                let hex = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }

    /// A quoted string, or `null`.
    static func quotedOrNull(_ text: String?) -> String {
        text.map { quoted($0) } ?? "null"
    }
}
