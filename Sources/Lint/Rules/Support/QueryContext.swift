import PromQL
import Signals

/// A query, what is known around it, and where a rule puts what it finds.
final class QueryContext {
    let query: LintQuery
    let expression: PromQL.Expression
    let project: ProjectContext

    /// The rule at work.
    var rule: any LintRule.Type

    init(
        query: LintQuery, expression: PromQL.Expression, project: ProjectContext,
        rule: any LintRule.Type
    ) {
        self.query = query
        self.expression = expression
        self.project = project
        self.rule = rule
    }

    var target: LintTarget { project.target(of: query.file) }
    var facts: FactFinder { project.facts }

    /// Reports a part of the query.
    ///
    /// - Parameters:
    ///   - severity: How bad it is.
    ///   - range: The part.
    ///   - message: What is wrong.
    ///   - hint: The way out.
    ///   - edits: What to replace, in bytes of the query; all or none of them are offered.
    func report(
        _ severity: LintSeverity, at range: SourceRange, _ message: String, hint: String? = nil,
        edits: [(range: SourceRange, text: String)] = []
    ) {
        project.findings.append(
            LintFinding(
                rule: rule.id, severity: severity, message: message, hint: hint,
                file: query.file, range: query.text.fileRange(range.start, range.end),
                fix: fileEdits(edits)))
    }

    private func fileEdits(_ edits: [(range: SourceRange, text: String)]) -> [TextEdit] {
        var result: [TextEdit] = []
        for edit in edits {
            guard query.text.isInOnePiece(edit.range.start, edit.range.end),
                query.variable(in: edit.range) == nil,
                let text = query.text.encoded(edit.text)
            else { return [] }
            result.append(
                TextEdit(range: query.text.fileRange(edit.range.start, edit.range.end), text: text))
        }
        return result
    }

    /// Whether a part of the query comes from a dashboard's variable.
    func isVariable(_ range: SourceRange) -> Bool { query.variable(in: range) != nil }

    /// The facts about a part of the query.
    func facts(of expression: PromQL.Expression) -> SeriesFacts { facts.facts(of: expression) }

    /// Every part of the query with the parts around it.
    func visit(_ body: (PromQL.Expression, [PromQL.Expression]) -> Void) {
        expression.visit(body)
    }

    /// A part of the query as it was written.
    func text(of range: SourceRange) -> String { range.text(in: query.text.text) }
}
