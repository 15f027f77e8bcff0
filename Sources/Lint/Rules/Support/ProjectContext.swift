import PromQL

/// All files that are looked at together.
final class ProjectContext {
    let sources: [LintSource]
    let queries: [LintQuery]
    let inhibitions: [InhibitionRule]
    let target: LintTarget
    let facts: FactFinder
    /// Names that the files query and only the production-stack router has.
    let usesRouter: Bool
    var findings: [LintFinding] = []

    init(
        sources: [LintSource], queries: [LintQuery], inhibitions: [InhibitionRule],
        target: LintTarget
    ) {
        self.sources = sources
        self.queries = queries
        self.inhibitions = inhibitions
        self.target = target
        var recorded: [String: [FactFinder.Recording]] = [:]
        for query in queries {
            if case .record(let rule) = query.place, let expression = query.expression {
                recorded[rule.name, default: []].append(
                    FactFinder.Recording(expression: expression, labels: rule.labels))
            }
        }
        facts = FactFinder(recorded: recorded)
        usesRouter = queries.contains { RouterEvidence.isPresent(in: $0.expression) }
    }

    /// The alerts of all files.
    var alerts: [(query: LintQuery, rule: AlertRule)] {
        queries.compactMap { query in
            if case .alert(let rule) = query.place { (query, rule) } else { nil }
        }
    }
}
