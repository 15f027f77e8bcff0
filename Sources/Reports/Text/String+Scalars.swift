extension String {
    /// The text with single scalars replaced.
    ///
    /// Escaping must look at scalars: to `Character` a line feed after a carriage return, or a
    /// quotation mark under an accent, is another character and would pass.
    ///
    /// - Parameter replacement: What stands in a scalar's place; `nil` keeps it.
    /// - Returns: The new text.
    func replacingScalars(_ replacement: (Unicode.Scalar) -> String?) -> String {
        var result = String.UnicodeScalarView()
        for scalar in unicodeScalars {
            if let text = replacement(scalar) {
                result.append(contentsOf: text.unicodeScalars)
            } else {
                result.append(scalar)
            }
        }
        return String(result)
    }

    /// The text with every occurrence of a sequence of scalars replaced.
    ///
    /// - Parameters:
    ///   - sequence: What is looked for; not empty.
    ///   - text: What stands in its place.
    /// - Returns: The new text.
    func replacingScalars(of sequence: String, with text: String) -> String {
        let wanted = Array(sequence.unicodeScalars)
        let scalars = Array(unicodeScalars)
        var result = String.UnicodeScalarView()
        var index = 0
        while index < scalars.count {
            if scalars[index...].starts(with: wanted) {
                result.append(contentsOf: text.unicodeScalars)
                index += wanted.count
            } else {
                result.append(scalars[index])
                index += 1
            }
        }
        return String(result)
    }
}
