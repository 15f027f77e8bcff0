import Estimates
import Exposition
import Readiness
import Signals
import Telemetry
import Testing

/// A gate that judges by a store says what a gate says that holds the same scrapes itself.
@Suite(
    .enabled(if: Store.areThere, "no servers; run scripts/test-prometheus"),
    .timeLimit(.minutes(5)))
struct GateAgreementTests {
    private static let objectives = [
        "kv cache max <= 85%", "kv cache max <= 1%", "waiting sustained <= 0", "waiting max <= 3",
        "running max <= 100", "preemptions <= 1000000", "preemptions rate <= 0.01/s",
        "queue p95 <= 300ms", "queue p95 <= 700ms", "queue p50 <= 60s", "queue mean <= 100ms",
        "prefill p95 <= 10s", "decode p95 <= 1s", "server ttft p95 <= 400ms",
        "server ttft p95 <= 60s", "server itl p95 <= 1s", "server tpot p95 <= 50ms",
        "server e2e p95 <= 10s", "server throughput >= 1 tok/s", "prefix cache hit rate >= 1%",
    ]

    /// A window whose ends lie between two scrapes.
    private static let window = (
        start: AgreementSeries.startSeconds + 62.5, end: AgreementSeries.startSeconds + 247.5
    )

    private func compare(_ subject: AgreementSubject, in store: Store) async throws {
        let kept = SignalWindow(
            subject.scrapes, origin: .store("itself"), from: Self.window.start,
            to: Self.window.end,
            detection: EngineDetection(Self.families(subject)))
        let objectives = try Self.objectives.map { try Objective.parse($0) }
        var decided = 0
        try await store.with { api in
            let watch = StoreWatch(
                api, needs: SignalNeeds(objectives), selector: ["job": subject.job], model: nil,
                now: { Self.window.end + 30 }, pause: { _ in })
            guard
                case .window(let asked) = await watch.look(
                    from: Self.window.start, to: Self.window.end)
            else {
                Issue.record("the store cannot be asked")
                return
            }
            #expect(asked.detection.kind == kept.detection.kind)
            #expect(asked.scrapeCount == kept.scrapeCount)
            for objective in objectives {
                let here = SignalJudge(kept, confidence: 0.95).finding(on: objective)
                let there = SignalJudge(asked, confidence: 0.95).finding(on: objective)
                #expect(here.judgement == there.judgement, "\(objective): \(here) and \(there)")
                #expect(here.within == there.within && here.total == there.total, "\(objective)")
                if here.judgement != .undecided { decided += 1 }
            }
        }
        // Replicas of made-up series start anew now and then, which decides nothing.
        if subject.job.hasPrefix("simulated-") { #expect(decided > 0) }
    }

    /// The samples in families by their own names, as a store names them.
    private static func families(_ subject: AgreementSubject) -> [MetricFamily] {
        Dictionary(grouping: subject.scrapes.flatMap(\.families).flatMap(\.samples), by: \.name)
            .map { MetricFamily(name: $0.key, type: .untyped, samples: $0.value) }
    }

    private static let engines = AgreementSubject.all.filter { subject in
        guard case .engine = subject.dialect.exporter else { return false }
        return true
    }

    @Test(arguments: engines)
    func `a gate by a real Prometheus says the same`(subject: AgreementSubject) async throws {
        try await compare(subject, in: .prometheus)
    }

    @Test(arguments: engines)
    func `a gate by a real VictoriaMetrics says the same`(subject: AgreementSubject) async throws {
        try await compare(subject, in: .victoriametrics)
    }
}
