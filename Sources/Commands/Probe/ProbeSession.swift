import Foundation
import Inference
import Load
import Readiness
import Reports

/// One run of `firstlight probe`.
struct ProbeSession {
    /// What requests with one connection mode left behind.
    private struct Run {
        var records: [ProbeRecord] = []
        /// Why nothing more could be printed; `nil` when all is out or nobody reads.
        var problem: UsageError?
    }

    let command: ProbeCommand
    let console: Console

    /// Measures and prints.
    ///
    /// - Parameter profile: What to probe.
    /// - Returns: The exit status.
    /// - Throws: `GateError` or `ProfileErrors` when no request can be made, `UsageError` when the
    ///   results cannot be printed.
    func run(_ profile: Profile) async throws -> ExitStatus {
        let interruption = Interruption()
        let isClean = try await interruption.guarding {
            let model = try await model(of: profile)
            let modes = modes(of: profile)
            var isClean = true
            for mode in modes where interruption.signal == nil {
                if modes.count > 1, !command.quiet {
                    console.note("connections: \(mode.rawValue)")
                }
                var profile = profile
                profile.target.keepAlive = mode == .keepAlive
                let run = try await measure(profile, model: model)
                if !command.quiet { summarise(run.records, gate: profile.gate) }
                if let problem = run.problem { throw problem }
                isClean = isClean && run.records.allSatisfy(\.isSuccess)
            }
            return isClean
        }
        return interruption.exitStatus ?? (isClean ? .ready : .notReady)
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
        let identity = try await EndpointInquiry.identity(of: profile)
        return try IdentityCheck(identity, profile: profile).model
    }

    private func measure(_ profile: Profile, model: String) async throws -> Run {
        let client = try ProbeSender.client(for: profile)
        let startedAt = Date()
        let start = ContinuousClock.now
        let seed = UInt64(bitPattern: Int64(startedAt.timeIntervalSince1970 * 1e6))
        let sender = ProbeSender(
            client: client, model: model, workload: profile.workload, seed: seed)
        let warmup = profile.gate.warmup
        let loop = ClosedLoop(
            budget: .init(
                concurrency: profile.workload.concurrency, requestsMax: command.count + warmup,
                interval: profile.gate.interval),
            clock: ContinuousClock())
        var run = Run()
        let printer = ProbePrinter(command: command, console: console)
        var isRead = printer.begin()
        _ = await loop.run(
            perform: { await sender.send(index: $0) },
            onResult: { index, measured in
                var record = ProbeRecord(
                    measured, index: index, provider: profile.name, model: model, runStart: start,
                    runStartDate: startedAt)
                record.isWarmup = index < warmup
                guard record.outcomeClass != .excluded else { return .proceed }
                if !record.isWarmup { run.records.append(record) }
                if isRead == .written { isRead = printer.print(record) }
                return isRead == .written ? .proceed : .stop
            })
        await client.shutdown()
        if case .failed(let reason) = isRead { run.problem = .standardOutput(reason) }
        return run
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
            style: TerminalStyle(color: console.errorHasColor, width: console.errorWidth))
        let summary = table.summary(
            counts: report.counts, failures: report.failures, latencies: report.latencies,
            confidence: gate.confidence)
        console.writeError(Data(summary.utf8))
    }
}
