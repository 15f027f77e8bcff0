import Foundation
import Inference
import Load
import Readiness

/// A live endpoint as something a load can be put on.
struct SweptEndpoint: LoadTarget {
    private let client: InferenceClient
    private let profile: Profile
    private let model: String

    init(client: InferenceClient, profile: Profile, model: String) {
        self.client = client
        self.profile = profile
        self.model = model
    }

    func measure(
        _ plan: LoadPlan, workload: any Workload,
        onEvent: @escaping @Sendable (LoadEvent) -> LoadStep
    ) async -> MeasuredLoad {
        let startedAt = Date()
        let start = ContinuousClock.now
        let monitor = SchedulingLagMonitor(eventLoop: client.eventLoop)
        let before = ProcessorUse.now()
        monitor.start()
        let records = RecordBook()
        let runner = LoadRunner(
            plan: plan, workload: workload, lanes: [LoadLane(clock: ContinuousClock())])
        let summary = await runner.run(
            from: start,
            perform: { request, intended, _ in
                let measured = await client.perform(
                    InferenceRequest(
                        model: model, messages: request.messages, maxTokens: request.maxTokens,
                        temperature: profile.workload.temperature,
                        stream: profile.workload.stream), intendedStart: intended,
                    keepText: plan.history == .grow)
                var record = ProbeRecord(
                    measured, index: request.index, provider: profile.name, model: model,
                    runStart: start, runStartDate: startedAt)
                record.isWarmup = request.isWarmup
                record.repeats = request.repeats
                record.maxTokens = request.maxTokens
                let tokens = (record.promptTokens ?? 0) + (record.outputTokens ?? 0)
                return LoadAnswer(
                    record, endedAt: measured.instants.end ?? .now, tokens: tokens,
                    text: record.isSuccess ? measured.text : nil)
            },
            onStart: { onEvent(.started($0)) },
            onResult: { _, record in
                records.add(record)
                return onEvent(.finished(record))
            })
        monitor.stop()
        var load = MeasuredLoad(startedAt: startedAt, end: summary.end)
        load.records = records.all
        load.countsFrom = summary.countsFrom
        load.countsUntil = summary.countsUntil
        load.unsentCount = summary.unsentCount
        load.lag = monitor.summary()
        load.cores = ProcessorUse.now().coresSince(before)
        return load
    }
}
