import ArgumentParser
import Foundation
import Inference
import Readiness
import Signals

/// The options that say what is looked at beside the target.
struct DiagnoseEvidenceOptions: ParsableArguments {
    /// A side of the evidence.
    enum Side: String, ExpressibleByArgument, CaseIterable {
        case client, server
    }

    @Option(
        name: .long, parsing: .singleValue,
        help: ArgumentHelp(
            "Metrics of the engine, its card or its machine: URLs for a live target, recorded "
                + "bodies, the earliest first, for a recorded one. Default: /metrics of the target.",
            valueName: "URL or FILE"))
    var metrics: [String] = []

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Time between recorded bodies. Default: what their files' modification times say.",
            valueName: "TIME"))
    var spacing: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Ask a Prometheus-compatible store for the servers' samples.", valueName: "URL"))
    var prometheus: String?

    @Option(
        name: .long, parsing: .singleValue,
        help: ArgumentHelp(
            "Only the store's series whose label has this value; repeat for more labels.",
            valueName: "NAME=VALUE"))
    var selector: [String] = []

    @Option(
        name: .long,
        help: ArgumentHelp(
            "How far back the store is asked. Default: the time of the run, else 10m.",
            valueName: "TIME"))
    var window: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "The end of the store's window, such as 2026-11-21T03:15:00Z. Default: the end of the "
                + "run, else now.", valueName: "TIME"))
    var at: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "A run from a time when all was well, under a similar load.", valueName: "RUN"))
    var baseline: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Recorded probes beside metrics or a store (JSON lines).", valueName: "FILE"))
    var probes: String?

    @Option(name: .long, help: "Look at one side of the evidence only: client or server.")
    var only: Side?

    @Option(
        name: .customLong("startup-log"),
        help: ArgumentHelp("What the engine wrote while it started.", valueName: "FILE"))
    var startupLog: String?

    @Option(
        name: .customLong("expect-slots"),
        help: ArgumentHelp(
            "Requests at once that manifests and dashboards take the engine to run.",
            valueName: "N"))
    var expectSlots: Int?

    func validate() throws {
        if let expectSlots, expectSlots < 1 {
            throw ValidationError("--expect-slots is \(expectSlots); expected at least 1")
        }
        if prometheus == nil, !selector.isEmpty || window != nil || at != nil {
            throw ValidationError("--selector, --window and --at go with --prometheus")
        }
        if only == .client, !metrics.isEmpty || prometheus != nil || startupLog != nil {
            throw ValidationError(
                "--only client looks at no server; leave out --metrics, --prometheus and "
                    + "--startup-log")
        }
        if only == .server, probes != nil {
            throw ValidationError("--only server looks at no client; leave out --probes")
        }
        _ = try windowTime()
        _ = try endTime()
        _ = try spacingTime()
        _ = try restriction()
    }

    // MARK: - Values

    /// The length of the store's window, where it is said.
    func windowTime() throws -> Duration? { try FlagTime.window(window) }

    /// The end of the store's window, where it is said.
    func endTime() throws -> Date? {
        guard let at else { return nil }
        if let seconds = Double(at), seconds.isFinite, seconds > 0 {
            return Date(timeIntervalSince1970: seconds)
        }
        for style in [
            Date.ISO8601FormatStyle(), Date.ISO8601FormatStyle(includingFractionalSeconds: true),
        ] {
            if let date = try? style.parse(at) { return date }
        }
        throw ValidationError(
            "--at is \"\(at)\"; expected a time such as 2026-11-21T03:15:00Z, or seconds since 1970"
        )
    }

    /// The time between recorded bodies, where it is said.
    func spacingTime() throws -> Duration? {
        if spacing != nil, metrics.isEmpty {
            throw ValidationError("--spacing goes with recorded --metrics")
        }
        return try FlagTime.duration(spacing, "--spacing")
    }

    /// The conditions on the store's series, in the order of their labels.
    func restriction() throws -> [LabelMatcher] {
        try LabelSelection.matchers(selector, flag: "--selector")
    }
}
