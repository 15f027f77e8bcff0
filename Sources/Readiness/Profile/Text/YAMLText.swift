/// Writes text as YAML scalars.
package enum YAMLText {
    /// The text as it is where YAML would read it back unchanged in any position, else in double
    /// quotes.
    static func scalar(_ text: String) -> String {
        isPlain(text) ? text : quoted(text)
    }

    /// The text in double quotes.
    ///
    /// - Parameter text: Any text.
    /// - Returns: What every reader of YAML takes for that text.
    package static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\t": result += "\\t"
            case "\r": result += "\\r"
            default:
                if isPrintable(scalar) {
                    result.unicodeScalars.append(scalar)
                } else {
                    let digits = String(scalar.value, radix: 16, uppercase: true)
                    result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                }
            }
        }
        return result + "\""
    }

    /// Whether a character stands for itself: line separators and a byte order mark would not survive.
    ///
    /// - Parameter scalar: The character.
    /// - Returns: Whether it needs no escape.
    package static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value >= 0x20 && !(0x7F...0x9F).contains(scalar.value)
            && !["\u{2028}", "\u{2029}", "\u{FEFF}"].contains(scalar)
    }

    private static func isPlain(_ text: String) -> Bool {
        guard let first = text.first, first.isASCII,
            first.isLetter || first.isNumber || first == "/"
        else { return false }
        let isSimple = text.allSatisfy { character in
            character.isASCII
                && (character.isLetter || character.isNumber || "/._-:+@".contains(character))
        }
        // ": " and a trailing colon begin a mapping; spaces are excluded above.
        return isSimple && !text.hasSuffix(":")
            && !["null", "true", "false", "yes", "no", "on", "off"].contains(text.lowercased())
    }
}
