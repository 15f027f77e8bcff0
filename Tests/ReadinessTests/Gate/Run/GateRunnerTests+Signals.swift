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

/// What the engine's own measurements add to a gate.
extension GateRunnerTests {
    @Test func `the engine's histograms are judged, and single requests are paired`() async throws {
        let report = try await StubEngine.with { engine in
            try await run(
                profile(engine.url) { profile in
                    profile.objectives = [try Objective.parse("queue p95 <= 300ms")]
                    profile.warnings = [try Objective.parse("server ttft p95 <= 200ms")]
                    profile.workload.concurrency = 1
                    profile.gate.maxProbes = 90
                })
        }
        let queue = report.objectives[0]
        #expect(queue.judgement == .met)
        #expect(queue.within == 90 && queue.total == 90)
        #expect(report.verdict == .ready)
        // 0.2 s lies between the bounds 0.1 s and 0.25 s, and everything is below both.
        #expect(report.objectives[1].judgement == .met)
        #expect(report.objectives[1].within == nil)
        let paired = report.probes.filter { $0.serverTimeToFirstToken == .microseconds(500) }
        #expect(paired.count { !$0.isWarmup } == 20)
        #expect(check("server-ttft", report)?.state == .passed)
        #expect(check("replicas", report) == nil)
    }

    @Test func `the replica that answered is told by a header`() async throws {
        var setup = StubEngine.Setup()
        setup.replica = { $0 % 2 == 0 ? "pod-a" : "pod-b" }
        let report = try await StubEngine.with(setup) { engine in
            try await run(profile(engine.url) { $0.gate.maxProbes = 12 })
        }
        #expect(check("replicas", report)?.message.hasPrefix("2 replicas answered: ") == true)
        #expect(report.probes.allSatisfy { $0.replica?.hasPrefix("pod-") == true })
    }

    @Test func `a store judges where none of the metrics named can be read`() async throws {
        let port = try await closedPort()
        let store: [ServerStep] = [
            .forever([
                .awaitRequest,
                .response(
                    200, body: #"{"status":"success","data":{"resultType":"matrix","result":[]}}"#,
                    contentType: "application/json"),
            ])
        ]
        try await withScriptedServer(store) { prometheus in
            let report = try await StubEngine.with { engine in
                try await run(
                    profile(engine.url) { profile in
                        profile.objectives = [.errors, .preemptions]
                        profile.engine.metrics = [
                            try HTTPAddress("http://127.0.0.1:\(port)/metrics")
                        ]
                        profile.engine.prometheus = try HTTPAddress(prometheus.url)
                    })
            }
            // It holds nothing, and that is what is said: it was the judge.
            #expect(report.verdict == .inconclusive)
            #expect(
                report.objectives[1].note?.hasSuffix("holds no series of this endpoint") == true)
            #expect(!prometheus.requests.isEmpty)
        }
    }

    @Test func `a store that cannot be asked is a warning beside our own scrapes`() async throws {
        let port = try await closedPort()
        func gate(hasMetrics: Bool) async throws -> GateReport {
            var setup = StubEngine.Setup()
            setup.hasMetrics = hasMetrics
            return try await StubEngine.with(setup) { engine in
                try await run(
                    profile(engine.url) { profile in
                        profile.objectives = [.errors, .preemptions]
                        profile.engine.prometheus = try HTTPAddress("http://127.0.0.1:\(port)")
                    })
            }
        }
        let scraped = try await gate(hasMetrics: true)
        #expect(scraped.verdict == .ready)
        #expect(check("prometheus", scraped)?.state == .warning)
        let blind = try await gate(hasMetrics: false)
        #expect(blind.verdict == .inconclusive)
        #expect(blind.objectives[1].note?.contains("cannot be asked") == true)
    }
}
