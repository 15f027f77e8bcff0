/// Why a text is not JSON, in the words of Python's `json` module, which vLLM's error bodies repeat.
package struct JSONParseError: Error, Equatable, CustomStringConvertible {
    /// What was expected: `Expecting value`, `Extra data`, ...
    package let message: String
    /// Where, in bytes from the begin of the text.
    package let offset: Int

    /// The message and the place.
    package var description: String {
        "\(message) at byte \(offset)"
    }
}
