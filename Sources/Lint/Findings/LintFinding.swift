/// Something that a rule says about a place in a file.
package struct LintFinding: Sendable, Hashable {
    /// The rule's word.
    package var rule: String
    package var severity: LintSeverity
    /// What is wrong, as a sentence without a full stop.
    package var message: String
    /// The way out, where there is one to tell.
    package var hint: String?
    /// Which of the files that are read together.
    package var file: Int
    /// The bytes of the file.
    package var range: Range<Int>
    /// What to write to be rid of it, where one replacement is right; empty otherwise.
    package var fix: [TextEdit] = []

    /// Orders by place, then by rule.
    package static func inOrder(_ left: LintFinding, _ right: LintFinding) -> Bool {
        if left.file != right.file { return left.file < right.file }
        if left.range.lowerBound != right.range.lowerBound {
            return left.range.lowerBound < right.range.lowerBound
        }
        return (left.rule, left.message) < (right.rule, right.message)
    }
}
