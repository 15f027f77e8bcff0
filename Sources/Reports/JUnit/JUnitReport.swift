import Estimates
import Foundation
import Inference
package import Readiness

/// A gate's report as JUnit XML, the format that build servers read: `junit.xml`.
///
/// | what | becomes |
/// |---|---|
/// | hard objective met, check passed | a case that passed |
/// | hard objective violated, check failed | `failure` |
/// | hard objective undecided, firstlight unable to measure | `error` |
/// | soft objective violated, check with a warning | a case that passed, with `system-out` |
/// | soft objective undecided, check not applicable | `skipped` |
///
/// The first case is the verdict itself, so that the file fails where the gate does even when
/// nothing could be measured.
package enum JUnitReport {
    /// Renders a report.
    ///
    /// - Parameter report: What a gate found.
    /// - Returns: One suite; ends in a line feed.
    package static func render(_ report: GateReport) -> String {
        let report = report.printable()
        let cases =
            [verdictCase(report)] + report.objectives.map { objectiveCase($0, of: report) }
            + report.checks.map(checkCase)
        let failures = cases.count { if case .failure = $0.result { true } else { false } }
        let errors = cases.count { if case .error = $0.result { true } else { false } }
        let skipped = cases.count { if case .skipped = $0.result { true } else { false } }
        let totals = XMLText.attributes([
            "tests": "\(cases.count)", "failures": "\(failures)", "errors": "\(errors)",
            "skipped": "\(skipped)", "time": seconds(report.duration),
        ])
        // JUnit's stamp has no zone; it is UTC here.
        let stamp = report.startedAt.formatted(.iso8601).replacing("Z", with: "")
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <testsuites\(XMLText.attributes(["name": "firstlight"]))\(totals)>
              <testsuite\(XMLText.attributes(["name": report.name]))\(totals)\
            \(XMLText.attributes(["timestamp": stamp]))>
            \(properties(report))\(cases.map(\.element).joined())  </testsuite>
            </testsuites>

            """
    }

    private static func verdictCase(_ report: GateReport) -> JUnitCase {
        let message =
            "\(report.verdict.title): \(report.headline)"
            + report.why.map { "; why: \($0)" }.joined()
        let type = report.verdictClass?.rawValue ?? report.verdict.rawValue.lowercased()
        let result: JUnitCase.Result =
            switch report.verdict {
            case .ready, .degraded: .passed
            case .notReady: .failure(message: message, type: type)
            case .inconclusive: .error(message: message, type: type)
            }
        return JUnitCase(
            className: "firstlight.gate", name: "verdict", result: result,
            output: result == .passed ? message : nil)
    }

    private static func objectiveCase(
        _ result: ObjectiveResult, of report: GateReport
    ) -> JUnitCase {
        let words = ObjectiveWords(result, of: report)
        let message = "\(words.judgement): \(words.observed); \(words.evidence)"
        let type = result.objective.id
        let ending: JUnitCase.Result =
            switch (result.severity, words.standing) {
            case (_, .met), (.soft, .violated): .passed
            case (.hard, .violated): .failure(message: message, type: type)
            case (.hard, .undecided): .error(message: message, type: type)
            case (.soft, .undecided): .skipped(message: message)
            }
        return JUnitCase(
            className: "firstlight.objectives.\(result.severity.rawValue)", name: words.objective,
            result: ending, output: ending == .passed ? message : nil)
    }

    private static func checkCase(_ check: CheckResult) -> JUnitCase {
        let result: JUnitCase.Result =
            switch check.state {
            case .passed, .warning: .passed
            case .failed where check.group == .measurement:
                .error(message: check.message, type: check.id)
            case .failed: .failure(message: check.message, type: check.id)
            case .skipped: .skipped(message: check.message)
            }
        let output = check.state == .warning ? "warning: \(check.message)" : check.message
        return JUnitCase(
            className: "firstlight.checks.\(check.group.rawValue)", name: check.id, result: result,
            output: result == .passed ? output : nil)
    }

    private static func properties(_ report: GateReport) -> String {
        let settings: [(String, String?)] = [
            ("verdict", report.verdict.rawValue), ("class", report.verdictClass?.rawValue),
            ("url", report.target.url), ("model", report.target.model),
            ("engine", report.target.engine), ("engineVersion", report.target.engineVersion),
            ("toolVersion", report.toolVersion), ("profileDigest", report.profileDigest),
            ("directory", report.directory),
        ]
        let lines = settings.compactMap { name, value -> String? in
            guard let value, !value.isEmpty else { return nil }
            return "      <property\(XMLText.attributes(["name": name, "value": value]))/>\n"
        }
        return "    <properties>\n\(lines.joined())    </properties>\n"
    }

    private static func seconds(_ time: Duration) -> String {
        Decimals.fixed(time.seconds, places: 3)
    }
}
