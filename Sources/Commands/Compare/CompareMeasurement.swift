import Comparison
import Foundation
import Inference
import Load
import Readiness
import Reports

/// Two live endpoints, asked in turns.
struct CompareMeasurement {
    /// What was measured.
    struct Result: Sendable {
        var baseline: [ProbeRecord] = []
        var candidate: [ProbeRecord] = []
        var notes: [String] = []
        var signal: Int32?
        /// How late firstlight itself ran one moment in a hundred, where that is much.
        var lag: Duration?
    }

    let profiles: (baseline: Profile, candidate: Profile)
    let options: CompareLoadOptions
    let startedAt: Date
    let directory: ComparisonDirectory?
    let console: Console
    let isQuiet: Bool

    /// From this lag on, one moment in a hundred, latencies read high.
    private static let lagMax = Duration.milliseconds(50)

    /// Asks both endpoints in turns until the budget is spent or a signal comes.
    ///
    /// - Returns: The requests of both sides.
    /// - Throws: `GateError`, `ProfileErrors` or `UsageError` when no request can be made.
    func run() async throws -> Result {
        let interruption = Interruption()
        var result = try await interruption.guarding { try await measure() }
        result.signal = interruption.signal
        return result
    }

    private func measure() async throws -> Result {
        let seed =
            options.seed ?? UInt64(bitPattern: Int64(startedAt.timeIntervalSince1970 * 1e6))
        let models = (
            try await model(of: profiles.baseline), try await model(of: profiles.candidate)
        )
        let senders = (
            try sender(profiles.baseline, models.0, seed),
            try sender(profiles.candidate, models.1, seed)
        )
        let timeMax = try FlagTime.duration(options.duration, "--duration")
        let concurrency = profiles.baseline.workload.concurrency
        func rounds(_ count: Int) -> Int { (count + concurrency - 1) / concurrency }
        let runner = InterleavedRunner(
            budget: .init(
                concurrency: concurrency, warmupRounds: rounds(options.warmup),
                roundsMax: options.requestsMax.map(rounds), timeMax: timeMax),
            order: InterleavedOrder(seed: seed), clock: ContinuousClock())
        announce(timeMax, concurrency)
        let start = ContinuousClock.now
        let monitors = [senders.0, senders.1].map {
            SchedulingLagMonitor(eventLoop: $0.client.eventLoop)
        }
        for monitor in monitors { monitor.start() }
        let name = "\(ProbeTimestamp.text(startedAt))-\(seed)"
        var result = Result()
        var watch = SilenceWatch()
        let end = await runner.run(
            send: { request in
                let sender = request.side == .baseline ? senders.0 : senders.1
                return await sender.send(index: request.prompt)
            },
            onResult: { request, measured in
                let isBaseline = request.side == .baseline
                let profile = isBaseline ? profiles.baseline : profiles.candidate
                var record = ProbeRecord(
                    measured, index: request.index, provider: profile.name,
                    model: isBaseline ? models.0 : models.1, runStart: start,
                    runStartDate: startedAt)
                record.isWarmup = request.isWarmup
                record.interleaved = name
                record.round = request.isWarmup ? nil : request.round
                keep(record, of: request.side, &result)
                return watch.take(record, of: request.side) ? .stop : .proceed
            })
        for monitor in monitors { monitor.stop() }
        let lag = monitors.compactMap { $0.summary() }.max { $0.p99 < $1.p99 }
        if let lag, lag.p99 > Self.lagMax {
            result.lag = lag.p99
            result.notes.append(
                "firstlight itself ran late (\(DurationText.rounded(lag.p99, digits: 2)) at p99), so "
                    + "latencies of both sides read high")
        }
        await senders.0.client.shutdown()
        await senders.1.client.shutdown()
        if end == .stopped {
            result.notes.append(
                "stopped early: a side that never answered is not asked any further")
        }
        if end == .timeSpent, let count = options.count {
            let made = result.candidate.count { !$0.isWarmup }
            if made < count {
                result.notes.append("the time was up after \(made) of \(count) requests a side")
            }
        }
        return result
    }

    private func keep(_ record: ProbeRecord, of side: ComparisonSide, _ result: inout Result) {
        if side == .baseline {
            result.baseline.append(record)
        } else {
            result.candidate.append(record)
        }
        do {
            try directory?.append([record], of: side)
        } catch {
            if result.notes.isEmpty { result.notes.append("\(error)") }
        }
    }

    private func announce(_ timeMax: Duration?, _ concurrency: Int) {
        guard !isQuiet else { return }
        let most = [
            options.requestsMax.map { "\($0) requests to each side" },
            timeMax.map { DurationText.exact($0) },
        ].compactMap(\.self).joined(separator: " or ")
        console.note(
            "comparing \(profiles.candidate.target.url.text) with "
                + "\(profiles.baseline.target.url.text) in turns: at most \(most), "
                + "\(concurrency) at a time")
    }

    /// The model named, or the only one served.
    private func model(of profile: Profile) async throws -> String {
        if let model = profile.target.model { return model }
        let identity = try await EndpointInquiry.identity(of: profile)
        return try IdentityCheck(identity, profile: profile).model
    }

    private func sender(
        _ profile: Profile, _ model: String, _ seed: UInt64
    ) throws(GateError) -> ProbeSender {
        ProbeSender(
            client: try ProbeSender.client(for: profile), model: model,
            workload: profile.workload, seed: seed)
    }
}
