package import Signals

/// Counters that tell good events from bad ones.
package struct EventSource: Sendable, Hashable {
    /// Counts the good events, or the bad ones.
    package let part: SeriesFormula
    /// Whether `part` counts the good events.
    package let isGood: Bool
    /// Counts all events.
    package let total: SeriesFormula

    /// Describes counters.
    ///
    /// - Parameters:
    ///   - part: Counts the good events, or the bad ones.
    ///   - isGood: Which of the two.
    ///   - total: Counts all events.
    package init(part: SeriesFormula, isGood: Bool, total: SeriesFormula) {
        self.part = part
        self.isGood = isGood
        self.total = total
    }

    /// Whether every series of the source has a label, by the table of families; a series that is
    /// in no table has it.
    func carries(_ label: String) -> Bool {
        (part.selectors + total.selectors).allSatisfy { selector in
            let known = KnownFamilies.series(named: selector.name)
            return known.isEmpty || known.contains { $0.family.labels.contains(label) }
        }
    }
}
