import Estimates
package import Foundation
package import Readiness

/// A limits report as JSON for programs; `docs/schema/limits.schema.json` describes the format.
package enum LimitsJSONReport {
    /// The version of the format; grows when a reader of the old one would misread the new one.
    package static let schemaVersion = 1

    /// Renders a report.
    ///
    /// - Parameter report: What was found.
    /// - Returns: UTF-8, indented, with a line feed at the end; equal reports give equal bytes.
    package static func render(_ report: LimitsReport) -> Data {
        Data(JSONWriter.bytes(of: value(of: report), indented: true))
    }

    static func value(of report: LimitsReport) -> JSONValue {
        .object([
            "schemaVersion": .integer(schemaVersion),
            "verdict": .string(report.verdict.rawValue),
            "headline": .string(report.headline),
            "name": .string(report.name),
            "url": .optional(report.url),
            "model": .optional(report.model),
            "engine": .optional(report.engine),
            "engineVersion": .optional(report.engineVersion),
            "engines": .integer(report.engines),
            "limits": .array(report.rows.map(row)),
            "admission": admission(report),
            "waste": report.waste.map(waste) ?? .null,
            "findings": .array(report.findings.map(finding)),
            "notes": .array(report.notes.map(JSONValue.string)),
            "next": .array(report.next.map(JSONValue.string)),
            "startedAt": .string(JSONReport.timestamp(report.startedAt)),
            "toolVersion": .string(report.toolVersion),
        ])
    }

    private static func row(_ row: LimitRow) -> JSONValue {
        .object([
            "limit": .string(row.kind.rawValue),
            "live": row.live.map { reading($0.reading) } ?? .null,
            "reason": .optional(row.live?.reason),
            "agreeing": .array((row.live?.agreeing ?? []).map(reading)),
            "disagreeing": .array((row.live?.disagreeing ?? []).map(reading)),
            "manifest": row.manifest.map(reading) ?? .null,
            "profile": row.profile.map(reading) ?? .null,
            "log": row.log.map(reading) ?? .null,
            "dashboards": .array(row.dashboards.map(reading)),
            "standing": .string(row.standing.rawValue),
            "judgement": .string(row.judgement),
        ])
    }

    private static func reading(_ reading: LimitReading) -> JSONValue {
        .object([
            "value": .number(reading.value),
            "isLeast": .bool(reading.isLeast),
            "origin": .string(reading.origin.rawValue),
            "source": .string(reading.source),
            "scope": .optional(reading.scope),
            "replica": .optional(reading.replica),
            "evidence": .optional(reading.evidence),
        ])
    }

    private static func admission(_ report: LimitsReport) -> JSONValue {
        let rule = report.admission
        return .object([
            "outcome": .string(rule.outcome.rawValue),
            "slots": estimate(rule.slots),
            "kvCacheTokens": estimate(rule.kvCacheTokens),
            "contextTokens": estimate(rule.contextTokens),
            "fullLengthRequests": estimate(rule.worstCase),
            "tokensPerRequest": estimate(rule.tokensPerRequest),
            "usualRequests": estimate(rule.usualCase),
            "demandPerEngine": .optional(rule.demand),
            "observedPeak": .optional(report.observedPeak),
        ])
    }

    private static func estimate(_ estimate: Estimate?) -> JSONValue {
        guard let estimate else { return .null }
        return .object([
            "point": .number(estimate.point),
            "lower": .number(estimate.lower),
            "upper": .number(estimate.upper),
            "n": .integer(estimate.count),
            "confidence": .number(estimate.confidence),
            "method": .string(estimate.method.rawValue),
            "provenance": .string(estimate.provenance.rawValue),
        ])
    }

    private static func waste(_ waste: ReplicaWaste) -> JSONValue {
        .object([
            "demand": .integer(waste.demand),
            "isDemandGiven": .bool(waste.isDemandGiven),
            "slots": .integer(waste.slots),
            "fits": .integer(waste.fits),
            "replicasNeeded": .integer(waste.needed),
            "replicasEnough": .integer(waste.enough),
        ])
    }

    private static func finding(_ finding: LimitFinding) -> JSONValue {
        .object([
            "id": .string(finding.id.rawValue),
            "severity": .string(finding.severity.rawValue),
            "limit": .optional(finding.kind?.rawValue),
            "message": .string(finding.message),
            "next": .optional(finding.next),
            "file": .optional(finding.place?.file),
            "line": .optional(finding.place?.line),
        ])
    }
}
