package import Diagnosis
package import Foundation

/// A diagnosis with what a reader has to know around it: of what, when, resting on which evidence.
package struct DiagnosisDocument: Sendable {
    /// The run's or the profile's name.
    package var name: String
    /// Where the evidence comes from: an address, a folder, a store; nil when the name says it.
    package var place: String?
    /// When the diagnosed time began, by the wall clock.
    package var startedAt: Date
    /// How much there was to look at.
    package var basis: DiagnosisBasis
    /// The diagnosis.
    package var report: DiagnosisReport
    /// What is known of the causes; a cause without an entry goes by its raw value.
    package var definitions: [Cause: CauseDefinition]
    /// The signal that interrupted the run (2 or 15); nil when it ran to its end.
    package var interruptedBy: Int32?
    /// The run directory, as the user may open it; nil when nothing was kept.
    package var directory: String?
    /// The version of firstlight that diagnosed.
    package var toolVersion: String

    /// What the catalogue says of every cause.
    package static let catalogue = Dictionary(
        uniqueKeysWithValues: CauseDefinition.all.map { ($0.cause, $0) })

    /// Puts a document together.
    ///
    /// - Parameters:
    ///   - name: The run's or the profile's name.
    ///   - place: Where the evidence comes from.
    ///   - startedAt: When the diagnosed time began.
    ///   - basis: How much there was to look at.
    ///   - report: The diagnosis.
    ///   - definitions: What is known of the causes.
    ///   - toolVersion: The version of firstlight.
    package init(
        name: String, place: String? = nil, startedAt: Date, basis: DiagnosisBasis,
        report: DiagnosisReport, definitions: [Cause: CauseDefinition] = Self.catalogue,
        toolVersion: String
    ) {
        self.name = name
        self.place = place
        self.startedAt = startedAt
        self.basis = basis
        self.report = report
        self.definitions = definitions
        self.toolVersion = toolVersion
    }

    /// What the conclusion means for somebody who has to act.
    package var grade: DiagnosisGrade {
        switch report.conclusion {
        case .noFinding: .none
        case .undecided, .noEvidence: .unknown
        case .found(let cause): DiagnosisGrade(cause, kind: definitions[cause]?.kind)
        }
    }
}
