package import Capacity
import Estimates
package import Foundation
import Inference
import Load
import Readiness

/// A load as JSON for programs: `load.json`.
///
/// `docs/schema/load.schema.json` describes the format, which carries its version. Times are
/// seconds, rates are per second, shares ratios; numbers that are not finite are `null`.
package enum LoadJSONReport {
    /// The version of the format; grows when a reader of the old one would misread the new one.
    package static let schemaVersion = 1

    /// Renders a report.
    ///
    /// - Parameters:
    ///   - report: What was found.
    ///   - cold: The same load with a fresh connection for every request, if it was run.
    /// - Returns: UTF-8, indented, with a line feed at the end; equal reports give equal bytes.
    package static func render(_ report: LoadReport, cold: LoadReport? = nil) -> Data {
        var members: [JSONValue.Member] = [.init("schemaVersion", .integer(schemaVersion))]
        members += self.members(of: report)
        if let cold { members.append(.init("cold", .object(self.members(of: cold)))) }
        return Data(JSONWriter.bytes(of: .object(members), indented: true))
    }

    private static func members(of report: LoadReport) -> [JSONValue.Member] {
        let words = LoadWords(report: report)
        let members: KeyValuePairs<String, JSONValue> = [
            "standing": .string(report.standing.rawValue.uppercased()),
            "headline": .string(words.headline),
            "name": .string(report.name),
            "target": JSONReport.target(report.target),
            "workload": .string(report.workload),
            "startedAt": .string(JSONReport.timestamp(report.startedAt)),
            "measuredSeconds": .number(seconds(report.measured)),
            "end": .string(report.end.rawValue),
            "confidence": .number(report.confidence),
            "plan": .array(words.settings.map(JSONReport.setting)),
            "requests": JSONReport.counts(report.counts),
            "unsent": .integer(report.unsentCount),
            "offeredRate": .optional(report.offeredRate),
            "requestRate": rate(report.requestRate),
            "outputTokenRate": rate(report.outputTokenRate),
            "goodput": rate(report.goodput),
            "meanInFlight": .optional(report.meanInFlight),
            "startDelay": delay(report),
            "connections": report.opened.map { OpenedConnectionsText(opened: $0).json } ?? .null,
            "coalescedShare": .optional(report.coalescedShare),
            "objectives": .array(report.objectives.map { JSONReport.objective($0) }),
            "latencies": .array(report.latencies.map(JSONReport.latency)),
            "failures": .array(report.failures.map(JSONReport.failure)),
            "selfCheck": JSONReport.check(report.selfCheck),
            "notes": .array(report.notes.map(JSONValue.string)),
            "directory": .optional(report.directory),
            "toolVersion": .string(ToolVersion.current),
        ]
        return members.map { .init($0.key, $0.value) }
    }

    private static func rate(_ estimate: Estimate?) -> JSONValue {
        estimate.map { .object(JSONReport.estimateMembers($0)) } ?? .null
    }

    private static func delay(_ report: LoadReport) -> JSONValue {
        guard let median = report.startDelayMedian, let late = report.startDelay,
            let most = report.startDelayMax
        else { return .null }
        return .object([
            "p50": .object(JSONReport.estimateMembers(median.value)),
            "p99": .object(JSONReport.estimateMembers(late.value)),
            "maxSeconds": .number(seconds(most)),
        ])
    }

    private static func seconds(_ time: Duration) -> Double {
        (time.seconds * 1e6).rounded() / 1e6
    }
}
