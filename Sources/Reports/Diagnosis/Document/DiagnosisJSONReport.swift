import Diagnosis
import Estimates
package import Foundation
import Inference

/// A diagnosis as JSON for programs: `diagnosis.json`.
///
/// `docs/schema/diagnosis.schema.json` describes the format, which carries its version. Keys keep
/// their order, the conclusion comes first, times are seconds, shares ratios. Numbers that are not
/// finite are `null`: no bound, or no value at all.
package enum DiagnosisJSONReport {
    /// The version of the format; grows when a reader of the old one would misread the new one.
    package static let schemaVersion = 1

    /// Renders a diagnosis.
    ///
    /// - Parameter document: The diagnosis with what is around it.
    /// - Returns: UTF-8, indented, with a line feed at the end; equal documents give equal bytes.
    package static func render(_ document: DiagnosisDocument) -> Data {
        Data(JSONWriter.bytes(of: value(of: document), indented: true))
    }

    static func value(of document: DiagnosisDocument) -> JSONValue {
        let report = document.report
        let words = DiagnosisWords(document)
        return .object([
            "schema_version": .integer(schemaVersion),
            "conclusion": .string(conclusion(report.conclusion)),
            "grade": .string(document.grade.rawValue),
            "cause": .optional(found(report.conclusion)?.rawValue),
            "headline": .string(report.headline),
            "candidates": .array(candidates(report.conclusion).map { .string($0.rawValue) }),
            "test": .optional(test(report.conclusion)),
            "reason": .optional(reason(report.conclusion)),
            "name": .string(document.name),
            "place": .optional(document.place),
            "started_at": .string(JSONReport.timestamp(document.startedAt)),
            "interrupted_by": .optional(document.interruptedBy.map(Int.init)),
            "evidence": basis(document.basis),
            "felt": .array(report.felt.map { figure($0.name, $0.estimate, $0.unit) }),
            "said": .array(report.said.map { figure($0.name, $0.estimate, $0.unit) }),
            "phases": .array(report.phases.map(phase)),
            "causes": .array(report.causes.map { cause($0, words) }),
            "next": .array(report.next.map(JSONValue.string)),
            "notes": .array(report.notes.map(JSONValue.string)),
            "clues": .array(report.findings.map(finding)),
            "directory": .optional(document.directory),
            "tool_version": .string(document.toolVersion),
        ])
    }

    // MARK: - The conclusion

    private static func conclusion(_ conclusion: DiagnosisReport.Conclusion) -> String {
        switch conclusion {
        case .found: "found"
        case .undecided: "undecided"
        case .noFinding: "no_finding"
        case .noEvidence: "no_evidence"
        }
    }

    private static func found(_ conclusion: DiagnosisReport.Conclusion) -> Cause? {
        if case .found(let cause) = conclusion { cause } else { nil }
    }

    private static func candidates(_ conclusion: DiagnosisReport.Conclusion) -> [Cause] {
        if case .undecided(let causes, _) = conclusion { causes } else { [] }
    }

    private static func test(_ conclusion: DiagnosisReport.Conclusion) -> String? {
        if case .undecided(_, let test) = conclusion { test } else { nil }
    }

    private static func reason(_ conclusion: DiagnosisReport.Conclusion) -> String? {
        if case .noEvidence(let reason) = conclusion { reason } else { nil }
    }

    // MARK: - Parts

    private static func basis(_ basis: DiagnosisBasis) -> JSONValue {
        .object([
            "requests": .optional(basis.requests), "beacons": .integer(basis.beacons),
            "scrapes": .optional(basis.scrapes), "missed_scrapes": .integer(basis.missedScrapes),
            "sources": .integer(basis.sources), "seconds": rounded(basis.span.seconds),
            "baseline": .bool(basis.hasBaseline),
        ])
    }

    private static func figure(_ name: String, _ value: Estimate, _ unit: String) -> JSONValue {
        .object(["name": .string(name), "unit": .string(unit), "value": estimate(value)])
    }

    private static func phase(_ phase: PhaseShare) -> JSONValue {
        .object([
            "phase": .string(phase.phase.rawValue), "seconds": estimate(phase.seconds),
            "share": phase.share.map(rounded) ?? .null,
        ])
    }

    private static func cause(_ ranked: RankedCause, _ words: DiagnosisWords) -> JSONValue {
        let definition = words.document.definitions[ranked.cause]
        let playbook = DiagnosisWords.playbook(ranked.cause)
        return .object([
            "cause": .string(ranked.cause.rawValue),
            "title": .string(words.title(of: ranked.cause)),
            "kind": .optional(definition?.kind.rawValue),
            "meaning": .optional(definition?.meaning),
            "probability": rounded(ranked.probability), "score": rounded(ranked.score),
            "consequence_of": .optional(ranked.consequenceOf?.rawValue),
            "for": .array(ranked.evidenceFor.map(finding)),
            "against": .array(ranked.evidenceAgainst.map(finding)),
            "missing": .array(ranked.missing.map(finding)),
            "refutation": .optional(definition?.refutation),
            "first_action": .optional(definition?.firstAction),
            "gain": ranked.gain.map(gain) ?? .null,
            "playbook": .object([
                "command": .string(playbook.command), "page": .string(playbook.page),
            ]),
        ])
    }

    private static func finding(_ finding: ClueFinding) -> JSONValue {
        .object([
            "clue": .string(finding.clue.rawValue), "state": .string(finding.state.rawValue),
            "strength": rounded(finding.strength), "statement": .string(finding.statement),
            "figures": .array(finding.figures.map { figure($0.name, $0.estimate, $0.unit) }),
        ])
    }

    private static func gain(_ gain: ExpectedGain) -> JSONValue {
        .object([
            "action": .string(gain.action),
            "changes": .array(
                gain.changes.map { change in
                    .object([
                        "name": .string(change.name), "unit": .string(change.unit),
                        "before": estimate(change.before), "after": estimate(change.after),
                    ])
                }),
            "basis": .string(gain.basis),
        ])
    }

    private static func estimate(_ estimate: Estimate) -> JSONValue {
        .object([
            "point": rounded(estimate.point), "lower": rounded(estimate.lower),
            "upper": rounded(estimate.upper), "n": .integer(estimate.count),
            "confidence": .number(estimate.confidence),
            "method": .string(estimate.method.rawValue),
            "provenance": .string(estimate.provenance.rawValue),
        ])
    }

    /// A value to nine places: what lies below a nanosecond comes from arithmetic.
    private static func rounded(_ value: Double) -> JSONValue {
        guard value.isFinite, abs(value) < 1e6 else { return .number(value) }
        return .number((value * 1e9).rounded() / 1e9)
    }
}
