import Estimates
package import Foundation
import Inference
package import Readiness
import Signals

/// A health report as JSON for programs.
///
/// `docs/schema/health.schema.json` describes the format, which carries its version. Keys keep their
/// order, the grade comes first, times are seconds, shares ratios. A number that is not finite is
/// `null`: an interval without a bound, or no value at all.
package enum HealthJSONReport {
    /// The version of the format; grows when a reader of the old one would misread the new one.
    package static let schemaVersion = 1

    /// Renders a report.
    ///
    /// - Parameter report: What was found.
    /// - Returns: UTF-8, indented, with a line feed at the end; equal reports give equal bytes.
    package static func render(_ report: HealthReport) -> Data {
        Data(JSONWriter.bytes(of: value(of: report), indented: true))
    }

    static func value(of report: HealthReport) -> JSONValue {
        .object([
            "schemaVersion": .integer(schemaVersion),
            "grade": .string(report.grade.rawValue),
            "class": .optional(report.gradeClass),
            "headline": .string(report.headline),
            "name": .string(report.name),
            "startedAt": .string(JSONReport.timestamp(report.startedAt)),
            "window": window(report.window),
            "interruptedBy": .optional(report.interruptedBy.map(Int.init)),
            "replicas": .array(report.replicas.map(replica)),
            "sections": .array(HealthSection.allCases.map { section($0, of: report) }),
            "comparisons": .array(report.comparisons.map(comparison)),
            "missing": .array(report.absences.map(absence)),
            "notes": .array(report.notes.map(JSONValue.string)),
            "next": .array(report.next.map(JSONValue.string)),
            "toolVersion": .string(report.toolVersion),
        ])
    }

    // MARK: - Parts

    private static func window(_ window: HealthWindow) -> JSONValue {
        .object([
            "kind": .string(window.kind.rawValue),
            "durationSeconds": .number((window.duration.seconds * 1e6).rounded() / 1e6),
            "scrapes": .integer(window.scrapes),
        ])
    }

    private static func replica(_ replica: HealthReplica) -> JSONValue {
        .object([
            "name": .string(replica.name), "state": .string(replica.state.rawValue),
            "grade": .string(replica.grade.rawValue), "engine": .string(replica.engine.rawValue),
            "version": .optional(replica.version), "scrapes": .integer(replica.scrapes),
            "failedScrapes": .integer(replica.failedScrapes),
            "readings": .array(
                HealthComparison.Quantity.allCases.compactMap { quantity in
                    replica.readings[quantity].map { estimate in
                        .object([
                            "quantity": .string(quantity.rawValue),
                            "unit": .string(quantity.unit.rawValue),
                            "value": self.estimate(estimate),
                        ])
                    }
                }),
        ])
    }

    private static func section(_ section: HealthSection, of report: HealthReport) -> JSONValue {
        let items = report.items(in: section)
        let graded = items.filter { $0.grade != nil }
        let grade =
            graded.isEmpty
            ? nil
            : graded.compactMap(\.grade).reduce(HealthGrade.healthy, HealthGrade.worse)
        return .object([
            "section": .string(section.rawValue), "grade": .optional(grade?.rawValue),
            "items": .array(items.map(item)),
        ])
    }

    private static func item(_ item: HealthItem) -> JSONValue {
        .object([
            "id": .string(item.id), "replica": .optional(item.replica),
            "signal": .optional(item.signal?.rawValue), "statistic": .string(item.statistic),
            "title": .string(item.title), "grade": .optional(item.grade?.rawValue),
            "mayBe": .optional(item.mayBe?.rawValue), "role": .string(item.role.rawValue),
            "vital": .bool(item.isVital), "unit": .string(item.unit.rawValue),
            "value": item.estimate.map(estimate) ?? .null,
            "range": item.range.map(range) ?? .null, "evidence": .string(item.evidence),
            "next": .optional(item.next),
        ])
    }

    private static func range(_ range: HealthRange) -> JSONValue {
        .object([
            "warningAbove": .optional(range.warningAbove),
            "criticalAbove": .optional(range.criticalAbove),
            "warningBelow": .optional(range.warningBelow),
            "criticalBelow": .optional(range.criticalBelow), "source": .string(range.source),
        ])
    }

    private static func estimate(_ estimate: Estimate) -> JSONValue {
        .object([
            "point": .number(estimate.point), "lower": .number(estimate.lower),
            "upper": .number(estimate.upper), "n": .integer(estimate.count),
            "confidence": .number(estimate.confidence),
            "method": .string(estimate.method.rawValue),
            "provenance": .string(estimate.provenance.rawValue),
        ])
    }

    private static func comparison(_ comparison: HealthComparison) -> JSONValue {
        .object([
            "quantity": .string(comparison.quantity.rawValue),
            "unit": .string(comparison.quantity.unit.rawValue),
            "largest": .string(comparison.largest), "maximum": .number(comparison.maximum),
            "median": .number(comparison.median), "ratio": .optional(comparison.ratio),
        ])
    }

    private static func absence(_ absence: HealthAbsence) -> JSONValue {
        .object([
            "signal": .string(absence.signal.rawValue),
            "section": .string(absence.section.rawValue), "replica": .optional(absence.replica),
            "reason": .string(absence.reason),
        ])
    }
}
