import Foundation
import Inference
import Load
import Readiness
import Reports
import Telemetry

/// One run of `firstlight probe`.
struct ProbeSession {
    let command: ProbeCommand
    let console: Console

    /// Measures and prints.
    ///
    /// - Parameter profile: What to probe.
    /// - Returns: The exit status.
    /// - Throws: `GateError` or `ProfileErrors` when no request can be made.
    func run(_ profile: Profile) async throws -> ExitStatus {
        let interruption = Interruption()
        let modes = modes(of: profile)
        var all: [ProbeRecord] = []
        let model = try await model(of: profile)
        let format = command.format ?? (console.outIsTerminal ? .table : .jsonl)
        for mode in modes where interruption.signal == nil {
            var profile = profile
            profile.target.keepAlive = mode == .keepAlive
            if modes.count > 1, !command.quiet {
                console.note("connections: \(mode.rawValue)")
            }
            let run = profile
            let records = try await interruption.guarding {
                try await measure(run, model: model, format: format)
            }
            all += records
            if !command.quiet { summarise(records, gate: profile.gate) }
        }
        switch interruption.signal {
        case .some(15): return .terminated
        case .some: return .interrupted
        case .none: return all.allSatisfy(\.isSuccess) ? .ready : .notReady
        }
    }

    private func modes(of profile: Profile) -> [ConnectionMode] {
        switch command.connections {
        case .none: [profile.target.keepAlive ? .keepAlive : .fresh]
        case .keepAlive: [.keepAlive]
        case .fresh: [.fresh]
        case .both: [.fresh, .keepAlive]
        }
    }

    /// The model named, or the only one served.
    private func model(of profile: Profile) async throws -> String {
        if let model = profile.target.model { return model }
        var settings = TelemetryClient.Configuration(timeout: .seconds(5))
        settings.certificateAuthorityFile = profile.target.caFile
        let token = profile.target.apiKey.map { BearerToken($0.reveal()) }
        let url = try ServerURL(profile.target.url.text)
        let identity = try await TelemetryClient.withClient(settings) { client in
            await EngineIdentity.discover(at: url, client: client, token: token)
        }
        return try IdentityCheck(identity, profile: profile).model
    }

    private func measure(
        _ profile: Profile, model: String, format: ProbeCommand.Format
    ) async throws -> [ProbeRecord] {
        let client = try ProbeSender.client(for: profile)
        let startedAt = Date()
        let start = ContinuousClock.now
        let seed = UInt64(bitPattern: Int64(startedAt.timeIntervalSince1970 * 1e6))
        let sender = ProbeSender(
            client: client, model: model, workload: profile.workload, seed: seed)
        let table = ProbeTable(
            style: TerminalStyle(color: console.outHasColor, width: console.width))
        if format == .table { console.out(table.header) }
        let warmup = profile.gate.warmup
        let loop = ClosedLoop(
            budget: .init(
                concurrency: profile.workload.concurrency, requestsMax: command.count + warmup,
                interval: profile.gate.interval),
            clock: ContinuousClock())
        var records: [ProbeRecord] = []
        _ = await loop.run(
            perform: { await sender.send(index: $0) },
            onResult: { index, measured in
                var record = ProbeRecord(
                    measured, index: index, provider: profile.name, model: model, runStart: start,
                    runStartDate: startedAt)
                record.isWarmup = index < warmup
                guard record.outcomeClass != .excluded else { return .proceed }
                if !record.isWarmup { records.append(record) }
                return emit(record, format, table) ? .proceed : .stop
            })
        await client.shutdown()
        return records
    }

    /// Prints a record; `false` when nobody reads any more.
    private func emit(
        _ record: ProbeRecord, _ format: ProbeCommand.Format, _ table: ProbeTable
    ) -> Bool {
        switch format {
        case .table: return console.writeOut(Data(table.row(record).utf8))
        case .jsonl:
            guard let line = try? ProbeFile.line(record) else { return true }
            return console.writeOut(line)
        }
    }

    private func summarise(_ records: [ProbeRecord], gate: Profile.Gate) {
        var evidence = GateEvidence(gate: gate, objectives: [], warnings: [], maxTokens: 1)
        for record in records { evidence.record(renumbered: record) }
        var report = GateReport(
            verdict: .inconclusive, headline: "", name: "",
            target: TargetIdentity(url: nil, model: nil, api: ""), startedAt: Date(),
            rule: .sequential, confidence: gate.confidence)
        report.conclude(evidence, warmups: [], .init())
        let table = ProbeTable(
            style: TerminalStyle(
                color: console.errorIsTerminal && console.outHasColor, width: console.width))
        console.writeError(
            Data(
                table.summary(
                    counts: report.counts, failures: report.failures,
                    latencies: report.latencies, confidence: gate.confidence
                ).utf8))
    }
}
