package import Capacity
import Estimates
package import Foundation
import Inference
import Load
import Readiness
import Signals

/// A sweep as JSON for programs.
///
/// `docs/schema/sweep.schema.json` describes the format, which carries its version. Keys keep their
/// order, the verdict comes first, times are seconds, shares ratios. A number that is not finite is
/// `null`: an interval without a bound, or no value at all.
package enum SweepJSONReport {
    /// The version of the format; grows when a reader of the old one would misread the new one.
    package static let schemaVersion = 1

    /// Renders a report.
    ///
    /// - Parameter report: What a sweep found.
    /// - Returns: UTF-8, indented, with a line feed at the end; equal reports give equal bytes.
    package static func render(_ report: SweepReport) -> Data {
        Data(JSONWriter.bytes(of: value(of: report), indented: true))
    }

    static func value(of report: SweepReport) -> JSONValue {
        let words = SweepWords(report)
        return .object([
            "schemaVersion": .integer(schemaVersion),
            "verdict": .string(report.verdict.rawValue),
            "headline": .string(words.headline),
            "name": .string(report.name),
            "startedAt": .string(JSONReport.timestamp(report.startedAt)),
            "durationSeconds": .number(rounded(report.duration / .seconds(1))),
            "interruptedBy": .optional(report.interruptedBy.map(Int.init)),
            "plan": plan(report.plan),
            "workload": .string(report.workload),
            "endpoints": .array(report.endpoints.map { endpoint($0, report, words) }),
            "notes": .array(words.notes.map(JSONValue.string)),
            "next": .array(words.next.map(JSONValue.string)),
            "toolVersion": .string(report.toolVersion),
        ])
    }

    // MARK: - Parts

    private static func plan(_ plan: SweepPlan) -> JSONValue {
        var members: [JSONValue.Member] = [.init("axis", .string(plan.axis.rawValue))]
        switch plan.search {
        case .levels(let levels):
            members += [
                .init("search", .string("levels")),
                .init("levels", .array(levels.map(JSONValue.number))),
                .init("resolution", .null),
            ]
        case .find(let bounds):
            members += [
                .init("search", .string("find")),
                .init("levels", .array([.number(bounds.start), .number(bounds.limit)])),
                .init("resolution", .number(bounds.resolution)),
            ]
        }
        members += [
            .init("requests", .optional(plan.budget.requests)),
            .init("earlyLooks", .array(plan.budget.earlyLooks.map { .integer($0) })),
            .init("durationSeconds", .optional(plan.budget.duration.map { $0 / .seconds(1) })),
            .init("warmupSeconds", .number(plan.budget.warmup / .seconds(1))),
            .init("confidence", .number(plan.confidence)),
            .init("levelConfidence", .number(rounded(plan.levelConfidence))),
            .init("seed", .string("\(plan.seed)")),
        ]
        return .object(members)
    }

    private static func endpoint(
        _ endpoint: EndpointSweep, _ report: SweepReport, _ words: SweepWords
    ) -> JSONValue {
        let target = endpoint.target
        var ending: JSONValue = .null
        switch endpoint.ending {
        case .died(let said):
            ending = .object(["reason": .string("died"), "said": .string(said)])
        case .interrupted: ending = .object(["reason": .string("interrupted"), "said": .null])
        case nil: break
        }
        return .object([
            "name": .string(endpoint.name),
            "verdict": .string(endpoint.verdict.rawValue),
            "answer": .string(words.answer(endpoint)),
            "highestLoad": .optional(endpoint.highest?.level),
            "firstUnmet": .optional(endpoint.firstUnmet?.level),
            "undecided": .array(endpoint.undecided.map { .number($0.level) }),
            "limitedBy": .optional(endpoint.telling?.saturation.bottleneck.rawValue),
            "knee": knee(endpoint.knee(report.plan.axis, confidence: report.plan.confidence)),
            "ending": ending,
            "target": .object([
                "url": .optional(target.url), "model": .optional(target.model),
                "api": .string(target.api), "engine": .optional(target.engine),
                "engineVersion": .optional(target.engineVersion),
            ]),
            "objectives": .array(endpoint.objectives.map { .string("\($0)") }),
            "levels": .array(endpoint.levels.map(level)),
        ])
    }

    private static func knee(_ knee: Knee) -> JSONValue {
        switch knee {
        case .at(let estimate):
            .object(["state": .string("found"), "load": self.estimate(estimate)])
        case .above(let level):
            .object([
                "state": .string("above"),
                "load": .object([
                    "point": .null, "lower": .number(level), "upper": .null, "n": .integer(0),
                ]),
            ])
        case .unknown: .object(["state": .string("unknown"), "load": .null])
        }
    }

    private static func level(_ level: SweepLevel) -> JSONValue {
        let counts = level.report.counts
        return .object([
            "load": .number(level.level),
            "judgement": .string(level.judgement.rawValue),
            "reason": .string(level.reason),
            "inconclusive": .bool(level.isClientBound),
            "confidence": .number(rounded(level.confidence)),
            "neededMore": .optional(level.furtherRequests),
            "end": .string(level.report.end.rawValue),
            "measuredSeconds": .number(rounded(level.report.measured / .seconds(1))),
            "counts": .object([
                "counted": .integer(counts.counted), "succeeded": .integer(counts.succeeded),
                "failed": .integer(counts.failed), "excluded": .integer(counts.excluded),
                "rampUp": .integer(level.rampUp), "runOut": .integer(level.runOut),
            ]),
            "correlationTime": .number(rounded(level.correlationTime)),
            "meanInFlight": .optional(level.report.meanInFlight.map(rounded)),
            "answerSpeed": optional(level.answerSpeed),
            "requestRate": optional(level.report.requestRate),
            "outputTokenRate": optional(level.report.outputTokenRate),
            "goodput": optional(level.report.goodput),
            "latencies": .array(level.report.latencies.map(JSONReport.latency)),
            "objectives": .array(level.report.objectives.map(JSONReport.objective)),
            "failures": .array(
                level.report.failures.map {
                    .object([
                        "outcome": .string($0.outcome), "class": .string($0.outcomeClass.rawValue),
                        "count": .integer($0.count), "example": .string($0.example),
                    ])
                }),
            "server": level.server.map(server) ?? .null,
            "saturation": .object([
                "bottleneck": .string(level.saturation.bottleneck.rawValue),
                "basis": .string(level.saturation.basis.rawValue),
                "statement": .string(level.saturation.statement),
            ]),
            "selfCheck": .object([
                "state": .string(level.report.selfCheck.state.rawValue),
                "message": .string(level.report.selfCheck.message),
            ]),
        ])
    }

    private static func server(_ server: ServerReading) -> JSONValue {
        .object([
            "engine": .string(server.engine.rawValue),
            "replicas": .integer(server.replicas),
            "scrapes": .integer(server.scrapes),
            "running": gauge(server.running),
            "waiting": gauge(server.waiting),
            "waitingShare": .optional(server.waitingShare.map(rounded)),
            "kvCache": gauge(server.cache),
            "preemptions": .optional(server.preemptions),
            "slots": .optional(server.slots),
            "meanTimeToFirstTokenSeconds": .optional(server.timeToFirstToken.map(rounded)),
            "meanQueueSeconds": .optional(server.queueTime.map(rounded)),
        ])
    }

    private static func gauge(_ level: ServerReading.Level?) -> JSONValue {
        guard let level else { return .null }
        return .object([
            "mean": .number(rounded(level.mean)), "max": .number(rounded(level.largest)),
        ])
    }

    private static func optional(_ estimate: Estimate?) -> JSONValue {
        estimate.map(self.estimate) ?? .null
    }

    private static func estimate(_ estimate: Estimate) -> JSONValue {
        .object([
            "point": .number(rounded(estimate.point)), "lower": .number(rounded(estimate.lower)),
            "upper": .number(rounded(estimate.upper)), "n": .integer(estimate.count),
        ])
    }

    /// To nine places: what lies below comes from arithmetic.
    private static func rounded(_ value: Double) -> Double {
        value.isFinite && abs(value) < 1e6 ? (value * 1e9).rounded() / 1e9 : value
    }
}
