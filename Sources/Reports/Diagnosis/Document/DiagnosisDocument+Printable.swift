import Diagnosis
import Estimates

extension DiagnosisDocument {
    /// The document with every text in it made printable, see ``SafeText``.
    ///
    /// Every renderer for people begins here, so that none can forget a field.
    func printable() -> DiagnosisDocument {
        var document = self
        document.name = SafeText.printable(name)
        document.place = place.map { SafeText.printable($0, limit: 4096) }
        document.directory = directory.map { SafeText.printable($0, limit: 4096) }
        document.toolVersion = SafeText.printable(toolVersion)
        document.report = report.printable()
        return document
    }
}

extension DiagnosisReport {
    fileprivate func printable() -> DiagnosisReport {
        var report = self
        switch conclusion {
        case .found, .noFinding: break
        case .undecided(let causes, let test):
            report.conclusion = .undecided(causes, test: SafeText.printable(test))
        case .noEvidence(let reason):
            report.conclusion = .noEvidence(SafeText.printable(reason))
        }
        report.headline = SafeText.printable(headline)
        report.causes = causes.map { $0.printable() }
        report.felt = felt.map { $0.printable() }
        report.said = said.map { $0.printable() }
        report.next = next.map { SafeText.printable($0) }
        report.notes = notes.map { SafeText.printable($0) }
        report.findings = findings.map { $0.printable() }
        return report
    }
}

extension DiagnosisReport.Figure {
    fileprivate func printable() -> DiagnosisReport.Figure {
        .init(SafeText.printable(name), estimate, unit: SafeText.printable(unit))
    }
}

extension ClueFinding {
    fileprivate func printable() -> ClueFinding {
        ClueFinding(
            clue, state, strength: strength, SafeText.printable(statement),
            figures: figures.map {
                Figure(
                    SafeText.printable($0.name), $0.estimate, unit: SafeText.printable($0.unit))
            })
    }
}

extension RankedCause {
    fileprivate func printable() -> RankedCause {
        RankedCause(
            cause: cause, score: score, probability: probability,
            evidenceFor: evidenceFor.map { $0.printable() },
            evidenceAgainst: evidenceAgainst.map { $0.printable() },
            missing: missing.map { $0.printable() }, consequenceOf: consequenceOf,
            gain: gain.map { gain in
                ExpectedGain(
                    action: SafeText.printable(gain.action),
                    changes: gain.changes.map {
                        .init(
                            SafeText.printable($0.name), before: $0.before, after: $0.after,
                            unit: SafeText.printable($0.unit))
                    }, basis: SafeText.printable(gain.basis))
            })
    }
}
