/// Finds the line ends of one feed, looking at each byte at most twice.
///
/// The next LF and the next CR are kept: a stream that uses only one of them must not be searched
/// to its end for the other at every line.
struct LineEndFinder {
    private let bytes: UnsafeRawBufferPointer
    private var nextLineFeed = -1
    private var nextCarriageReturn = -1

    /// Creates a finder.
    ///
    /// - Parameter bytes: Where to look.
    init(_ bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
    }

    /// The first line end at or after an index.
    ///
    /// - Parameter start: The index; must not fall from call to call.
    /// - Returns: The index of an LF or a CR; `nil` when the rest holds neither.
    mutating func next(from start: Int) -> Int? {
        if nextLineFeed < start {
            nextLineFeed = bytes.firstIndex(of: UInt8.lineFeed, from: start) ?? .max
        }
        if nextCarriageReturn < start {
            nextCarriageReturn = bytes.firstIndex(of: UInt8.carriageReturn, from: start) ?? .max
        }
        let first = min(nextLineFeed, nextCarriageReturn)
        return first == .max ? nil : first
    }
}
