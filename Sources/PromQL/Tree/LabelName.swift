/// The name of a label in a list of names, as in `by (job, le)`.
package struct LabelName: Sendable, Hashable {
    package var text: String
    package var range: SourceRange

    package init(_ text: String, range: SourceRange = .none) {
        self.text = text
        self.range = range
    }
}
