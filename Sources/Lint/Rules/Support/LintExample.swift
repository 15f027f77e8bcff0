/// A query with a mistake, and one that means the same without it.
package struct LintExample: Sendable, Hashable {
    package var wrong: String
    package var right: String

    package init(wrong: String, right: String) {
        self.wrong = wrong
        self.right = right
    }
}
