import Foundation
import Inference
import Load

/// The load of a diagnosis: sessions that each send their next request when the last is answered.
struct DiagnosticLoad: Sendable {
    private let clients: DiagnosticClients
    private let settings: GatheringSettings
    private let choice: ModelChoice
    private let name: String
    private let collector: EvidenceCollector
    private let plan: DiagnosticPlan
    private let prompts: DiagnosticPrompts
    private let start = ContinuousClock.now
    private let startDate: Date

    init(
        clients: DiagnosticClients, settings: GatheringSettings, choice: ModelChoice, name: String,
        collector: EvidenceCollector, startDate: Date
    ) {
        self.clients = clients
        self.settings = settings
        self.choice = choice
        self.name = name
        self.collector = collector
        self.startDate = startDate
        plan = DiagnosticPlan(settings, adapters: choice.adapters.count)
        prompts = DiagnosticPrompts(settings, contextTokens: choice.contextTokens)
    }

    /// Runs until the requests or the time are spent, everything has failed in the same way, or
    /// the task is cancelled.
    ///
    /// - Returns: Why it ended.
    func run() async -> Gathered.End {
        let loop = ClosedLoop(
            budget: .init(
                concurrency: settings.concurrency, requestsMax: settings.requestsMax,
                timeMax: settings.timeMax),
            clock: ContinuousClock())
        var failures = FailureTally()
        let end = await loop.run(perform: { await send($0) }) { _, record in
            failures.take(record)
            return failures.same(settings.sameFailuresMax) == nil ? .proceed : .stop
        }
        switch end {
        case .stopped: return .sameFailure(outcome: failures.same(settings.sameFailuresMax) ?? "")
        case .requestsSpent: return .requestsSpent
        case .timeSpent: return .timeSpent
        case .cancelled: return .cancelled
        }
    }

    private func send(_ index: Int) async -> ProbeRecord {
        let planned = plan.request(index)
        let model = planned.adapter.map { choice.adapters[$0] } ?? choice.model
        let measured = await clients.send(
            InferenceRequest(
                model: model, messages: prompts.messages(planned.prompt, isLong: planned.isLong),
                maxTokens: settings.maxTokens,
                cancelAfterChunks: planned.isCancelled ? settings.cancelAfterChunks : nil),
            isFresh: planned.isFresh)
        var record = ProbeRecord(
            measured, index: index, provider: name, model: model, runStart: start,
            runStartDate: startDate)
        record.repeats = planned.repeats
        await collector.take(record)
        if record.outcomeClass != .success, record.outcomeClass != .excluded {
            let pause = settings.failurePause - (record.endToEnd ?? .zero)
            if pause > .zero { try? await Task.sleep(for: pause) }
        }
        return record
    }
}
