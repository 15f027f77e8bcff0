import Estimates
import Inference
import Load
import Readiness
import Simulator

/// How much time firstlight itself adds, measured against a simulated engine that knows its own.
enum OverheadCheck {
    /// Makes some requests and looks at the lag of the client's own event loop.
    ///
    /// - Returns: A warning when the lag would show in a verdict.
    static func finding() async -> DoctorFinding {
        do {
            return try await withSimulatedServer(Scenario.healthy.server) { server in
                let profile = Profile(url: try HTTPAddress(server.baseURL))
                let client = try ProbeSender.client(for: profile)
                let sender = ProbeSender(
                    client: client, model: Scenario.healthy.server.modelName,
                    workload: profile.workload, seed: 1)
                let monitor = SchedulingLagMonitor(eventLoop: client.eventLoop)
                monitor.start()
                let loop = ClosedLoop(
                    budget: .init(concurrency: 4, requestsMax: 12), clock: ContinuousClock())
                var failed = 0
                _ = await loop.run(
                    perform: { await sender.send(index: $0) },
                    onResult: { _, measured in
                        if !measured.outcome.isSuccess { failed += 1 }
                        return .proceed
                    })
                monitor.stop()
                await client.shutdown()
                return judge(monitor.summary(), failed: failed)
            }
        } catch {
            return DoctorFinding(
                .machine, "overhead", .failed, "the simulated engine cannot be run: \(error)",
                advice: "check that the loopback interface is up")
        }
    }

    private static func judge(_ lag: SchedulingLag?, failed: Int) -> DoctorFinding {
        guard failed == 0 else {
            return DoctorFinding(
                .machine, "overhead", .failed, "\(failed) of 12 requests to ourselves failed")
        }
        guard let lag else {
            return DoctorFinding(.machine, "overhead", .warning, "no lag could be measured")
        }
        let figures =
            "own scheduling lag p50 \(DurationText.rounded(lag.median, digits: 2)), "
            + "p99 \(DurationText.rounded(lag.p99, digits: 2)) while serving and probing ourselves"
        let isLate = lag.p99 > .milliseconds(20)
        return DoctorFinding(
            .machine, "overhead", isLate ? .warning : .ok, figures,
            advice: isLate
                ? "too late for limits near that: use a machine with idle processors" : nil)
    }
}
