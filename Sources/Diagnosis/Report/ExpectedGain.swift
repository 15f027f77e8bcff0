package import Estimates

/// What the suggested change is expected to bring.
package struct ExpectedGain: Sendable, Hashable {
    /// One figure before and after.
    package struct Change: Sendable, Hashable {
        /// What it is, such as `TTFT p95`.
        package let name: String
        /// As observed.
        package let before: Estimate
        /// As predicted, with the interval the closed form and the observation allow.
        package let after: Estimate
        /// `s`, `tok/s` and the like.
        package let unit: String

        package init(_ name: String, before: Estimate, after: Estimate, unit: String) {
            self.name = name
            self.before = before
            self.after = after
            self.unit = unit
        }
    }

    /// The change in words: `--max-num-seqs 16`.
    package let action: String
    /// The figures.
    package let changes: [Change]
    /// What the prediction rests on, a sentence: the closed form and its assumptions.
    package let basis: String

    package init(action: String, changes: [Change], basis: String) {
        self.action = action
        self.changes = changes
        self.basis = basis
    }
}
