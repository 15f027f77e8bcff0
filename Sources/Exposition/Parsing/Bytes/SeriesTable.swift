/// Remembers by hash where a body mentioned each series.
///
/// A place holds the half of a hash that does not choose it, and the index of a line: eight bytes a
/// series. A hash that was seen before is a suspicion; the caller reads that line again to know.
struct SeriesTable {
    /// Hash bits above, line start plus one below.
    ///
    /// 0 marks a free place. The count is a power of two.
    private var places: [UInt64] = []
    private var used = 0

    /// Notes that the line at `lineStart` mentions the series with this hash.
    ///
    /// - Parameters:
    ///   - hash: the hash of everything that tells series apart.
    ///   - lineStart: the index of the line; below 2^32 - 1.
    ///   - isSame: whether the line at an index mentions the same series.
    /// - Returns: the index of the earlier line, which stays noted, or nil when there was none.
    @inline(__always)
    mutating func note(
        _ hash: UInt64, lineStart: Int, isSame: (Int) -> Bool
    ) -> Int? {
        if used * 4 >= places.count * 3 { grow() }
        let tag = hash & 0xFFFF_FFFF_0000_0000
        var place = Self.place(tag, places.count)
        while places[place] != 0 {
            let found = places[place]
            if found & 0xFFFF_FFFF_0000_0000 == tag {
                let earlier = Int(found & 0xFFFF_FFFF) - 1
                if isSame(earlier) { return earlier }
            }
            place = (place + 1) & (places.count - 1)
        }
        places[place] = tag | UInt64(lineStart + 1)
        used += 1
        return nil
    }

    /// Forgets everything, keeping the memory.
    mutating func removeAll() {
        guard used > 0 else { return }
        for index in places.indices { places[index] = 0 }
        used = 0
    }

    /// Spreads the 32 bits of a tag over a table of any size.
    @inline(__always)
    private static func place(_ tag: UInt64, _ count: Int) -> Int {
        let spread = (tag >> 32) &* 0x9E37_79B9_7F4A_7C15
        return Int(truncatingIfNeeded: spread >> 20) & (count - 1)
    }

    @inline(never)
    private mutating func grow() {
        let old = places
        places = [UInt64](repeating: 0, count: max(64, old.count * 2))
        for entry in old where entry != 0 {
            var place = Self.place(entry & 0xFFFF_FFFF_0000_0000, places.count)
            while places[place] != 0 { place = (place + 1) & (places.count - 1) }
            places[place] = entry
        }
    }
}
