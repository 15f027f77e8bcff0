import ArgumentParser
import Foundation
import Readiness
import Reports
import Signals
import Telemetry

/// `firstlight signals`: the catalogue, and what bodies of metrics yield of it.
struct SignalsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "signals",
        abstract: "Print the catalogue of server signals, or what a server's metrics tell.",
        discussion: """
            Without --metrics: what every signal means, where it is out of range, and which \
            exporter tells it by which series. With --engine the series and a query for each \
            signal. With --metrics: what that body tells, signal by signal, and what it lacks; two \
            bodies of the same server make a window, and only a window has rates and quantiles.

            Examples:
              firstlight signals
              firstlight signals --engine vllm --signal ttft
              firstlight signals --engine vllm@0.11.0
              firstlight signals --metrics http://localhost:8000/metrics
              firstlight signals --metrics http://localhost:8000/metrics \\
                --metrics http://localhost:8000/metrics --apart 10s
              firstlight signals --metrics before.txt --metrics after.txt --apart 30s
              firstlight signals --format markdown > signals.md

            Exit codes: 0 something is told, 2 usage error, 3 the body tells no signal of a known \
            engine.
            """)

    @Option(
        name: .long,
        help: ArgumentHelp(
            "An engine or exporter, with a release if need be; may be repeated.",
            valueName: "NAME[@VERSION]"))
    var engine: [String] = []

    @Option(
        name: .long, help: ArgumentHelp("Only this signal; may be repeated.", valueName: "NAME"))
    var signal: [String] = []

    @Option(name: .long, help: "Only signals of this level: user, system or diagnostic.")
    var level: String?

    @Option(
        name: .long,
        help: ArgumentHelp("The range in queries, such as 5m.", valueName: "RANGE"))
    var window = "5m"

    @Option(
        name: .long,
        help: ArgumentHelp(
            "A URL of metrics or a file with a body; twice for a window.", valueName: "URL_OR_FILE")
    )
    var metrics: [String] = []

    @Option(
        name: .long,
        help: ArgumentHelp(
            "The time between bodies: how long to wait between scrapes, or what lies between files "
                + "that do not tell.", valueName: "DURATION"))
    var apart: String?

    @Option(name: .long, help: "text, json or markdown.")
    var format: SignalsFormat = .text

    @Flag(name: [.short, .long], help: "Name the families that no signal reads, too.")
    var verbose = false

    @OptionGroup var access: AccessOptions

    func run() async throws {
        let console = Console.process()
        let style = TerminalStyle(
            color: console.outHasColor, width: console.width, verbose: verbose)
        let chosen = try chosenSignals()
        if metrics.isEmpty {
            let report = SignalCatalogueReport(
                try engine.map(EngineChoice.parse), signals: chosen, window: try range())
            switch format {
            case .text: try console.out(report.text(style: style))
            case .json: try console.out(String(decoding: report.json(), as: UTF8.self))
            case .markdown: try console.out(report.markdown())
            }
            return
        }
        guard engine.isEmpty else {
            throw UsageError("--engine and --metrics exclude each other: a body tells its engine")
        }
        let reader = MetricsBodies(
            sources: metrics, apart: try apart.map(Self.duration),
            token: try access.token(in: console.environment), caFile: access.caFile)
        let survey = await SignalSurvey(try await reader.scrapes(), signals: chosen)
        let report = SignalSurveyReport(survey, origins: metrics)
        switch format {
        case .text: try console.out(report.text(style: style))
        case .json: try console.out(String(decoding: report.json(), as: UTF8.self))
        case .markdown: try console.out(report.markdown())
        }
        if survey.known.isEmpty { throw ExitStatus.inconclusive.exitCode }
    }

    // MARK: - Arguments

    private func chosenSignals() throws(UsageError) -> [Signal] {
        var chosen: [Signal] = []
        for name in signal {
            chosen.append(
                try KnownName.of(name, "signal", among: Signal.allCases.map { ($0.rawValue, $0) }))
        }
        guard let level else { return chosen }
        let wanted = try KnownName.of(
            level, "level", among: SignalLevel.allCases.map { ($0.rawValue, $0) })
        let all = chosen.isEmpty ? Signal.allCases : chosen
        let kept = all.filter { $0.definition.level == wanted }
        guard !kept.isEmpty else {
            throw UsageError("none of the chosen signals is of the level \(wanted.rawValue)")
        }
        return kept
    }

    private func range() throws(UsageError) -> String {
        if window.hasPrefix("$") { return window }
        _ = try Self.duration(window)
        return window
    }

    private static func duration(_ text: String) throws(UsageError) -> Duration {
        do {
            let duration = try DurationText.parse(text)
            guard duration > .zero else { throw UsageError("\(text) is no length of time") }
            return duration
        } catch let error as UsageError {
            throw error
        } catch {
            throw UsageError("\(error)")
        }
    }
}
