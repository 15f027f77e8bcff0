import ArgumentParser
import Exposition
import Foundation
import Lint
import Readiness
import Signals
import Telemetry

/// What the checked queries run against: stated, or asked.
struct LintTargetOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            "The engine and its release, such as vllm@0.20.1. Default: asked, or none in particular.",
            valueName: "NAME@VERSION"))
    var engine: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "A metrics URL, or a file with a recorded metrics body.", valueName: "URL|FILE"))
    var against: String?

    @Option(
        name: .long, help: ArgumentHelp("A Prometheus-compatible server.", valueName: "URL"))
    var prometheus: String?

    @Option(
        name: .customLong("scrape-interval"),
        help: ArgumentHelp("Time between two scrapes. Default: 15s.", valueName: "DURATION"))
    var scrapeInterval: String?

    @Option(
        name: .customLong("prometheus-version"),
        help: ArgumentHelp("First number of Prometheus' release: 2 or 3.", valueName: "N"))
    var prometheusVersion: Int?

    @Option(
        name: .customLong("token-env"),
        help: ArgumentHelp("Environment variable with a bearer token.", valueName: "NAME"))
    var tokenVariable: String?

    @Option(
        name: .customLong("ca-file"),
        help: ArgumentHelp("PEM file of certificate authorities to trust.", valueName: "FILE"))
    var caFile: String?

    func validate() throws {
        if against != nil, prometheus != nil {
            throw ValidationError("--against and --prometheus both say what is there: choose one")
        }
        if let engine { _ = try Self.parse(engine) }
        _ = try interval()
    }

    /// What the options say, and what there is.
    ///
    /// - Parameter sources: The files; of their metrics the labels are asked.
    /// - Returns: The target of the check.
    /// - Throws: `UsageError` when a source cannot be asked or read.
    func target(for sources: [LintSource]) async throws -> LintTarget {
        var target = LintTarget()
        target.prometheusMajor = prometheusVersion
        if let interval = try interval() {
            target.scrapeInterval = interval
            target.hasStatedInterval = true
        }
        if let against { try await learn(against, into: &target) }
        if let prometheus {
            let knowledge = try await ask(prometheus, about: Linter.metricNames(in: sources))
            target.prometheusMajor = target.prometheusMajor ?? knowledge.prometheusMajor
            target.knowledge = knowledge
        }
        if let engine { (target.engine, target.version) = try Self.parse(engine) }
        return target
    }

    // MARK: - Arguments

    private func interval() throws -> Duration? {
        try FlagTime.duration(scrapeInterval, "--scrape-interval")
    }

    private static func parse(_ text: String) throws -> (Exporter, EngineVersion?) {
        let parts = text.split(separator: "@", maxSplits: 1).map(String.init)
        let engines = Exporter.allCases.filter { $0.engine != nil }
        guard let name = parts.first,
            let engine = engines.first(where: {
                $0.rawValue == name.lowercased() || $0.title.lowercased() == name.lowercased()
            })
        else {
            throw ValidationError(
                "--engine: \"\(text)\" is no engine; the engines are "
                    + engines.map(\.rawValue).joined(separator: ", "))
        }
        guard parts.count == 2 else { return (engine, nil) }
        guard let version = EngineVersion(parts[1]) else {
            throw ValidationError(
                "--engine: \"\(parts[1])\" is no release; write \(engine.rawValue)@0.20.1, say")
        }
        return (engine, version)
    }

    // MARK: - Sources

    private var settings: TelemetryClient.Configuration {
        TelemetryClient.Configuration(timeout: .seconds(20), certificateAuthorityFile: caFile)
    }

    private func token() throws -> BearerToken? {
        try AccessOptions.token(
            of: tokenVariable, flag: "--token-env", in: ProcessInfo.processInfo.environment)
    }

    private func learn(_ place: String, into target: inout LintTarget) async throws {
        let families: [MetricFamily]
        if place.contains("://") {
            families = try await scrape(place)
        } else {
            families = try recorded(place)
        }
        target.knowledge = BodyKnowledge(families, title: place)
        let detection = EngineDetection(families)
        guard !detection.isRouter else { return }
        target.engine = Exporter(detection.kind)
        // The body is one release's: the oldest that has everything in it.
        target.version = detection.version?.atLeast.flatMap(EngineVersion.init(_:))
    }

    private func scrape(_ place: String) async throws -> [MetricFamily] {
        let token = try token()
        let url = try ServerURL(place)
        do {
            return try await TelemetryClient.withClient(settings) { client in
                try await MetricsScraper(client: client, token: token).scrape(url).families
            }
        } catch let error as FailedScrape {
            throw UsageError("--against \(place): \(error.reason)")
        }
    }

    private func recorded(_ path: String) throws -> [MetricFamily] {
        let source: LintSource
        do {
            source = try LintFile.read(path)
        } catch {
            throw UsageError("--against \(error)")
        }
        do {
            return try ExpositionParser.parse(source.bytes)
        } catch {
            throw UsageError("--against \(path): \(error)")
        }
    }

    private func ask(
        _ place: String, about metrics: Set<String>
    ) async throws -> PrometheusKnowledge {
        let token = try token()
        let url = try ServerURL(place)
        do {
            return try await TelemetryClient.withClient(settings) { client in
                let api = PrometheusAPI(
                    url: url, client: client,
                    configuration: PrometheusAPI.Configuration(token: token))
                return try await PrometheusKnowledge.ask(api, about: metrics)
            }
        } catch let error as PrometheusError {
            throw UsageError("--prometheus \(place): \(error)")
        }
    }
}
