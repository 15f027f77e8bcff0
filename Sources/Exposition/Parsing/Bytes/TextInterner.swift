/// Gives each distinct text of a body a small number and makes its string once.
///
/// An open-addressing table over the bytes of the body: looking up a known text allocates nothing.
struct TextInterner {
    private struct Entry {
        let hash: UInt64
        let range: TextRange
    }

    /// The text of each number.
    private(set) var strings: [String] = []
    private var entries: [Entry] = []
    /// Numbers of entries plus one.
    ///
    /// 0 marks a free place. The count is a power of two.
    private var places = [UInt32](repeating: 0, count: 64)

    /// The number of the text in `range`, a new one when it was not seen before.
    ///
    /// - Parameters:
    ///   - range: the raw bytes, already known to be UTF-8.
    ///   - hash: the hash of the text, escapes replaced.
    ///   - body: the body that every call names.
    /// - Returns: the number, from 0 in the order of first sight.
    @inline(__always)
    mutating func number(_ range: TextRange, hash: UInt64, in body: ByteBody) -> UInt32 {
        var place = Int(truncatingIfNeeded: hash) & (places.count - 1)
        while places[place] != 0 {
            let number = places[place] - 1
            if isEntry(number, range, hash, body) { return number }
            place = (place + 1) & (places.count - 1)
        }
        return add(range, hash: hash, in: body, at: place)
    }

    /// The number of the text in `range`, or nil when it was not seen before.
    func known(_ range: TextRange, hash: UInt64, in body: ByteBody) -> UInt32? {
        var place = Int(truncatingIfNeeded: hash) & (places.count - 1)
        while places[place] != 0 {
            let number = places[place] - 1
            if isEntry(number, range, hash, body) { return number }
            place = (place + 1) & (places.count - 1)
        }
        return nil
    }

    @inline(__always)
    private func isEntry(
        _ number: UInt32, _ range: TextRange, _ hash: UInt64, _ body: ByteBody
    ) -> Bool {
        let entry = entries[Int(number)]
        return entry.hash == hash && EscapedText.areEqual(entry.range, range, in: body)
    }

    @inline(never)
    private mutating func add(
        _ range: TextRange, hash: UInt64, in body: ByteBody, at place: Int
    ) -> UInt32 {
        let number = UInt32(entries.count)
        strings.append(EscapedText.text(range, of: body))
        entries.append(Entry(hash: hash, range: range))
        places[place] = number + 1
        if entries.count * 2 > places.count { grow() }
        return number
    }

    private mutating func grow() {
        places = [UInt32](repeating: 0, count: places.count * 2)
        for (index, entry) in entries.enumerated() {
            var place = Int(truncatingIfNeeded: entry.hash) & (places.count - 1)
            while places[place] != 0 { place = (place + 1) & (places.count - 1) }
            places[place] = UInt32(index) + 1
        }
    }
}
