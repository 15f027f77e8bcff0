import EngineModel
import Foundation
import Inference
package import Load
import Signals
package import Simulator

/// A simulated deployment that loads can be put on in virtual time: an hour takes a second.
///
/// The load keeps so many sessions in flight, as a closed loop does; prompts are the simulator's own,
/// of the length that the workload's first turn aims at. Schedules by the clock and by traces are for
/// real endpoints. A run is as long as its plan says; a plan without a duration runs until its
/// requests are spent.
package struct RehearsedLoad: LoadTarget {
    /// A load and what servers said of themselves meanwhile.
    package struct Run: Sendable {
        /// What the client measured.
        package var load: MeasuredLoad
        /// What a scraper kept, and the client's records again.
        package var recording: Recording
    }

    /// Why a load cannot be rehearsed.
    package enum Problem: Error, CustomStringConvertible {
        /// Only loops of a constant number of sessions are simulated.
        case notClosed
        /// The world cannot be set up or read.
        case world(String)

        package var description: String {
            switch self {
            case .notClosed:
                "virtual time knows only a fixed number of requests in flight; use --concurrency"
            case .world(let reason): "the simulated deployment cannot run: \(reason)"
            }
        }
    }

    private let deployment: Deployment
    private let seed: UInt64
    private let scrapeIntervalSeconds: Double
    private let change: @Sendable (inout ClientLoad) -> Void

    /// The longest run of a plan that only limits its requests.
    private static let longestSeconds = 7200.0
    /// Where such a run begins to look whether its requests are spent.
    private static let firstTrySeconds = 60.0
    /// Between the starts of two sessions that begin together.
    private static let staggerMin = 0.002
    /// The most scrapes of each page: pages take longer to read than requests to simulate.
    private static let scrapesMax = 100.0

    /// Creates a target.
    ///
    /// - Parameters:
    ///   - deployment: Who serves, with what goes wrong.
    ///   - seed: Of everything that is drawn.
    ///   - scrapeIntervalSeconds: The time between two scrapes of every page.
    ///   - change: Changes the clients of every run, such as their pauses.
    package init(
        deployment: Deployment, seed: UInt64, scrapeIntervalSeconds: Double = 1,
        change: @escaping @Sendable (inout ClientLoad) -> Void = { _ in }
    ) {
        self.deployment = deployment
        self.seed = seed
        self.scrapeIntervalSeconds = scrapeIntervalSeconds
        self.change = change
    }

    package func measure(
        _ plan: LoadPlan, workload: any Workload,
        onEvent: @escaping @Sendable (LoadEvent) -> LoadStep
    ) async -> MeasuredLoad {
        do {
            return try run(plan, workload: workload, onEvent: onEvent).load
        } catch {
            return MeasuredLoad(
                startedAt: Date(timeIntervalSince1970: Self.startUnixSeconds), end: .stopped)
        }
    }

    /// Runs a load.
    ///
    /// - Parameters:
    ///   - plan: How many sessions, and when it ends.
    ///   - workload: Says how long prompts and answers are.
    ///   - onEvent: Is told of every request that ended, in order; may end the run.
    /// - Returns: What client and scraper kept.
    /// - Throws: ``Problem``.
    package func run(
        _ plan: LoadPlan, workload: any Workload, onEvent: (LoadEvent) -> LoadStep
    ) throws(Problem) -> Run {
        guard case .closed(let curve) = plan.shape else { throw .notClosed }
        var load = ClientLoad(
            sessions: max(1, Int(curve.points.last?.value ?? 1)), prompt: .fixed(128), maxTokens: 32
        )
        if let turn = workload.turn(0, ofSession: 0) {
            load.maxTokens = turn.maxTokens
            if let tokens = turn.promptTokens { load.prompt = .fixed(tokens) }
        }
        load.thinkSeconds = 0
        let ramp = curve.points.last?.offsetSeconds ?? 0
        load.staggerSeconds = max(Self.staggerMin, ramp / Double(load.sessions))
        load.silenceLimitSeconds = 120
        change(&load)
        let recording = try recording(of: load, plan)
        return cut(recording, plan, onEvent)
    }

    // MARK: - Running

    private static let startUnixSeconds = 1_800_000_000.0

    /// Runs for the time the plan gives, or doubles it until its requests are spent.
    private func recording(
        of load: ClientLoad, _ plan: LoadPlan
    ) throws(Problem) -> Recording {
        let limit = plan.duration.map { (plan.warmup + $0) / .seconds(1) }
        var seconds = min(
            limit ?? .infinity,
            plan.requestsMax == nil ? Self.longestSeconds : Self.firstTrySeconds)
        guard let most = plan.requestsMax else {
            return try record(load, seconds: seconds, plan.seed)
        }
        // Pages cost more than requests: the tries for the length do without them.
        while true {
            let trial = try record(load, seconds: seconds, plan.seed, isWatched: false)
            let first = trial.probes.prefix(most)
            let isDone =
                trial.probes.count > most
                && first.allSatisfy { $0.outcomeClass != .excluded }
            if isDone {
                let end = first.map { Self.end(of: $0) / .seconds(1) }.max() ?? seconds
                return try record(load, seconds: min(end + 1, seconds), plan.seed)
            }
            if seconds >= min(limit ?? .infinity, Self.longestSeconds) {
                return try record(load, seconds: seconds, plan.seed)
            }
            seconds = min(seconds * 2, limit ?? .infinity, Self.longestSeconds)
        }
    }

    private func record(
        _ load: ClientLoad, seconds: Double, _ planSeed: UInt64, isWatched: Bool = true
    ) throws(Problem) -> Recording {
        var rehearsed = Rehearsed(deployment: deployment, load: load)
        rehearsed.durationSeconds = seconds
        let interval =
            isWatched ? max(scrapeIntervalSeconds, seconds / Self.scrapesMax) : seconds * 2
        do {
            return try Rehearsal(
                rehearsed, seed: seed ^ planSeed, scrapeIntervalSeconds: interval
            ).record()
        } catch {
            throw .world("\(error)")
        }
    }

    /// Ends the run where its plan or its reader says.
    private func cut(
        _ recording: Recording, _ plan: LoadPlan, _ onEvent: (LoadEvent) -> LoadStep
    ) -> Run {
        var load = MeasuredLoad(
            startedAt: Date(timeIntervalSince1970: Self.startUnixSeconds), end: .timeSpent)
        load.countsFrom = plan.warmup
        load.lag = recording.lag
        var records = recording.probes
        if let most = plan.requestsMax, records.count >= most {
            records = Array(records.prefix(most))
            load.end = .requestsSpent
        }
        for index in records.indices {
            records[index].isWarmup = records[index].intendedStart < plan.warmup
        }
        records.sort { (Self.end(of: $0), $0.index) < (Self.end(of: $1), $1.index) }
        for (place, record) in records.enumerated() where onEvent(.finished(record)) == .stop {
            records = Array(records.prefix(place + 1))
            load.end = .stopped
            break
        }
        load.records = records
        load.countsUntil = records.map(\.intendedStart).max() ?? .zero
        var kept = recording
        let until =
            Self.startUnixSeconds + (records.map(Self.end).max() ?? .zero) / .seconds(1)
        kept.scrapes = recording.scrapes.filter { $0.unixSeconds <= until + 1 }
        kept.missed = recording.missed.filter { $0.unixSeconds <= until + 1 }
        return Run(load: load, recording: kept)
    }

    private static func end(of record: ProbeRecord) -> Duration {
        record.intendedStart + (record.endToEnd ?? .zero)
    }
}
