import Foundation
import Readiness
import Signals
import Telemetry
import Testing

/// Which replicas a store holds, and what is said where it holds none, several kinds or too little.
@Suite struct StoreSurveyTests {
    private static let running = "vllm:num_requests_running"

    private static func load(
        _ instance: String, job: String = "vllm", model: String = "m", name: String = running,
        count: Int = 8
    ) -> PrometheusSeries {
        SurveyedStore.series(
            name,
            ["instance": instance, "job": job, "model_name": model, "engine": "0"],
            Array(repeating: 2, count: count))
    }

    private static func up(
        _ instance: String, _ values: [Double], job: String = "vllm"
    ) -> PrometheusSeries {
        SurveyedStore.series("up", ["instance": instance, "job": job], values)
    }

    private func survey(
        _ store: SurveyedStore, _ restriction: [LabelMatcher] = []
    ) async throws -> StoreSurvey {
        try await StoreSurveyor(
            store, restriction: restriction, window: .seconds(300), nowSeconds: 1120
        ).survey()
    }

    private func refusal(_ load: [PrometheusSeries]) async throws -> StoreAmbiguity? {
        await #expect(throws: StoreAmbiguity.self) {
            try await survey(SurveyedStore(load: load))
        }
    }

    @Test func `replicas are told with their engine, scrapes and newest sample`() async throws {
        let store = SurveyedStore(
            load: [Self.load("b:1", count: 5), Self.load("a:1")],
            targets: [
                Self.up("a:1", [1, 0, 1]), Self.up("b:1", [1]),
                SurveyedStore.series(
                    "scrape_duration_seconds", ["instance": "a:1", "job": "vllm"], [0.01, 1.5]),
            ])
        let found = try await survey(store, [.equal("job", "vllm")])
        #expect(found.observations.map(\.name) == ["a:1", "b:1"])
        #expect(found.observations.map(\.engine) == [.vllm, .vllm])
        #expect(found.observations.map(\.scrapes) == [8, 5])
        #expect(found.observations.map(\.failedScrapes) == [1, 0])
        #expect(found.observations.map(\.longestScrape) == [.seconds(1.5), nil])
        #expect(found.observations.map(\.lastReadSeconds) == [1105, 1060])
        #expect(found.observations.allSatisfy { $0.failure == nil })
        #expect(found.window == HealthWindow(kind: .store, duration: .seconds(300), scrapes: 5))
        #expect(store.asked.first?.contains("job=\"vllm\"") == true)
        #expect(store.asked.first?.contains(Self.running) == true)
    }

    @Test func `a replica whose target is down is down, even without series`() async throws {
        let found = try await survey(
            SurveyedStore(
                load: [Self.load("a:1"), Self.load("b:1")],
                targets: [
                    Self.up("a:1", [1]), Self.up("b:1", [1, 0]), Self.up("c:1", [0, 0]),
                    Self.up("d:1", [1, 1]),
                ], remembered: ["c:1", "d:1"]))
        #expect(found.observations.map(\.name) == ["a:1", "b:1", "c:1"])
        #expect(found.observations.map { $0.failure?.meaning } == [nil, .down, .down])
        #expect(found.observations[1].failure?.reason.hasPrefix("went away") == true)
    }

    @Test func `a target that left the store, and a router, are left out and named`() async throws {
        let router = SurveyedStore.series(
            Self.running, ["instance": "r:1", "job": "vllm", "server": "http://a:1"], [1])
        let found = try await survey(
            SurveyedStore(
                load: [Self.load("a:1"), Self.load("old:1"), router],
                targets: [Self.up("a:1", [1]), Self.up("r:1", [1])]))
        #expect(found.observations.map(\.name) == ["a:1"])
        #expect(found.notes.contains { $0.contains("no longer scrapes it: old:1") })
        #expect(found.notes.contains { $0.contains("router") && $0.contains("r:1") })
    }

    @Test func `several engines, models or jobs are refused with the choices`() async throws {
        let engines = try await refusal([
            Self.load("a:1"), Self.load("b:1", job: "sgl", name: "sglang:num_running_reqs"),
        ])
        #expect(
            engines?.description.contains(
                "SGLang (--selector job=sgl); vLLM (--selector job=vllm)") == true)
        let models = try await refusal([Self.load("a:1"), Self.load("b:1", model: "n")])
        #expect(
            models?.description.hasSuffix("--selector model_name=m or --selector model_name=n")
                == true)
        let jobs = try await refusal([Self.load("a:1"), Self.load("a:1", job: "again")])
        #expect(jobs == .scrapedTwice(instance: "a:1", jobs: ["again", "vllm"]))
        #expect(try await refusal([Self.load("")]) == .noInstance)
    }

    @Test func `an empty store has no replicas`() async throws {
        #expect(try await survey(SurveyedStore(load: [])).observations.isEmpty)
    }

    @Test(arguments: [3, 4])
    func `less than four scrapes make rates unknown and say so`(count: Int) async throws {
        let bodies = (0..<count).map { number in
            var body = EngineBody()
            body.running = 1
            body.tokens = 100 * Double(number)
            body.finished = 10 * Double(number)
            body.ttft = [0.1: 10 * Double(number)]
            return body
        }
        var scene = try HealthScene(bodies)
        scene.kind = .store
        let report = try await scene.report()
        let isThin = count < HealthWindow.storeScrapesLeast
        #expect(report.grade == (isThin ? .unknown : .healthy))
        #expect((report.item("thin_window") != nil) == isThin)
        #expect((report.item("ttft_p95") == nil) == isThin)
        #expect((report.item("generation_tokens_rate") == nil) == isThin)
        #expect(report.item("kv_cache_usage_max")?.grade == .healthy)
        guard isThin else { return }
        #expect(report.headline == "the window of 4s holds 3 scrapes")
        #expect(report.absences.contains { $0.reason == "The window of 4s holds 3 scrapes." })
    }
}
