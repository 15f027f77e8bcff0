import Estimates
package import Foundation
package import Readiness

/// What a Kubernetes pod leaves in its termination log: the verdict and the reasons, small.
///
/// The kubelet keeps 4,096 bytes and cuts the rest off, which would leave broken JSON; so what
/// does not fit is left out here, least important last, and `truncated` says so.
package enum TerminationLog {
    /// The bytes that the kubelet keeps.
    package static let bytesMax = 4096

    /// Renders a report.
    ///
    /// - Parameter report: What a gate found.
    /// - Returns: One JSON object of at most 4,096 bytes, without a line feed.
    package static func render(_ report: GateReport) -> Data {
        let report = report.printable()
        var reasons = reasons(report)
        var limit = 240
        while true {
            let bytes = JSONWriter.bytes(
                of: value(report, reasons: reasons, limit: limit, all: self.reasons(report).count),
                indented: false)
            if bytes.count <= bytesMax { return Data(bytes) }
            // Reasons give way first, then the texts; at no reasons and 15 characters it fits.
            if reasons.isEmpty { limit /= 2 } else { reasons.removeLast() }
        }
    }

    private static func value(
        _ report: GateReport, reasons: [String], limit: Int, all: Int
    ) -> JSONValue {
        func text(_ text: String) -> JSONValue { .string(SafeText.printable(text, limit: limit)) }
        return .object([
            "schemaVersion": .integer(JSONReport.schemaVersion),
            "verdict": .string(report.verdict.rawValue),
            "class": .optional(report.verdictClass?.rawValue),
            "headline": text(report.headline),
            "name": text(report.name),
            "url": report.target.url.map(text) ?? .null,
            "startedAt": .string(JSONReport.timestamp(report.startedAt)),
            "counted": .integer(report.counts.counted),
            "failed": .integer(report.counts.failed),
            "reasons": .array(reasons.map(text)),
            "directory": report.directory.map(text) ?? .null,
            "truncated": .bool(reasons.count < all || limit < 240),
        ])
    }

    /// What stands in the way of READY, gravest first.
    private static func reasons(_ report: GateReport) -> [String] {
        func objectives(
            _ severity: ObjectiveResult.Severity, _ standing: Judgement
        ) -> [String] {
            report.objectives.filter {
                $0.severity == severity && report.standing(of: $0) == standing
            }.map { result in
                let words = ObjectiveWords(result, of: report)
                return
                    "\(words.objective): \(words.judgement); \(words.observed); \(words.evidence)"
            }
        }
        let failed = report.checks.filter { $0.state == .failed }
            .map { "\($0.id) failed: \($0.message)" }
        let failures = report.failures.map { "\($0.count) × \($0.outcome): \($0.example)" }
        return objectives(.hard, .violated) + report.why.map { "why: \($0)" } + failed
            + objectives(.hard, .undecided)
            + objectives(.soft, .violated) + failures
    }
}
