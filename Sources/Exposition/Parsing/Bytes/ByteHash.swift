/// Hashes of byte strings, seeded anew in each process so that no body can be made to collide.
///
/// Eight bytes at a time, each folded by a full multiplication, as in W. Yi's wyhash.
struct ByteHash {
    private let seed: UInt64

    /// A hash with the seed of this process.
    init() {
        var hasher = Hasher()
        hasher.combine(0x6578_706F)
        seed = UInt64(bitPattern: Int64(hasher.finalize()))
    }

    @inline(__always)
    func callAsFunction(_ bytes: UnsafePointer<UInt8>, _ length: Int) -> UInt64 {
        let memory = UnsafeRawPointer(bytes)
        var state = seed ^ UInt64(truncatingIfNeeded: length)
        guard length >= 8 else {
            var word: UInt64 = 0
            var offset = 0
            while offset < length {
                word = word << 8 | UInt64(bytes[offset])
                offset += 1
            }
            return Self.fold(state ^ word ^ Self.second, Self.first)
        }
        var offset = 0
        while offset + 8 < length {
            let word = memory.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
            state = Self.fold(state ^ word, Self.first)
            offset += 8
        }
        let last = memory.loadUnaligned(fromByteOffset: length - 8, as: UInt64.self)
        return Self.fold(state ^ last ^ Self.second, Self.first)
    }

    /// One hash out of two, where their order matters.
    @inline(__always)
    static func combine(_ one: UInt64, _ other: UInt64) -> UInt64 {
        fold(one ^ second, (other ^ first) | 1)
    }

    @inline(__always)
    private static func fold(_ one: UInt64, _ other: UInt64) -> UInt64 {
        let product = one.multipliedFullWidth(by: other)
        return product.high ^ product.low
    }

    private static let first: UInt64 = 0xA076_1D64_78BD_642F
    private static let second: UInt64 = 0xE703_7ED1_A0B4_28DB
}
