/// One way in which an engine exports a signal.
package struct SignalExpression: Sendable, Hashable {
    package let expression: MetricExpression
    /// The label whose values are the reasons of a counter's breakdown.
    package let reasonLabel: String?
    /// How this engine's quantity differs from the signal's definition; a sentence.
    package let note: String?

    package init(_ expression: MetricExpression, by reasonLabel: String? = nil, note: String? = nil)
    {
        self.expression = expression
        self.reasonLabel = reasonLabel
        self.note = note
    }
}
