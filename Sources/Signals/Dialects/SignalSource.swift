/// One way in which an exporter tells a signal.
package struct SignalSource: Sendable, Hashable {
    package let formula: SeriesFormula
    /// The label whose values are the reasons of a counter's breakdown.
    package let reasonLabel: String?
    /// The releases that have it, in words: `0.9.2 and later`; nil when all known ones do.
    package let releases: String?
    /// How this exporter's quantity differs from the signal's definition; a sentence.
    package let note: String?

    package init(
        _ formula: SeriesFormula, by reasonLabel: String? = nil, releases: String? = nil,
        note: String? = nil
    ) {
        self.formula = formula
        self.reasonLabel = reasonLabel
        self.releases = releases
        self.note = note
    }
}
