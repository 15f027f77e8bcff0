/// Generates files for a subject: the one entry to all generators.
package enum Generation {
    /// Generates parts.
    ///
    /// The output depends on the subject alone: no clock, no order of hash tables.
    ///
    /// - Parameters:
    ///   - parts: What to generate; each is generated once, in the order of ``GeneratedPart``.
    ///   - subject: For what.
    /// - Returns: The files, the README last, and notes.
    /// - Throws: `GenerationError` when the subject cannot be meant.
    package static func files(
        of parts: Set<GeneratedPart>, for subject: GenerationSubject
    ) throws(GenerationError) -> GeneratedSet {
        let run = try run(of: parts, for: subject)
        return GeneratedSet(files: run.files + [run.guide(to: run.record)], notes: run.notes)
    }

    /// Generates parts, and says which part each file belongs to.
    ///
    /// - Parameters:
    ///   - parts: What to generate.
    ///   - subject: For what.
    /// - Returns: The files without a README, and notes.
    /// - Throws: `GenerationError` when the subject cannot be meant.
    package static func run(
        of parts: Set<GeneratedPart>, for subject: GenerationSubject
    ) throws(GenerationError) -> GenerationRun {
        try AlertLabelling.check(subject)
        let release = try subject.releaseNote()
        var sets: [(part: GeneratedPart, set: GeneratedSet)] = []
        let common = [release].compactMap { $0 } + subject.boundNotes + subject.selectionNotes
        for part in GeneratedPart.allCases where parts.contains(part) {
            var set = GeneratedSet(notes: common)
            set.add(try files(of: part, for: subject))
            if GateImage.users.contains(part) { set.add(GateImage.file(for: subject)) }
            for note in ProfileTransfer.notes(on: part, for: subject) { set.add(note) }
            sets.append((part, set))
        }
        return GenerationRun(sets, for: subject)
    }

    private static func files(
        of part: GeneratedPart, for subject: GenerationSubject
    ) throws(GenerationError) -> GeneratedSet {
        switch part {
        case .rules: RulesPart.files(for: subject)
        case .slo: try SLOFiles.set(for: subject)
        case .alertmanager: try AlertmanagerFiles.set(for: subject)
        case .dashboards: DashboardFiles.files(for: subject)
        case .prometheus: ScrapeConfiguration.set(for: subject)
        case .servicemonitor: try OperatorObjects.set(for: subject)
        case .kserve: ServingObjects.kserve(for: subject)
        case .job: GateObjects.set(for: subject)
        case .argo: ArgoObjects.set(for: subject)
        case .flagger: FlaggerObjects.set(for: subject)
        case .keda: ScaledObject.set(for: subject)
        case .otel: CollectorConfiguration.set(for: subject)
        case .compose: ComposeStack.set(for: subject)
        case .buckets: BucketFile.set(for: subject)
        case .playbooks: PlaybookFiles.set(for: subject)
        }
    }
}
