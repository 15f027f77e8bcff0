import Foundation
import Readiness
import Signals
import Telemetry
import Testing

/// Health out of a real store: the simulated engine with an admission cap, scraped long ago.
@Suite(
    .enabled(if: Store.areThere, "no servers; run scripts/test-prometheus"),
    .timeLimit(.minutes(2)))
struct HealthStoreTests {
    private static let now = AgreementSeries.startSeconds + 341
    private static let window = Duration.seconds(240)

    @Test(arguments: Store.allCases)
    func `an overloaded engine is graded out of a store`(store: Store) async throws {
        let subject = try #require(
            AgreementSubject.all.first { $0.job == "simulated-vllm-0.32.0" })
        let report = try await store.with { api in
            let survey = try await StoreSurveyor(
                api, restriction: subject.restriction, window: Self.window, nowSeconds: Self.now
            ).survey()
            #expect(survey.observations.map(\.name) == ["simulator:8000"])
            #expect(survey.observations.first?.engine == .vllm)
            #expect(survey.window.scrapes >= HealthWindow.storeScrapesLeast)
            return try await HealthAssessment(
                RememberingSource(PrometheusSource(api, at: Self.now, rangeSeconds: 240)),
                settings: .init(
                    name: "store", startedAt: Date(timeIntervalSince1970: Self.now),
                    window: survey.window, restriction: subject.restriction,
                    nowSeconds: Self.now)
            ).report(on: survey.observations)
        }
        #expect(report.items.contains { $0.id == "ttft_p95" && $0.estimate != nil })
        #expect(report.items.contains { $0.id == "progress" && $0.grade == .healthy })
        #expect(report.grade == .critical || report.grade == .warning)
    }

    @Test(arguments: Store.allCases)
    func `a store of many engines is refused without a selector`(store: Store) async throws {
        _ = try await store.with { api in
            await #expect(throws: StoreAmbiguity.self) {
                try await StoreSurveyor(
                    api, restriction: [], window: Self.window, nowSeconds: Self.now
                ).survey()
            }
        }
    }
}
