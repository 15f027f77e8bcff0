import PromQL
import Signals

/// All files that are looked at together.
final class ProjectContext {
    let sources: [LintSource]
    let queries: [LintQuery]
    let inhibitions: [InhibitionRule]
    let jobs: [ScrapeJob]
    let commands: [CommandLine]
    let services: [ServiceName]
    let workloads: [Workload]
    /// Bounds of histograms that the commands of the files set.
    let customBounds: [EngineKind: Set<Double>]
    let target: LintTarget
    /// What each generated file was made for.
    private let inputs: [GeneratedInputs?]
    let facts: FactFinder
    /// Names that the files query and only the production-stack router has.
    let usesRouter: Bool
    var findings: [LintFinding] = []

    init(
        sources: [LintSource], document: LintDocument, target: LintTarget
    ) {
        self.sources = sources
        queries = document.queries
        inhibitions = document.inhibitions
        jobs = document.jobs
        commands = document.commands
        services = document.services
        workloads = document.workloads
        customBounds = CustomBounds.of(document.commands)
        self.target = target
        inputs = sources.map(GeneratedInputs.init)
        var recorded: [String: [FactFinder.Recording]] = [:]
        for query in document.queries {
            if case .record(let rule) = query.place, let expression = query.expression {
                recorded[rule.name, default: []].append(
                    FactFinder.Recording(expression: expression, labels: rule.labels))
            }
        }
        facts = FactFinder(recorded: recorded)
        usesRouter = document.queries.contains { RouterEvidence.isPresent(in: $0.expression) }
    }

    /// Puts what a rule finds in place.
    ///
    /// - Parameters:
    ///   - rule: The rule.
    ///   - severity: How bad it is.
    ///   - file: Which of the files.
    ///   - range: The bytes of the file.
    ///   - message: What is wrong.
    ///   - hint: The way out.
    func report(
        _ rule: any LintRule.Type, _ severity: LintSeverity, file: Int, at range: Range<Int>,
        _ message: String, hint: String? = nil
    ) {
        findings.append(
            LintFinding(
                rule: rule.id, severity: severity, message: message, hint: hint, file: file,
                range: range))
    }

    /// What the queries of a file run against: what was said or asked, else what the header of a
    /// generated file names.
    ///
    /// - Parameter file: Which of the files.
    /// - Returns: The target with an engine and its release where either tells them.
    func target(of file: Int) -> LintTarget {
        guard target.engine == nil, target.knowledge == nil, let inputs = inputs[file] else {
            return target
        }
        var known = target
        known.engine = inputs.engine
        known.version = inputs.version
        return known
    }

    /// The alerts of all files.
    var alerts: [(query: LintQuery, rule: AlertRule)] {
        queries.compactMap { query in
            if case .alert(let rule) = query.place { (query, rule) } else { nil }
        }
    }
}
