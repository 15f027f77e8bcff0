import Foundation

/// JSON as the commands print it: keys sorted, indented, slashes as they are.
enum JSONOutput {
    /// Encodes a value.
    ///
    /// - Parameter value: The value; its numbers must be finite.
    /// - Returns: The text, without a line feed at its end.
    /// - Throws: `EncodingError` for a number that is not finite.
    static func text(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }
}
