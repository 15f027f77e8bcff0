package import Comparison
import Estimates
package import Foundation
import Inference
import Readiness

/// A comparison as JSON for programs.
///
/// `docs/schema/comparison.schema.json` describes the format, which carries its version. The verdict
/// comes first; times are seconds, shares ratios. A number that is not finite is `null`: no bound,
/// or a failed request.
package enum ComparisonJSONReport {
    /// The version of the format; grows when a reader of the old one would misread the new one.
    package static let schemaVersion = 1

    /// Renders a report.
    ///
    /// - Parameter report: What was found.
    /// - Returns: UTF-8, indented, with a line feed at the end; equal reports give equal bytes.
    package static func render(_ report: ComparisonReport) -> Data {
        Data(JSONWriter.bytes(of: value(of: report.printable()), indented: true))
    }

    static func value(of report: ComparisonReport) -> JSONValue {
        let words = ComparisonWords(report)
        return .object([
            "schemaVersion": .integer(schemaVersion),
            "verdict": .string(report.verdict.rawValue),
            "headline": .string(words.headline),
            "name": .string(report.name),
            "startedAt": .string(JSONReport.timestamp(report.startedAt)),
            "interruptedBy": .optional(report.interruptedBy.map(Int.init)),
            "clientLate": .bool(report.isClientLate),
            "interleaved": .bool(report.isInterleaved),
            "confidence": .number(report.plan.confidence),
            "baseline": side(report.baseline),
            "candidate": side(report.candidate),
            "metrics": .array(report.metrics.map(metric)),
            "missing": .array(report.missing.map { .string(ToleranceText.name($0)) }),
            "stream": report.bunching.map(stream) ?? .null,
            "conditions": .array(
                report.conditions.map {
                    .object(["kind": .string($0.kind.rawValue), "text": .string($0.text)])
                }),
            "notes": .array(report.notes.map(JSONValue.string)),
            "neededRequests": .optional(report.needed),
            "next": .array(words.next.map(JSONValue.string)),
            "toolVersion": .string(ToolVersion.current),
        ])
    }

    private static func side(_ side: ComparedSide) -> JSONValue {
        let counts = side.counts
        return .object([
            "place": .string(side.place),
            "models": .array(side.models.map { .string(SafeText.printable($0)) }),
            "counted": .integer(counts.counted), "succeeded": .integer(counts.succeeded),
            "failed": .integer(counts.failed), "warmup": .integer(counts.warmup),
            "excluded": .integer(counts.excluded),
            "failures": .array(
                side.failures.map { failure in
                    var failure = failure
                    failure.example = SafeText.printable(failure.example)
                    return JSONReport.failure(failure)
                }),
        ])
    }

    private static func metric(_ metric: MetricComparison) -> JSONValue {
        .object([
            "metric": .string(ToleranceText.name(metric.metric)),
            "standing": .optional(metric.standing?.rawValue),
            "tolerance": metric.tolerance.map(tolerance) ?? .null,
            "statistics": .array(metric.statistics.map(statistic)),
            "relativeEffect": metric.ranks.map { estimate($0.effect) } ?? .null,
            "rankProbability": .optional(metric.ranks?.probability),
            "pairedProbability": .optional(metric.pairedProbability),
            "adjustedProbability": .optional(metric.adjustedProbability),
        ])
    }

    private static func tolerance(_ tolerance: Tolerance) -> JSONValue {
        .object([
            "kind": .string(tolerance.contrast == .ratio ? "share" : "absolute"),
            "value": .number(tolerance.size),
        ])
    }

    private static func statistic(_ row: StatisticComparison) -> JSONValue {
        let name = row.statistic.name
        return .object([
            "statistic": .string(name.isEmpty ? "share" : name),
            "standing": .optional(row.standing?.rawValue),
            "contrast": .string(row.contrast.rawValue),
            "change": estimate(row.change),
            "judged": row.judged.map(estimate) ?? .null,
            "baseline": estimate(row.baseline),
            "candidate": estimate(row.candidate),
            "neededRequests": .optional(row.needed),
        ])
    }

    private static func stream(_ finding: BunchingFinding) -> JSONValue {
        .object([
            "bunching": .string(finding.side.rawValue), "heldBack": .bool(finding.isHeldBack),
            "nearZeroChange": estimate(finding.change),
            "baseline": shape(finding.baseline), "candidate": shape(finding.candidate),
        ])
    }

    private static func shape(_ shape: StreamShape) -> JSONValue {
        .object([
            "answers": .integer(shape.answers),
            "medianGapSeconds": .number(shape.medianGapSeconds),
            "chunksPerRead": .optional(shape.chunksPerRead),
            "nearZeroShare": estimate(shape.nearZero), "longShare": .number(shape.long),
            "waitingShare": .number(shape.waiting),
        ])
    }

    private static func estimate(_ estimate: Estimate) -> JSONValue {
        .object([
            "point": .number(estimate.point), "lower": .number(estimate.lower),
            "upper": .number(estimate.upper), "n": .integer(estimate.count),
            "confidence": .number(estimate.confidence),
            "method": .string(estimate.method.rawValue),
        ])
    }
}
