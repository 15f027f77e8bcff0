import Capacity
import Foundation
import Inference
import Load
import Readiness
import Rehearsal
import Simulator

/// A simulated engine in virtual time as an endpoint of a sweep.
enum VirtualSubject {
    /// The endpoint.
    ///
    /// - Parameters:
    ///   - name: Its name.
    ///   - demonstration: What is simulated.
    ///   - profile: What is required.
    ///   - overrides: What the flags say of the requests.
    /// - Returns: The endpoint.
    /// - Throws: `UsageError` when the world cannot be set up.
    static func subject(
        _ name: String, _ demonstration: Demonstration, _ profile: Profile,
        _ overrides: ProfileOverrides
    ) throws(UsageError) -> SweepSubject {
        var workload = profile.workload
        let usual = demonstration.scenario.workload
        workload.maxTokens = overrides.maxTokens ?? usual.maxTokens
        workload.promptTokens = overrides.promptTokens ?? usual.promptTokens
        let asked = workload
        let load = RehearsedLoad(deployment: demonstration.deployment, seed: 1)
        let server = demonstration.deployment.server
        do {
            // What cannot be simulated is said before the first level.
            var trial = LoadPlan(shape: .closed(sessions: LoadCurve(constant: 1)), seed: 1)
            trial.duration = .seconds(1)
            _ = try load.run(trial, workload: asked.turns(seed: 1)) { _ in .proceed }
        } catch {
            throw UsageError("\(name): \(error)")
        }
        return SweepSubject(
            name: name,
            target: TargetIdentity(
                url: nil, model: server.modelName, api: profile.target.api.rawValue,
                engine: "simulated \(server.release.engine)", engineVersion: server.version),
            objectives: profile.objectives, warnings: profile.warnings,
            maxTokens: asked.maxTokens,
            workload: { asked.turns(seed: UInt64($0)) },
            measure: { plan, workload, onEvent in
                do {
                    let run = try load.run(plan, workload: workload, onEvent: onEvent)
                    return LevelRun(
                        load: run.load, scrapes: run.recording.scrapes,
                        missed: run.recording.missed)
                } catch {
                    return LevelRun(load: MeasuredLoad(startedAt: Date(), end: .stopped))
                }
            })
    }
}
