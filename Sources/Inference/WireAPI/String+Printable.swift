extension String {
    /// Foreign text made fit for a message: on one line, without control characters that could
    /// steer a terminal, and not too long.
    ///
    /// White space of any kind becomes one space each; other control characters become U+FFFD.
    ///
    /// - Parameter countMax: The most characters kept.
    /// - Returns: The text.
    func printable(countMax: Int) -> String {
        // Most texts are plain; looking up the properties of their characters would cost the most.
        let isPlain = utf8.count <= countMax && utf8.allSatisfy { (0x20...0x7E).contains($0) }
        if isPlain { return self }
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
