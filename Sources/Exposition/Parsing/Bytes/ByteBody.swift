#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A body in contiguous memory that somebody else keeps alive.
///
/// The innermost loops of the reader go through here. Callers stay inside `0..<count`; builds
/// without optimisation check it at every access, which is how the tests and the fuzzer run.
struct ByteBody {
    let base: UnsafePointer<UInt8>
    let count: Int

    /// - Parameter bytes: the memory; it has to outlive this value.
    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        // What an empty body points to is never read.
        base = bytes.baseAddress ?? StaticString("").utf8Start
        count = bytes.count
    }

    @inline(__always)
    subscript(index: Int) -> UInt8 {
        assert(index >= 0 && index < count, "a read outside the body")
        return base[index]
    }

    /// The index of the first line feed at or after `start`, or `count`.
    @inline(__always)
    func lineEnd(from start: Int) -> Int {
        assert(start >= 0 && start <= count, "a search outside the body")
        guard let found = memchr(base + start, 10, count - start) else { return count }
        return UnsafeRawPointer(found) - UnsafeRawPointer(base)
    }

    /// Whether the `length` bytes at two places are the same.
    @inline(__always)
    func areEqual(_ first: Int, _ second: Int, _ length: Int) -> Bool {
        assert(first >= 0 && first + length <= count, "a comparison outside the body")
        assert(second >= 0 && second + length <= count, "a comparison outside the body")
        return Self.areEqual(base + first, base + second, length)
    }

    /// Compares eight bytes at a time; the last eight overlap those before.
    @inline(__always)
    static func areEqual(
        _ first: UnsafePointer<UInt8>, _ second: UnsafePointer<UInt8>, _ length: Int
    ) -> Bool {
        guard length >= 8 else {
            var offset = 0
            while offset < length {
                if first[offset] != second[offset] { return false }
                offset += 1
            }
            return true
        }
        var offset = 0
        while offset + 8 <= length {
            if word(first, offset) != word(second, offset) { return false }
            offset += 8
        }
        return word(first, length - 8) == word(second, length - 8)
    }

    /// The memory of a range.
    func slice(_ range: TextRange) -> UnsafeBufferPointer<UInt8> {
        assert(range.end <= count, "a slice outside the body")
        return UnsafeBufferPointer(start: base + range.start, count: range.length)
    }

    /// The bytes in `range` for an error message: at most 40, invalid UTF-8 replaced.
    func excerpt(_ range: Range<Int>) -> String {
        let shown = UnsafeBufferPointer(start: base + range.lowerBound, count: min(range.count, 40))
        return String(decoding: shown, as: UTF8.self) + (range.count > 40 ? "..." : "")
    }

    @inline(__always)
    private static func word(_ bytes: UnsafePointer<UInt8>, _ offset: Int) -> UInt64 {
        UnsafeRawPointer(bytes).loadUnaligned(fromByteOffset: offset, as: UInt64.self)
    }
}
