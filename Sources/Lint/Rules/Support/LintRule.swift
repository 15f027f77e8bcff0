/// One thing that a query, or all files together, can have wrong.
protocol LintRule: Sendable {
    /// The word by which findings and comments name the rule.
    static var id: String { get }

    /// What it looks for, in a line without a full stop.
    static var summary: String { get }

    /// Why it matters and what to do: paragraphs of the documentation.
    static var explanation: String { get }

    /// A query with the mistake, and one without; for the documentation, checked by tests.
    static var example: LintExample? { get }

    /// Whether it runs only when asked for.
    static var isOptional: Bool { get }

    /// Looks at one query.
    static func check(_ query: QueryContext)

    /// Looks at all files together.
    static func check(_ project: ProjectContext)
}

extension LintRule {
    static var isOptional: Bool { false }
    static var example: LintExample? { nil }
    static func check(_ query: QueryContext) {}
    static func check(_ project: ProjectContext) {}
}
