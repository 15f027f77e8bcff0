/// Where and why a text is not JSON.
package struct JSONError: Error, Equatable, CustomStringConvertible {
    /// The offset of the offending byte, from 0; the text's length when it ended too early.
    package var offset: Int

    /// The byte found there; `nil` at the end of the text.
    package var found: UInt8?

    /// What would have been right, as words.
    package var expected: String

    /// Creates an error.
    ///
    /// - Parameters:
    ///   - offset: Offset of the offending byte.
    ///   - found: The byte, or `nil` at the end.
    ///   - expected: What would have been right.
    package init(offset: Int, found: UInt8?, expected: String) {
        self.offset = offset
        self.found = found
        self.expected = expected
    }

    package var description: String {
        let what =
            switch found {
            case .some(let byte) where (0x21...0x7E).contains(byte):
                "\"\(Character(Unicode.Scalar(byte)))\""
            case .some(let byte): "byte 0x\(String(byte, radix: 16, uppercase: true))"
            case .none: "the end"
            }
        return "not JSON at byte \(offset): found \(what), expected \(expected)"
    }
}
