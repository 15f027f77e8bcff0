/// Every value that any source told of an engine's limits.
package struct LimitSet: Sendable, Hashable {
    /// The values, in the order they were found.
    package var readings: [LimitReading]
    /// Data-parallel engines behind one address; every value is that of one of them.
    package var engines: Int

    /// Collects values.
    package init(_ readings: [LimitReading] = [], engines: Int = 1) {
        self.readings = readings
        self.engines = max(1, engines)
    }

    /// What is said of the running process, the most trusted first.
    ///
    /// Among equally trusted ones the lowest comes first: of several engines or workers the
    /// smallest is the one that fills up. A mere lower bound comes last.
    package func live(_ kind: LimitKind) -> [LimitReading] {
        func rank(_ reading: LimitReading) -> (Int, Int, Double) {
            (reading.isLeast ? 1 : 0, reading.origin.trust ?? .max, reading.value)
        }
        return readings.filter { $0.kind == kind && $0.origin.trust != nil }.enumerated()
            .sorted { left, right in
                let (leftRank, rightRank) = (rank(left.element), rank(right.element))
                return leftRank == rightRank ? left.offset < right.offset : leftRank < rightRank
            }.map(\.element)
    }

    /// The value that is believed of the running process; nil when no source tells it.
    package func trusted(_ kind: LimitKind, tolerance: LimitTolerance) -> TrustedLimit? {
        let all = live(kind)
        guard let first = all.first else { return nil }
        let others = all.dropFirst().filter { $0.value != first.value || $0.origin != first.origin }
        return TrustedLimit(
            reading: first, agreeing: others.filter { tolerance.agrees($0, first) },
            disagreeing: others.filter { !tolerance.agrees($0, first) })
    }

    /// What one sort of source says.
    package func readings(_ kind: LimitKind, from origin: LimitOrigin) -> [LimitReading] {
        readings.filter { $0.kind == kind && $0.origin == origin }
    }

    /// The replicas that told anything, in the order they were found.
    package var replicas: [String] {
        var names: [String] = []
        for name in readings.compactMap(\.replica) where !names.contains(name) {
            names.append(name)
        }
        return names
    }
}
