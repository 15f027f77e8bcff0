/// How far two values of a limit may lie apart and still be the same.
package struct LimitTolerance: Sendable, Hashable {
    /// The share for what is written down: slots, lengths.
    package var declared: Double
    /// The share for what the engine measures at start: the KV cache.
    package var measured: Double

    /// The default: none for what is written down, 10 % for what is measured at start.
    package static let standard = LimitTolerance(declared: 0, measured: 0.1)

    /// Makes a tolerance.
    package init(declared: Double, measured: Double) {
        self.declared = declared
        self.measured = measured
    }

    /// The share for a kind of limit.
    package func share(of kind: LimitKind) -> Double {
        kind.isMeasuredAtStart ? measured : declared
    }

    /// Whether two readings of one kind can both be true.
    ///
    /// The share counts of the larger value. A reading that is only a lower bound contradicts
    /// nothing above it.
    package func agrees(_ left: LimitReading, _ right: LimitReading) -> Bool {
        let slack = share(of: left.kind) * max(left.value.magnitude, right.value.magnitude)
        // Beyond what a sum of decimal fractions may lose.
        let room = slack + 1e-9 * max(left.value.magnitude, right.value.magnitude)
        switch (left.isLeast, right.isLeast) {
        case (true, true): return true
        case (true, false): return left.value <= right.value + room
        case (false, true): return right.value <= left.value + room
        case (false, false): return (left.value - right.value).magnitude <= room
        }
    }
}
