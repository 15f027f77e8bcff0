import Diagnosis

/// A diagnosis in a few lines, for a report about something else.
package struct DiagnosisSummary: Sendable, Equatable {
    /// What is wrong, each a sentence without a full stop; empty when nothing was found.
    package let why: [String]
    /// What to do about it, each a sentence, the first one first.
    package let next: [String]

    /// How many causes that may be meant are named, and how many steps.
    private static let shownMax = 3

    /// Sums a diagnosis up.
    ///
    /// - Parameter document: The diagnosis.
    package init(_ document: DiagnosisDocument) {
        let words = DiagnosisWords(document)
        switch document.report.conclusion {
        case .found:
            why = [document.report.headline]
            var steps = Array(document.report.next.prefix(Self.shownMax))
            if let gain = document.report.causes.first?.gain, let first = steps.first {
                steps[0] = "\(first) (\(words.gain(gain)))"
            }
            next = steps
        case .undecided(let causes, _):
            let evidence = causes.prefix(Self.shownMax).compactMap { cause -> String? in
                let ranked = document.report.causes.first { $0.cause == cause }
                return ranked?.evidenceFor.first.map {
                    "\(words.title(of: cause)): \($0.statement)"
                }
            }
            why = [document.report.headline] + evidence
            next = [words.test].compactMap(\.self)
        case .noFinding, .noEvidence:
            why = []
            next = []
        }
    }
}
