/// What a file gives to look at.
struct LintDocument: Sendable {
    var queries: [LintQuery] = []
    var inhibitions: [InhibitionRule] = []
    var jobs: [ScrapeJob] = []
    var commands: [CommandLine] = []
    var services: [ServiceName] = []
    var workloads: [Workload] = []
    /// Parts that cannot be what stands there.
    var problems: [LintProblem] = []
    /// What was left out, as sentences.
    var notes: [String] = []
    /// Whether the file is one that can be looked at, even if it is empty.
    var isRecognised = false

    mutating func add(_ other: LintDocument) {
        queries += other.queries
        inhibitions += other.inhibitions
        jobs += other.jobs
        commands += other.commands
        services += other.services
        workloads += other.workloads
        problems += other.problems
        notes += other.notes
        isRecognised = isRecognised || other.isRecognised
    }
}
