/// The causes in the order of their odds, with what follows of them.
struct Ranking {
    /// From this score on a cause is a finding: its odds against "nothing is wrong" are about three to one.
    static let findingScore = 1.0
    /// Causes whose scores are nearer than this are not told apart: odds of less than three to one.
    static let tieMargin = 1.1
    /// From this share of common evidence on, two causes are rival explanations and not two findings.
    static let rivalShare = 0.5
    /// How much likelier than its cause a consequence may look; beyond, it stands for itself.
    static let explainedMax = 5.0
    /// As many causes are shown at most, consequences apart.
    static let shownMax = 6

    /// Clues that say that users are failed: "nothing is wrong" is no answer while one holds.
    static let failures: Set<Clue> = [
        .everythingFails, .unavailable, .goneSince, .silentAfterHead, .streamsTruncated,
        .eventsMalformed, .errorsInStream, .answersEmpty, .streamsStall, .rateLimited,
        .authenticationFails, .modelUnknown, .contextRefused,
    ]

    private let findings: [ClueFinding]
    private let evidence: Evidence
    private let scored: [ScoredCause]

    init(findings: [ClueFinding], evidence: Evidence) {
        self.findings = findings
        self.evidence = evidence
        let byClue = Dictionary(findings.map { ($0.clue, $0) }) { first, _ in first }
        scored = CauseDefinition.all.map { ScoredCause($0, byClue) }
            .sorted {
                ($0.score, $1.definition.cause.rawValue) > ($1.score, $0.definition.cause.rawValue)
            }
    }

    var report: DiagnosisReport {
        let parents = self.parents
        let heads = scored.filter {
            $0.score >= 0 && parents[$0.definition.cause] == nil
        }
        let conclusion = self.conclusion(heads)
        let shown = isFinding(conclusion) ? Array(heads.prefix(Self.shownMax)) : []
        var report = DiagnosisReport(
            conclusion: conclusion,
            headline: DiagnosisWords.headline(conclusion, shown.map(\.ranked)))
        report.findings = findings
        let probabilities = self.probabilities
        let gains = GainEstimator(evidence, findings)
        report.causes = shown.flatMap { head in
            let followers = scored.filter { parents[$0.definition.cause] == head.definition.cause }
            return ([head] + followers).map { cause in
                RankedCause(
                    cause, probability: probabilities[cause.definition.cause] ?? 0,
                    consequenceOf: parents[cause.definition.cause],
                    gain: cause.definition.cause == head.definition.cause
                        ? gains.gain(for: cause.definition.cause) : nil)
            }
        }
        let figures = ReportFigures(evidence)
        (report.felt, report.said, report.phases) = (figures.felt, figures.said, figures.phases)
        report.next = DiagnosisWords.next(report)
        report.notes = DiagnosisWords.notes(report, evidence)
        return report
    }

    // MARK: - Consequences

    /// The cause each consequence is folded into; a cause that follows of two belongs to the likelier.
    ///
    /// The first cause in a chain comes first even when a consequence shows more clearly: a card with errors explains the hang.
    private var parents: [Cause: Cause] {
        var parents: [Cause: Cause] = [:]
        let findings = scored.filter { $0.score >= Self.findingScore }
        for head in findings {
            for consequence in head.definition.consequences where parents[consequence] == nil {
                let isExplained = scored.contains {
                    $0.definition.cause == consequence && $0.score >= 0
                        && $0.score <= head.score + Self.explainedMax
                }
                if isExplained { parents[consequence] = head.definition.cause }
            }
        }
        // The head of a chain may itself be folded: follow it up.
        for (cause, parent) in parents {
            var root = parent
            while let above = parents[root], above != cause { root = above }
            parents[cause] = root
        }
        return parents
    }

    // MARK: - Conclusion

    private func isFinding(_ conclusion: DiagnosisReport.Conclusion) -> Bool {
        switch conclusion {
        case .found, .undecided: true
        case .noFinding, .noEvidence: false
        }
    }

    /// What is known of failures whose cause cannot be named.
    private func unexplained(_ failing: ClueFinding, by first: ScoredCause?) -> String {
        let isDown = findings.contains { $0.clue == .everythingFails && $0.state == .holds }
        let reason =
            (first?.score ?? 0) > 0
            ? "the evidence is too little to name the cause" : "no known cause explains it"
        return (isDown ? "no request is answered" : "requests fail")
            + " and \(reason): \(failing.statement)"
    }

    private func conclusion(_ heads: [ScoredCause]) -> DiagnosisReport.Conclusion {
        guard findings.contains(where: { $0.state != .unknown }) else {
            return .noEvidence(DiagnosisWords.lack(of: evidence))
        }
        guard let first = heads.first, first.score >= Self.findingScore else {
            if let failing = findings.first(where: {
                $0.state == .holds && Self.failures.contains($0.clue)
            }) {
                return .noEvidence(unexplained(failing, by: heads.first))
            }
            return DiagnosisWords.scarcity(of: evidence).map { .noEvidence($0) } ?? .noFinding
        }
        let rivals = heads.dropFirst().filter {
            first.score - $0.score < Self.tieMargin && first.isRival(of: $0)
        }
        guard !rivals.isEmpty else { return .found(first.definition.cause) }
        let all = [first] + rivals.prefix(2)
        return .undecided(
            all.map(\.definition.cause), test: DiagnosisWords.test(between: first, all[1]))
    }

    /// Probabilities among all causes and "nothing is wrong", whose score is 0.
    private var probabilities: [Cause: Double] {
        let top = max(0, scored.first?.score ?? 0)
        let total =
            Exponential.of(-top)
            + scored.reduce(0) { $0 + Exponential.of($1.score - top) }
        return Dictionary(
            uniqueKeysWithValues: scored.map {
                ($0.definition.cause, Exponential.of($0.score - top) / total)
            })
    }
}
