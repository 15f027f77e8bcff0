#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Searching and comparing bytes with the C library's fast loops.
extension UnsafeRawBufferPointer {
    /// Finds a byte.
    ///
    /// - Parameters:
    ///   - byte: What to look for.
    ///   - start: Where to begin.
    /// - Returns: The first index at or after `start` that holds the byte, or `nil`.
    func firstIndex(of byte: UInt8, from start: Int) -> Int? {
        guard let base = baseAddress, start < count else { return nil }
        guard let found = memchr(base + start, CInt(byte), count - start) else { return nil }
        return UnsafeRawPointer(found) - base
    }

    /// Whether the bytes are exactly those of a text.
    ///
    /// - Parameter text: The text, ASCII.
    /// - Returns: True for equal length and bytes.
    func equals(_ text: StaticString) -> Bool {
        count == text.utf8CodeUnitCount && begins(with: text)
    }

    /// Whether the bytes begin with those of a text.
    ///
    /// - Parameter text: The text, ASCII.
    /// - Returns: True when it is a prefix.
    func begins(with text: StaticString) -> Bool {
        guard count >= text.utf8CodeUnitCount else { return false }
        guard let base = baseAddress else { return text.utf8CodeUnitCount == 0 }
        return memcmp(base, text.utf8Start, text.utf8CodeUnitCount) == 0
    }

    /// Whether a text begins with the bytes.
    ///
    /// - Parameter text: The text, ASCII.
    /// - Returns: True when the bytes are a prefix of it.
    func isBeginning(of text: StaticString) -> Bool {
        guard count <= text.utf8CodeUnitCount else { return false }
        guard let base = baseAddress else { return true }
        return memcmp(base, text.utf8Start, count) == 0
    }
}
