package import Foundation
package import Inference
import Synchronization

/// Load on an endpoint over HTTP: measuring clients on as many event loops as it takes.
///
/// Each session runs on the thread of one event loop, so that neither its requests nor its waits
/// hop between threads.
package struct EndpointLoad: LoadTarget {
    /// How requests are made.
    package struct Settings: Sendable {
        /// The name that records carry as their provider.
        package var provider: String
        /// The model asked for.
        package var model: String
        /// Sampling temperature; `nil` for the server's default.
        package var temperature: Double?
        /// Whether answers are streamed.
        package var stream = true

        /// Creates settings for streamed answers.
        ///
        /// - Parameters:
        ///   - provider: The name that records carry.
        ///   - model: The model asked for.
        package init(provider: String, model: String) {
            self.provider = provider
            self.model = model
        }
    }

    private let pool: ClientPool
    private let settings: Settings
    private let now: @Sendable () -> Date

    /// Creates a target with clients of its own; ``shutdown()`` ends them.
    ///
    /// - Parameters:
    ///   - configuration: Where the endpoint is and how it is reached.
    ///   - settings: How requests are made.
    ///   - loopsMax: The most event loops; the machine may have fewer cores.
    ///   - now: The wall clock.
    /// - Throws: `ClientConfigurationError` when no client can be made.
    package init(
        _ configuration: ClientConfiguration, settings: Settings, loopsMax: Int,
        now: @escaping @Sendable () -> Date = { Date() }
    ) throws(ClientConfigurationError) {
        pool = try ClientPool(configuration: configuration, countMax: loopsMax)
        self.settings = settings
        self.now = now
    }

    package func measure(
        _ plan: LoadPlan, workload: any Workload,
        onEvent: @escaping @Sendable (LoadEvent) -> LoadStep
    ) async -> MeasuredLoad {
        let clients = pool.clients
        // What all sessions of the first moment need is made before the clock runs: else the last of
        // them would start late by the time it takes to make it for all the others.
        let together = plan.sessionsAtOnce(of: workload)
        let workload = PreparedWorkload(workload, sessions: together)
        let opened = await open(together)
        let monitors = clients.map { SchedulingLagMonitor(eventLoop: $0.eventLoop) }
        let log = RecordLog(capacity: min(plan.requestsMax ?? 0, Self.recordsReservedMax))
        let startedAt = now()
        let begin = ContinuousClock.now
        let processor = ProcessorUse.now()
        for monitor in monitors { monitor.start() }
        let runner = LoadRunner(
            plan: plan, workload: workload,
            lanes: clients.map {
                LoadLane(executor: $0.taskExecutor, clock: EventLoopClock($0.eventLoop))
            })
        let keepsText = plan.history == .grow
        let settings = settings
        let summary = await runner.run(
            from: begin,
            perform: { request, intended, lane in
                let measured = await clients[lane].perform(
                    InferenceRequest(
                        model: settings.model, messages: request.messages,
                        maxTokens: request.maxTokens, temperature: settings.temperature,
                        stream: settings.stream),
                    intendedStart: intended, keepText: keepsText)
                var record = ProbeRecord(
                    measured, index: request.index, provider: settings.provider,
                    model: settings.model, runStart: begin, runStartDate: startedAt)
                record.note(request)
                let isWhole = measured.outcome.isSuccess
                return LoadAnswer(
                    record, endedAt: measured.instants.end ?? .now,
                    tokens: (record.promptTokens ?? request.promptTokens ?? 0)
                        + (record.outputTokens ?? 0),
                    text: keepsText && isWhole ? measured.text : nil)
            },
            onStart: { onEvent(.started($0)) },
            onResult: { _, record in
                log.append(record)
                return onEvent(.finished(record))
            })
        for monitor in monitors { monitor.stop() }
        var measured = MeasuredLoad(startedAt: startedAt, end: summary.end)
        measured.records = log.records
        measured.countsFrom = summary.countsFrom
        measured.countsUntil = summary.countsUntil
        measured.unsentCount = summary.unsentCount
        measured.lag = monitors.compactMap { $0.summary() }.max { $0.p99 < $1.p99 }
        measured.opened = opened
        measured.cores = ProcessorUse.now().coresSince(processor)
        return measured
    }

    /// The most connections opened before a run.
    private static let openedMax = 4096

    /// The most records for which room is made beforehand.
    private static let recordsReservedMax = 1 << 16

    private func open(_ count: Int) async -> OpenedConnections? {
        guard count > 0, pool.configuration.mode == .keepAlive else { return nil }
        return await pool.open(count: min(count, Self.openedMax))
    }

    /// Closes idle connections and ends the event loops; no load may be under way.
    package func shutdown() async { await pool.shutdown() }

    /// The records of a run while it goes.
    private final class RecordLog: Sendable {
        private let kept: Mutex<[ProbeRecord]>
        init(capacity: Int) {
            var records: [ProbeRecord] = []
            records.reserveCapacity(capacity)
            kept = Mutex(records)
        }
        var records: [ProbeRecord] { kept.withLock { $0 } }
        func append(_ record: ProbeRecord) { kept.withLock { $0.append(record) } }
    }
}

extension ProbeRecord {
    /// Notes what a request of a load was.
    ///
    /// - Parameter request: The request.
    package mutating func note(_ request: LoadRequest) {
        isWarmup = request.isWarmup
        session = request.session
        turn = request.turn
        maxTokens = request.maxTokens
    }
}
