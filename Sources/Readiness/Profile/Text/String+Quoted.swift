extension String {
    /// The text in double quotes for a message: control characters replaced, cut after 80
    /// characters.
    ///
    /// What stands in a file may hold escape sequences for a terminal; they must not reach one.
    var quoted: String { "\"\(printable(limit: 80))\"" }

    /// The text on one line, without control characters, cut after `limit` characters.
    func printable(limit: Int) -> String {
        var result = String.UnicodeScalarView()
        for scalar in unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator:
                result.append(scalar == "\t" ? " " : "\u{FFFD}")
            default:
                result.append(scalar)
            }
        }
        let line = String(result)
        return line.count <= limit ? line : line.prefix(limit) + "..."
    }
}
