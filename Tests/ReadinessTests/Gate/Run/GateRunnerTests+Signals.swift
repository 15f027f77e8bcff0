import Estimates
import Inference
import Load
import Readiness
import Synchronization
import Telemetry
import TestKit
import Testing

/// Gates beside an engine that tells its signals.
extension GateRunnerTests {
    @Test func `metrics serve the cancel check, reconciliation and objectives`() async throws {
        let scrapes = Mutex(0)
        let report = try await StubEngine.with { engine in
            try await run(
                profile(engine.url) { profile in
                    profile.target.model = nil
                    profile.objectives += [.preemptions]
                    profile.warnings = [.kvCache]
                },
                observe: { event in
                    guard case .scraped(let record) = event else { return }
                    #expect(record.error == nil)
                    scrapes.withLock { $0 += 1 }
                })
        }
        #expect(report.verdict == .ready)
        #expect(report.target.model == "m" && report.target.engine == "vllm")
        #expect(check("model", report)?.state == .passed)
        #expect(check("cancel", report)?.state == .passed)
        #expect(check("reconcile", report)?.state == .passed)
        #expect(report.objectives.map(\.judgement) == [.met, .met, .met, .met, .met])
        #expect(report.objectives[3].observed?.point == 0)
        #expect(report.objectives[4].observed?.provenance == .sampledGauge)
        #expect(scrapes.withLock { $0 } >= 2)
    }

    @Test func `a hard objective on metrics that are not there is INCONCLUSIVE`() async throws {
        var setup = StubEngine.Setup()
        setup.hasMetrics = false
        let report = try await StubEngine.with(setup) { engine in
            try await run(profile(engine.url) { $0.objectives = [.errors, .kvCache] })
        }
        #expect(report.verdict == .inconclusive && report.verdictClass == .evidence)
        #expect(report.headline.hasSuffix("do not decide kv cache max <= 85 %"))
        #expect(check("cancel", report)?.message == "no metrics are readable, so it cannot be seen")
        #expect(check("reconcile", report)?.message == "no metrics are readable")
    }

    @Test func `a replica whose metrics cannot be read leaves objectives undecided`() async throws {
        let port = try await closedPort()
        let report = try await StubEngine.with { engine in
            try await run(
                profile(engine.url) { profile in
                    profile.objectives = [.errors, .kvCache, .preemptions]
                    profile.engine.metrics = [
                        try HTTPAddress(engine.url + "/metrics"),
                        try HTTPAddress("http://127.0.0.1:\(port)/metrics"),
                    ]
                })
        }
        #expect(report.verdict == .inconclusive)
        #expect(report.objectives.map(\.judgement) == [.met, .undecided, .undecided])
        #expect(check("cancel", report)?.state == .skipped)
        #expect(
            check("reconcile", report)?.message
                == "the metrics could not be read before and after the probes")
    }

    @Test func `the key is shown to the endpoint's own server only`() async throws {
        let metrics: [ServerStep] = [
            .forever([
                .awaitRequest,
                .response(200, body: Metrics().text, contentType: "text/plain"),
            ])
        ]
        try await withScriptedServer([.forever(.chatAnswer())]) { target in
            try await withScriptedServer(metrics) { other in
                _ = try await run(
                    profile(target.url) { profile in
                        profile.target.apiKey = Secret("sk-secret-1")
                        profile.engine.metrics = [try HTTPAddress(other.url + "/metrics")]
                        profile.gate.maxProbes = 4
                    })
                #expect(!other.requests.isEmpty)
                #expect(other.requests.allSatisfy { $0.header("authorization") == nil })
            }
            #expect(
                target.requests.allSatisfy {
                    $0.header("authorization") == "Bearer sk-secret-1"
                })
        }
    }
}
