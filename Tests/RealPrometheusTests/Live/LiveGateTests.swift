import Estimates
import Foundation
import Readiness
import Simulator
import Telemetry
import Testing

/// Whole gates of one running engine, by firstlight's own scrapes and by those of a real store that
/// scrapes the same engine at the same time in its own rhythm.
@Suite(
    .enabled(if: Store.areThere && ScrapeTargets.file != nil, ScrapeTargets.absence),
    .timeLimit(.minutes(5)))
struct LiveGateTests {
    private static let met = [
        "queue p95 <= 300ms", "queue mean <= 200ms", "kv cache max <= 85%",
        "waiting sustained <= 0", "preemptions rate <= 0.01/s", "server ttft p95 <= 2s",
        "server e2e p95 <= 10s", "server throughput >= 1 tok/s", "e2e p95 <= 10s",
    ]
    /// No prompt of the engine's is computed as quickly.
    private static let violated = ["server ttft p95 <= 20ms", "running max <= 16"]

    private func gate(
        _ url: String, _ objectives: [String], _ change: (inout Profile) throws -> Void
    ) async throws -> GateReport {
        var profile = Profile(url: try HTTPAddress(url), name: "live")
        profile.objectives = try objectives.map { try Objective.parse($0) }
        profile.gate.maxProbes = 80
        profile.workload.maxTokens = 4
        try change(&profile)
        return try await GateRunner(
            profile: profile, environment: .init(now: { Date() })
        ).run()
    }

    /// Waits until the store has scraped the engine.
    private func awaitScrapes(of job: String, in store: Store) async throws {
        try await store.with { api in
            while true {
                let now = Date().timeIntervalSince1970
                let series = try await api.samples(
                    of: #"up{job="\#(job)"}"#, from: now - 60, to: now)
                if series.contains(where: { $0.samples.contains { $0.value == 1 } }) { return }
                try Task.checkCancellation()
                await Task.yield()
            }
        }
    }

    /// Gates by own scrapes, by a store alone and by both, and compares the three.
    private func compare(
        _ engine: RunningServer, _ job: String, _ objectives: [String], expected: Verdict
    ) async throws {
        let own = try await gate(engine.baseURL, objectives) { _ in }
        #expect(own.verdict == expected, "\(own.headline)")
        for store in Store.allCases {
            let address = try HTTPAddress(try #require(store.url, store.absence))
            let theirs = try await gate(engine.baseURL, objectives) { profile in
                // No metrics that could be read: the store is the only witness.
                profile.engine.metrics = [try HTTPAddress(engine.baseURL + "/no-metrics-here")]
                profile.engine.prometheus = address
                profile.engine.selector = ["job": job]
            }
            let both = try await gate(engine.baseURL, objectives) { profile in
                profile.engine.prometheus = address
                profile.engine.selector = ["job": job]
            }
            #expect(theirs.verdict == expected, "\(store): \(theirs.headline): \(theirs.next)")
            #expect(both.verdict == expected, "\(store): \(both.headline)")
            for (mine, other) in zip(own.objectives, theirs.objectives) {
                #expect(
                    mine.judgement == other.judgement,
                    "\(store): \(mine.objective): \(other.note ?? "")")
            }
            let (judge, witness) = (message(theirs), message(both))
            #expect(judge.contains("judged by Prometheus at"), "\(store): \(judge)")
            #expect(witness.contains("says the same of"), "\(store): \(witness)")
        }
    }

    private func message(_ report: GateReport) -> String {
        report.checks.first { $0.id == "prometheus" }?.message ?? "none"
    }

    @Test func `a gate says the same by its own scrapes and by a store that scrapes beside it`()
        async throws
    {
        let job = "live-\(UUID().uuidString)"
        try await withSimulatedServer(Scenario.healthy.server) { engine in
            try ScrapeTargets.write(port: engine.port, job: job)
            for store in Store.allCases { try await awaitScrapes(of: job, in: store) }
            try await compare(engine, job, Self.met, expected: .ready)
            try await compare(engine, job, Self.violated, expected: .notReady)
        }
    }
}
