package import Foundation
import Inference
package import Readiness

/// A gate's report as JSON for programs: `verdict.json`.
///
/// `docs/schema/verdict.schema.json` describes the format, which carries its version. Keys keep their order,
/// the verdict comes first, times are seconds, shares ratios. Numbers that are not finite are
/// `null`; what such a `null` means is said by `infinite` beside it.
package enum JSONReport {
    /// The version of the format; grows when a reader of the old one would misread the new one.
    package static let schemaVersion = 1

    /// Renders a report.
    ///
    /// - Parameter report: What a gate found.
    /// - Returns: UTF-8, indented, with a line feed at the end; equal reports give equal bytes.
    package static func render(_ report: GateReport) -> Data {
        Data(JSONWriter.bytes(of: value(of: report), indented: true))
    }

    /// The report as a value.
    static func value(of report: GateReport) -> JSONValue {
        .object(found(report) + explanation(report) + circumstances(report))
    }

    private static func found(_ report: GateReport) -> [JSONValue.Member] {
        let members: KeyValuePairs<String, JSONValue> = [
            "schemaVersion": .integer(schemaVersion),
            "verdict": .string(report.verdict.rawValue),
            "class": .optional(report.verdictClass?.rawValue),
            "headline": .string(report.headline),
            "confidence": .number(report.confidence),
            "rule": rule(report.rule),
            "name": .string(report.name),
            "target": target(report.target),
            "startedAt": .string(timestamp(report.startedAt)),
            "durationSeconds": .number(seconds(report.duration)),
            "interruptedBy": .optional(report.interruptedBy.map(Int.init)),
            "probes": counts(report.counts),
            "objectives": .array(report.objectives.map { objective($0) }),
            "checks": .array(report.checks.map(check)),
            "failures": .array(report.failures.map(failure)),
            "latencies": .array(report.latencies.map(latency)),
            "workload": .array(report.workload.map(setting)),
            "notes": .array(report.notes.map(JSONValue.string)),
        ]
        return members.map { .init($0.key, $0.value) }
    }

    /// What explains the verdict; left out where nothing does.
    private static func explanation(_ report: GateReport) -> [JSONValue.Member] {
        guard !report.why.isEmpty else { return [] }
        return [.init("why", .array(report.why.map(JSONValue.string)))]
    }

    private static func circumstances(_ report: GateReport) -> [JSONValue.Member] {
        [
            .init("next", .array(report.next.map(JSONValue.string))),
            .init("directory", .optional(report.directory)),
            .init("toolVersion", .string(report.toolVersion)),
            .init("profileDigest", .string(report.profileDigest)),
        ]
    }

    /// UTC with milliseconds: `2026-11-21T03:15:00.250Z`.
    static func timestamp(_ date: Date) -> String {
        date.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
    }

    /// Seconds to the microsecond.
    private static func seconds(_ time: Duration) -> Double {
        (time.seconds * 1e6).rounded() / 1e6
    }

    // MARK: - Parts

    private static func rule(_ rule: DecisionRule) -> JSONValue {
        switch rule {
        case .sequential: .object(["kind": .string("sequential")])
        case .threshold(let minProbes, let passRate):
            .object([
                "kind": .string("threshold"), "minProbes": .integer(minProbes),
                "passRate": .number(passRate),
            ])
        }
    }

    static func target(_ target: TargetIdentity) -> JSONValue {
        .object([
            "url": .optional(target.url), "model": .optional(target.model),
            "api": .string(target.api), "engine": .optional(target.engine),
            "engineVersion": .optional(target.engineVersion),
            "limits": .array(
                target.limits.map { limit in
                    .object([
                        "name": .string(limit.name), "value": .string(limit.value),
                        "source": .string(limit.source),
                    ])
                }),
        ])
    }

    static func counts(_ counts: ProbeCounts) -> JSONValue {
        .object([
            "counted": .integer(counts.counted), "succeeded": .integer(counts.succeeded),
            "failed": .integer(counts.failed), "warmup": .integer(counts.warmup),
            "excluded": .integer(counts.excluded),
        ])
    }

    static func check(_ check: CheckResult) -> JSONValue {
        .object([
            "id": .string(check.id), "group": .string(check.group.rawValue),
            "state": .string(check.state.rawValue), "message": .string(check.message),
        ])
    }

    static func failure(_ failure: FailureCount) -> JSONValue {
        .object([
            "outcome": .string(failure.outcome), "class": .string(failure.outcomeClass.rawValue),
            "count": .integer(failure.count), "example": .string(failure.example),
        ])
    }

    static func setting(_ setting: GateReport.Setting) -> JSONValue {
        .object(["name": .string(setting.name), "value": .string(setting.value)])
    }
}
