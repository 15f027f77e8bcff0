package import PromQL

/// A query as it stands in a file.
package struct LintQuery: Sendable {
    /// Which of the files that are read together.
    package var file: Int

    /// The query with its variables replaced, and where its bytes come from.
    package var text: MappedText

    /// The tree; nil when the text is no query.
    package var expression: PromQL.Expression?

    /// What is wrong with the text, when it is no query.
    package var failure: PromQLError?

    package var place: LintPlace

    /// The variables that were replaced.
    var variables: [GrafanaVariableUse] = []

    /// Where the rule or panel begins and the query ends, in bytes of the file.
    var item: Range<Int>

    /// A hint for a query that cannot be parsed, such as that it is a template.
    var failureHint: String?

    /// The variable that a part of the query stands for.
    ///
    /// - Parameter range: A part of the query.
    /// - Returns: Nil when the part was written as it is.
    func variable(in range: SourceRange) -> GrafanaVariableUse? {
        variables.first { $0.range.lowerBound < range.end && range.start < $0.range.upperBound }
    }
}
