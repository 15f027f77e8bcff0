/// Looks for mistakes in rule files, manifests and dashboards.
package struct Linter: Sendable {
    /// What the queries run against.
    package var target = LintTarget()

    /// Rules that are not to run.
    package var ignored: Set<String> = []

    /// Whether the rules that only run when asked for do.
    package var includesOptionalRules = false

    package init() {}

    /// The rules' words.
    package static var ruleNames: [String] { LintRules.all.map { $0.id } }

    /// Looks at files together: what one records, the others may use.
    ///
    /// - Parameter sources: The files.
    /// - Returns: What was found, and which files could not be looked at.
    package func check(_ sources: [LintSource]) -> LintReport {
        var all = LintDocument()
        var failures: [LintFileError] = []
        var skipped: [String] = []
        var notes: [String] = []
        for (index, source) in sources.enumerated() {
            do {
                let document = try LintReader(file: index, source: source).read()
                all.add(document)
                failures += document.problems.map {
                    LintFileError(
                        path: source.path, position: source.position(of: $0.range.lowerBound),
                        message: $0.message)
                }
                notes += document.notes.map { "\(source.path): \($0)" }
            } catch {
                if error.isForeign, !source.isNamed {
                    skipped.append(source.path)
                } else {
                    failures.append(error)
                }
            }
        }
        let project = ProjectContext(sources: sources, document: all, target: target)
        run(project)
        let findings = kept(project)
        return LintReport(
            sources: sources, findings: findings, failures: failures, skipped: skipped,
            notes: notes, queryCount: all.queries.count)
    }

    private func run(_ project: ProjectContext) {
        for rule in LintRules.all
        where !ignored.contains(rule.id) && (includesOptionalRules || !rule.isOptional) {
            rule.check(project)
            for query in project.queries {
                guard let expression = query.expression else { continue }
                rule.check(
                    QueryContext(
                        query: query, expression: expression, project: project, rule: rule))
            }
        }
    }

    /// The findings that no comment turns off, each once, in the files' order.
    private func kept(_ project: ProjectContext) -> [LintFinding] {
        let comments = project.sources.indices.map { index in
            IgnoreComments(
                project.sources[index],
                items: project.queries.filter { $0.file == index }.map(\.item)
                    + project.inhibitions.filter { $0.file == index }.map(\.range)
                    + project.commands.filter { $0.file == index }.flatMap {
                        [$0.range] + $0.words.map(\.whole)
                    }
                    + project.jobs.filter { $0.file == index }.flatMap {
                        [$0.intervalRange] + $0.targets.map(\.range)
                    })
        }
        var seen: Set<LintFinding> = []
        return project.findings.filter {
            seen.insert($0).inserted && !comments[$0.file].ignore($0)
        }.sorted(by: LintFinding.inOrder)
    }
}
