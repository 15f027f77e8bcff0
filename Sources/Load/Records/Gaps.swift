/// The gaps of one answer, in four bytes each as long as none reaches four seconds.
///
/// Whole nanoseconds are kept exactly; parts of one are rounded to the nearest.
package struct Gaps: Sendable, Hashable {
    private enum Storage: Sendable {
        case narrow([UInt32])
        case wide([Int64])
    }

    private var storage: Storage

    /// Takes gaps in nanoseconds.
    ///
    /// - Parameter nanoseconds: The gaps, in order.
    package init(nanoseconds: [Int64]) {
        let fits = nanoseconds.allSatisfy { UInt32(exactly: $0) != nil }
        storage =
            fits ? .narrow(nanoseconds.map { UInt32(truncatingIfNeeded: $0) }) : .wide(nanoseconds)
    }

    /// Takes gaps of any source.
    ///
    /// - Parameter gaps: The gaps, in order.
    package init(_ gaps: some Sequence<Duration>) {
        self.init(nanoseconds: gaps.map(Self.nanoseconds))
    }

    private static func nanoseconds(_ gap: Duration) -> Int64 {
        let (seconds, attoseconds) = gap.components
        let (whole, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        guard !overflow else { return seconds < 0 ? .min : .max }
        let half: Int64 = attoseconds < 0 ? -500_000_000 : 500_000_000
        let part = (attoseconds + half) / 1_000_000_000
        let (sum, isOver) = whole.addingReportingOverflow(part)
        return isOver ? (seconds < 0 ? .min : .max) : sum
    }

    package static func == (left: Gaps, right: Gaps) -> Bool { left.elementsEqual(right) }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(count)
        for place in indices { hasher.combine(nanoseconds(at: place)) }
    }
}

extension Gaps: RandomAccessCollection {
    package var startIndex: Int { 0 }

    package var endIndex: Int {
        switch storage {
        case .narrow(let values): values.count
        case .wide(let values): values.count
        }
    }

    package subscript(place: Int) -> Duration { .nanoseconds(nanoseconds(at: place)) }

    /// A gap in nanoseconds.
    ///
    /// - Parameter place: Which, from 0.
    /// - Returns: The gap.
    package func nanoseconds(at place: Int) -> Int64 {
        switch storage {
        case .narrow(let values): Int64(values[place])
        case .wide(let values): values[place]
        }
    }
}

extension Gaps: ExpressibleByArrayLiteral {
    package init(arrayLiteral gaps: Duration...) { self.init(gaps) }
}

extension Gaps: CustomStringConvertible {
    package var description: String { Array(self).description }
}
