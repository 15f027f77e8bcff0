extension String {
    /// Foreign text made fit for a message: on one line, without control characters that could
    /// steer a terminal, and not too long.
    ///
    /// White space of any kind becomes one space each; other control characters become U+FFFD.
    ///
    /// - Parameter countMax: The most characters kept.
    /// - Returns: The text.
    func printable(countMax: Int) -> String {
        var result = String.UnicodeScalarView()
        for scalar in prefix(countMax).unicodeScalars {
            switch scalar.properties.generalCategory {
            case _ where scalar.properties.isWhitespace: result.append(" ")
            case .control, .format, .lineSeparator, .paragraphSeparator:
                result.append("\u{FFFD}")
            default: result.append(scalar)
            }
        }
        return String(result)
    }
}
