import ArgumentParser
import EngineModel
import Foundation
import Readiness
import Simulator

/// `firstlight simulate`: an engine without a GPU.
struct SimulateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate",
        abstract: "Run a simulated engine: as an HTTP server, or in virtual time.",
        discussion: """
            With --listen it serves /v1/chat/completions, /v1/completions, /v1/models and the \
            metrics and other pages of the engine that --engine names, until it is stopped; beside \
            them /dcgm/metrics and /node/metrics, and for Dynamo /worker/metrics, which real \
            machines have on ports of their own. With --virtual it computes a closed loop in \
            virtual time and prints what Prometheus would say beside the truth; of a fault it \
            keeps with --output what firstlight diagnose reads.

            A fault of the catalogue is served the same way: its replicas, its time line, its \
            strength; several replicas stand behind a balancer, and each has its own pages below \
            /replicas/0, /replicas/1 and so on. With --script faults of one's own happen at times \
            of one's own; docs/simulator.md has the words.

            Examples:
              firstlight simulate --list
              firstlight simulate --listen 127.0.0.1:8000
              firstlight simulate admission-cap --listen 127.0.0.1:8000
              firstlight simulate gpu-throttling --strength 0.4 --listen 127.0.0.1:8000
              firstlight simulate --script storm.yml --listen 127.0.0.1:8000
              firstlight simulate --engine sglang --engine-version 0.5.9 --listen 127.0.0.1:30000
              firstlight simulate --engine vllm --listen 127.0.0.1:8000 --log vllm.log
              firstlight simulate kv-leak --virtual --duration 5m --seed 7 --output leak
              firstlight simulate admission-cap --virtual --sessions 3 --max-tokens 700 --duration 10m

            Exit codes: 0 done, 2 usage error, 130 and 143 after SIGINT and SIGTERM.
            """)

    @Argument(
        help: ArgumentHelp("Scenario or fault: \(DemoScenario.names).", valueName: "scenario"))
    var scenario: DemoScenario = .healthy

    @Flag(name: .long, help: "List scenarios, faults, engines and calibrations.")
    var list = false

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Serve at this address; port 0 takes a free one.", valueName: "HOST:PORT"))
    var listen: String?

    @Flag(name: .long, help: "Compute in virtual time instead of serving.")
    var virtual = false

    @Option(
        name: .long,
        help: ArgumentHelp(
            "How bad a fault is, from 0 to 1. Default: \(SimulatedStory.defaultStrength).",
            valueName: "SHARE"))
    var strength: Double?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "A file with faults and when they happen, YAML or JSON.", valueName: "FILE"))
    var script: String?

    @OptionGroup(title: "The dialect") var dialect: DialectOptions

    @Option(
        name: .customLong("log"),
        help: ArgumentHelp(
            "Write what the engine says while it starts to this file.", valueName: "FILE"))
    var logFile: String?

    @OptionGroup(title: "The engine") var engine: EngineOptions

    @Option(name: .long, help: "Sessions of the virtual closed loop. Default: the scenario's.")
    var sessions: Int?

    @Option(
        name: .customLong("prompt-tokens"),
        help: "Prompt length in virtual time. Default: the scenario's.")
    var promptTokens: Int?

    @Option(
        name: .customLong("max-tokens"),
        help: "Answer length in virtual time. Default: the scenario's.")
    var maxTokens: Int?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Virtual time to compute. Default: 10m, for a fault 5m.", valueName: "TIME"))
    var duration: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Keep what a client and a scraper would have of a fault in virtual time; "
                + "firstlight diagnose reads it.", valueName: "DIR"))
    var output: String?

    @Option(name: .long, help: "What to print for --list and --virtual: text or json.")
    var format: PlainFormat = .text

    @Flag(name: [.short, .long], help: "Print nothing but results.")
    var quiet = false

    @Flag(name: [.short, .long], help: "Print what the engine says while it starts.")
    var verbose = false

    func validate() throws {
        let story = try scenario.story()
        if listen != nil, virtual {
            throw ValidationError("--listen and --virtual exclude each other")
        }
        if listen == nil, !virtual, !list {
            throw ValidationError(
                "say --listen HOST:PORT to serve, --virtual to compute, or --list")
        }
        if script != nil, listen == nil {
            throw ValidationError("--script goes with --listen: a script is served")
        }
        try validateStrength(of: story)
        try validateOutput(of: story)
        if listen != nil, let reason = story.notServable {
            throw ValidationError(
                "\(scenario) cannot be served over HTTP: \(reason); --virtual computes it")
        }
        for (flag, value) in [
            ("--sessions", sessions), ("--prompt-tokens", promptTokens),
            ("--max-tokens", maxTokens),
        ] {
            if let value, !(1...1_000_000).contains(value) {
                throw ValidationError("\(flag) is \(value); expected 1 to 1000000")
            }
        }
    }

    private func validateStrength(of story: SimulatedStory) throws {
        guard let strength else { return }
        if case .scenario = story {
            throw ValidationError("--strength goes with a fault; \(scenario) is a scenario")
        }
        guard (0...1).contains(strength) else {
            throw ValidationError("--strength is \(strength); expected 0 to 1")
        }
    }

    private func validateOutput(of story: SimulatedStory) throws {
        guard case .fault = story else {
            if output != nil {
                throw ValidationError("--output goes with a fault; \(scenario) is a scenario")
            }
            return
        }
        if output != nil, !virtual {
            throw ValidationError("--output goes with --virtual")
        }
        if virtual, sessions != nil || promptTokens != nil || maxTokens != nil {
            throw ValidationError(
                "--sessions, --prompt-tokens and --max-tokens go with a scenario; "
                    + "\(scenario) brings a load of its own")
        }
    }

    func run() async throws {
        let console = Console.process()
        if list {
            let list = SimulationList()
            try console.out(format == .text ? list.text : JSONOutput.text(list))
            return
        }
        switch try scenario.story() {
        case .scenario(let scenario):
            var server = try engine.applied(to: scenario.server)
            try dialect.apply(to: &server)
            if virtual {
                try VirtualReport(
                    command: self, scenario: scenario, server: server, console: console
                ).print()
                return
            }
            try await serve(Deployment(server: server), hints: nil, console)
        case .fault(let fault):
            var rehearsed = try rehearsed(fault)
            if virtual {
                rehearsed.durationSeconds = try virtualSeconds(
                    default: rehearsed.durationSeconds)
                let summary = try VirtualRecording(
                    fault: fault, rehearsed: rehearsed,
                    strength: strength ?? SimulatedStory.defaultStrength,
                    seed: engine.seed ?? SimulatedStory.defaultSeed, folder: output
                ).run()
                try console.out(format == .text ? summary.text : JSONOutput.text(summary))
                return
            }
            try await serve(
                rehearsed.deployment,
                hints: SimulationHints(shows: fault.shows, load: rehearsed.load), console)
        }
    }

    /// A fault as the flags want it.
    private func rehearsed(_ fault: CataloguedFault) throws(UsageError) -> Rehearsed {
        var rehearsed = fault.rehearsed(
            strength ?? SimulatedStory.defaultStrength,
            engine.seed ?? SimulatedStory.defaultSeed)
        var server = try engine.applied(to: rehearsed.deployment.server, drawsSeed: false)
        try dialect.apply(to: &server)
        rehearsed.deployment.server = server
        return rehearsed
    }

    /// The virtual time to compute, in seconds.
    ///
    /// - Parameter value: When nobody says.
    /// - Returns: 10 to 86,400.
    /// - Throws: `UsageError` for a time that cannot be read, or is out of range.
    func virtualSeconds(default value: Double) throws(UsageError) -> Double {
        guard let duration else { return value }
        let time: Duration
        do {
            time = try DurationText.parse(duration)
        } catch {
            throw UsageError("--duration: \(error)")
        }
        guard time >= .seconds(10), time <= .seconds(86_400) else {
            throw UsageError("--duration is \(duration); expected 10s to 24h")
        }
        return time / .seconds(1)
    }

    private func serve(
        _ deployment: Deployment, hints: SimulationHints?, _ console: Console
    ) async throws {
        var (deployment, hints) = (deployment, hints)
        if let script {
            deployment = try SimulationScript.load(path: script).applied(to: deployment)
            hints = hints ?? SimulationHints()
        }
        (deployment.server.host, deployment.server.port) = try ListenAddress.parse(listen ?? "")
        let interruption = Interruption()
        let server: SimulatedServer
        do {
            server = try SimulatedServer(deployment: deployment)
        } catch {
            throw UsageError("\(error)")
        }
        let greeting = SimulationGreeting(
            title: "\(scenario) (\(deployment.server.modelName)\(dialect.remark))",
            logFile: logFile, isVerbose: verbose, isQuiet: quiet, hints: hints)
        if let logFile {
            try OutputFile.requireWritable(logFile)
        }
        do {
            try await interruption.guarding {
                try await server.run { running in
                    greeting.say(of: running, console)
                }
            }
        } catch {
            if interruption.signal == nil, !(error is CancellationError) {
                throw UsageError("cannot serve at \(listen ?? ""): \(error)")
            }
        }
        if let status = interruption.exitStatus { throw status.exitCode }
    }
}
