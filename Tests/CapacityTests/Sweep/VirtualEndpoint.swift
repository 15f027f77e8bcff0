import Capacity
import EngineModel
import Estimates
import Foundation
import Inference
import Load
import Readiness
import Rehearsal
import Simulator

/// Simulated endpoints for sweeps in virtual time.
enum VirtualEndpoint {
    /// Prompts of one length, all alike for the simulator.
    struct Prompts: Workload {
        var promptTokens = 64
        var maxTokens = 32
        var name: String { "test" }

        func turn(_ turn: Int, ofSession session: Int) -> Turn? {
            guard turn == 0 else { return nil }
            var first = Turn(
                messages: [.init(role: .user, content: "session \(session)")],
                maxTokens: maxTokens)
            first.promptTokens = promptTokens
            return first
        }
    }

    /// An endpoint.
    static func subject(
        _ name: String, _ server: SimulatedServerConfiguration, objectives: [String],
        prompts: Prompts = Prompts(), seed: UInt64 = 7,
        change: @escaping @Sendable (inout ClientLoad) -> Void = { _ in }
    ) throws -> SweepSubject {
        let load = RehearsedLoad(
            deployment: Deployment(server: server), seed: seed, change: change)
        return SweepSubject(
            name: name, target: TargetIdentity(url: nil, model: "demo", api: "openai-chat"),
            objectives: try objectives.map { try Objective.parse($0) },
            maxTokens: prompts.maxTokens, workload: { _ in prompts },
            measure: { plan, workload, onEvent in
                guard let run = try? load.run(plan, workload: workload, onEvent: onEvent) else {
                    return LevelRun(
                        load: MeasuredLoad(startedAt: Date(timeIntervalSince1970: 0), end: .stopped)
                    )
                }
                return LevelRun(
                    load: run.load, scrapes: run.recording.scrapes, missed: run.recording.missed)
            })
    }

    /// A sweep over levels of concurrency.
    static func sweep(
        _ subjects: [SweepSubject], levels: [Double], budget: LevelBudget, goesOn: Bool = false
    ) async throws -> SweepReport {
        var plan = try SweepPlan(
            axis: .concurrency, search: .levels(levels), budget: budget, seed: 3)
        plan.goesOn = goesOn
        return await SweepRunner(
            name: "test", plan: plan, subjects: subjects,
            now: { Date(timeIntervalSince1970: 1_800_000_000) }, elapsed: { .zero }
        ).run()
    }
}
