extension Span<UInt8> {
    /// Whether two ranges of these bytes hold the same bytes.
    func holdsEqual(_ first: Range<Int>, _ second: Range<Int>) -> Bool {
        guard first.count == second.count else { return false }
        let distance = second.lowerBound - first.lowerBound
        return first.allSatisfy { self[$0] == self[$0 + distance] }
    }

    /// The bytes in `range` for an error message: at most 40, invalid UTF-8 replaced.
    func excerpt(_ range: Range<Int>) -> String {
        let shown = range.prefix(40).map { self[$0] }
        return String(decoding: shown, as: UTF8.self) + (range.count > 40 ? "..." : "")
    }
}
