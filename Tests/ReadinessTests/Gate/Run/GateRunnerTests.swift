import Estimates
import Foundation
import Inference
import Load
import Readiness
import Synchronization
import Telemetry
import TestKit
import Testing

/// Whole gates over real HTTP on the loopback interface.
@Suite(.timeLimit(.minutes(1))) struct GateRunnerTests {
    func profile(
        _ url: String, _ change: (inout Profile) throws -> Void = { _ in }
    ) throws -> Profile {
        var profile = Profile(url: try HTTPAddress(url), name: "test")
        profile.target.model = "m"
        try change(&profile)
        return profile
    }

    func run(
        _ profile: Profile, interruptedBy: Int32? = nil,
        observe: @escaping @Sendable (GateEvent) async -> Void = { _ in }
    ) async throws -> GateReport {
        var environment = GateRunner.Environment(
            now: { Date(timeIntervalSince1970: 1_000_000) },
            interruptedBy: { interruptedBy }, observe: observe)
        // A busy machine makes looks slow, and the tests are not about that.
        environment.lookTimeMax = .seconds(60)
        return try await GateRunner(profile: profile, environment: environment).run()
    }

    func check(_ id: String, _ report: GateReport) -> CheckResult? {
        report.checks.first { $0.id == id }
    }

    // MARK: - READY

    @Test func `a sound endpoint is READY`() async throws {
        let events = Mutex<[GateEvent]>([])
        let report = try await withScriptedServer([.forever(.chatAnswer())]) { server in
            try await run(profile(server.url)) { event in events.withLock { $0.append(event) } }
        }
        #expect(report.verdict == .ready)
        #expect(report.headline == "every objective is met")
        #expect(report.counts.warmup == 2)
        // Those in flight when the 77th was judged may still have been answered.
        #expect((77...90).contains(report.counts.counted))
        #expect(report.counts.succeeded == report.counts.counted)
        #expect(report.objectives.map(\.decidedAfter) == [77, 77, 77])
        #expect(report.probes.count == 2 + report.counts.counted + report.counts.excluded)
        #expect(report.failures.isEmpty)
        let failed = report.checks.filter { $0.state == .failed || $0.state == .warning }
        #expect(failed.filter { $0.id != "self" }.isEmpty)
        for id in ["streams", "finish-reason", "end-mark", "non-empty", "usage"] {
            #expect(check(id, report)?.state == .passed)
        }
        // The server answers everything with a chat: that is no list of models and no metrics.
        for id in ["model", "cancel", "reconcile"] {
            #expect(check(id, report)?.state == .skipped)
        }
        #expect(report.name == "test" && report.interruptedBy == nil)
        #expect(report.workload.contains { $0.name == "seed" })
        #expect(report.duration > .zero)

        let told = events.withLock { $0 }
        guard case .identified(let target)? = told.first else {
            Issue.record("the first event is not the identity")
            return
        }
        #expect(target.model == "m")
        let warmups = told.filter { if case .warmedUp = $0 { true } else { false } }
        let probes = told.filter { if case .probed = $0 { true } else { false } }
        #expect(warmups.count == 2)
        #expect(probes.count == report.counts.counted + report.counts.excluded)
    }

    @Test func `every request has a prompt of its own`() async throws {
        let prompts = try await withScriptedServer([.forever(.chatAnswer())]) { server in
            _ = try await run(profile(server.url) { $0.gate.maxProbes = 20 })
            return server.requests.filter { $0.method == "POST" }.map(\.bodyText)
        }
        #expect(prompts.count == 22)
        #expect(Set(prompts).count == 22)
    }

    @Test func `too small a budget is INCONCLUSIVE`() async throws {
        let report = try await withScriptedServer([.forever(.chatAnswer())]) { server in
            try await run(profile(server.url) { $0.gate.maxProbes = 10 })
        }
        #expect(report.verdict == .inconclusive && report.verdictClass == .evidence)
        #expect(report.counts.counted == 10)
        #expect(
            report.next == ["67 more clean probes would decide: allow --max-probes 77"])
    }

    @Test func `the classic rule needs few probes`() async throws {
        let report = try await withScriptedServer([.forever(.chatAnswer())]) { server in
            try await run(
                profile(server.url) { profile in
                    profile.gate.decision = .threshold
                    profile.gate.maxProbes = 5
                    profile.workload.prompt = .text("Hello.")
                })
        }
        #expect(report.verdict == .ready)
        #expect(report.rule == .threshold(minProbes: 5, passRate: 0.95))
        #expect(report.notes.count == 2)
        #expect(report.notes.first?.contains("prefix cache") == true)
        #expect(
            report.notes.last
                == "what these probes support: 5 of 5: at least 54 % at 95 % confidence")
    }

    // MARK: - Never usable

    @Test func `a closed port is unreachable`() async throws {
        let port = try await closedPort()
        let report = try await run(profile("http://127.0.0.1:\(port)"))
        #expect(report.verdict == .notReady && report.verdictClass == .unreachable)
        #expect(report.headline.hasPrefix("connection refused"))
        #expect(report.counts.warmup == 1 && report.counts.counted == 0)
        #expect(report.failures.map(\.outcome) == ["connect_refused"])
        #expect(report.next.count == 1)
    }

    @Test func `without a warm-up the first probe tells`() async throws {
        let port = try await closedPort()
        let report = try await run(profile("http://127.0.0.1:\(port)") { $0.gate.warmup = 0 })
        #expect(report.verdictClass == .unreachable)
        #expect(report.counts.warmup == 0 && (1...4).contains(report.counts.counted))
    }

    @Test func `a model that is not served is a fault of the configuration`() async throws {
        let body =
            #"{"error":{"message":"The model `m` does not exist.","type":"NotFoundError","code":404}}"#
        let report = try await withScriptedServer([
            .forever([.awaitRequest, .response(404, body: body)])
        ]) { try await run(profile($0.url)) }
        #expect(report.verdict == .notReady && report.verdictClass == .configuration)
        #expect(report.headline.contains("The model `m` does not exist."))
        #expect(report.next == ["name a model that the endpoint serves: --model NAME"])
        #expect(report.counts.warmup == 1)
    }

    @Test func `a refused credential is a fault of the configuration and is not repeated`()
        async throws
    {
        let body = #"{"error":{"message":"Incorrect API key provided: sk-secret-1."}}"#
        let report = try await withScriptedServer([
            .forever([.awaitRequest, .response(401, body: body)])
        ]) { server in
            let report = try await run(
                profile(server.url) { $0.target.apiKey = Secret("sk-secret-1") })
            let sent = server.requests.map { $0.header("authorization") }
            #expect(sent.allSatisfy { $0 == "Bearer sk-secret-1" })
            return report
        }
        #expect(report.verdictClass == .configuration)
        #expect(report.headline.contains("Incorrect API key provided: <secret>."))
        #expect(!"\(report)".contains("sk-secret-1"))
    }

    @Test func `a web page is no answer`() async throws {
        let page = "<!DOCTYPE html><html><title>Sign in</title></html>"
        let report = try await withScriptedServer([
            .forever([.awaitRequest, .response(200, body: page, contentType: "text/html")])
        ]) { try await run(profile($0.url)) }
        #expect(report.verdict == .notReady && report.verdictClass == .failures)
        #expect(report.failures.map(\.outcome) == ["malformed"])
        #expect(report.objectives.allSatisfy { $0.judgement == .violated })
        #expect(report.objectives.compactMap(\.decidedAfter).allSatisfy { $0 <= 3 })
        #expect(check("cancel", report)?.message == "no request succeeded so far")
    }

    @Test func `several models and no name are our side's fault`() async throws {
        var setup = StubEngine.Setup()
        setup.models = ["a", "b"]
        let error = await #expect(throws: GateError.self) {
            try await StubEngine.with(setup) { engine in
                try await run(profile(engine.url) { $0.target.model = nil })
            }
        }
        #expect(error == .modelUnnamed(["a", "b"]))
    }

    // MARK: - Failing on the way

    @Test func `an endpoint that disappears in mid-run has failed`() async throws {
        var setup = StubEngine.Setup()
        setup.answer = { $0 < 10 ? .chat : .drop }
        let report = try await StubEngine.with(setup) { try await run(profile($0.url)) }
        #expect(report.verdict == .notReady && report.verdictClass == .failures)
        #expect(report.failures.map(\.outcome) == ["connection_lost"])
        #expect(report.counts.succeeded == 8)
    }

    @Test func `requests that still hang when the time is up are slower than their limit`()
        async throws
    {
        var setup = StubEngine.Setup()
        setup.answer = { _ in .silence }
        let report = try await StubEngine.with(setup) { engine in
            try await run(
                profile(engine.url) { profile in
                    profile.objectives = [
                        Objective(metric: .ttft, statistic: .percentile(95), threshold: 0.01)
                    ]
                    profile.gate.warmup = 0
                    profile.gate.maxDuration = .milliseconds(800)
                    profile.engine.metrics = []
                })
        }
        #expect(report.verdict == .notReady && report.verdictClass == .performance)
        #expect(report.counts.counted == 0 && report.counts.excluded == 4)
        #expect(report.objectives.first?.within == 0 && report.objectives.first?.total == 4)
    }

    @Test func `an endpoint that does not stream is not ready`() async throws {
        var setup = StubEngine.Setup()
        setup.answer = { _ in .whole }
        let report = try await StubEngine.with(setup) { try await run(profile($0.url)) }
        #expect(report.verdict == .notReady && report.verdictClass == .functional)
        #expect(report.headline.hasSuffix("answers came whole although a stream was asked for"))
    }

    // MARK: - Interruption

    @Test func `an interrupted run reports what it has`() async throws {
        var setup = StubEngine.Setup()
        setup.answer = { $0 < 7 ? .chat : .silence }
        let report = try await StubEngine.with(setup) { engine in
            let profile = try profile(engine.url) { $0.workload.concurrency = 1 }
            let (events, feed) = AsyncStream.makeStream(of: GateEvent.self)
            // Awaited below, by the loop's end.
            let running = Task {
                try await run(profile, interruptedBy: 15) { feed.yield($0) }
            }
            defer { running.cancel() }
            for await event in events {
                if case .probed(_, let progress) = event, progress.counted == 5 { break }
            }
            running.cancel()
            return try await running.value
        }
        #expect(report.verdict == .inconclusive && report.verdictClass == .interrupted)
        #expect(report.interruptedBy == 15)
        #expect(report.counts.warmup == 2 && report.counts.counted == 5)
        #expect(report.counts.excluded == 1)
        #expect(report.headline == "interrupted after 5 probes, before the evidence decided")
        #expect(report.latencies.contains { $0.metric == .ttft })
    }

    @Test func `a run that is interrupted before its first request says so`() async throws {
        let report = try await StubEngine.with { engine in
            let profile = try profile(engine.url)
            return try await withThrowingTaskGroup(of: GateReport.self) { group in
                group.cancelAll()
                group.addTask { try await run(profile, interruptedBy: 2) }
                return try await #require(group.next())
            }
        }
        #expect(report.verdictClass == .interrupted && report.interruptedBy == 2)
        #expect(report.probes.isEmpty)
    }
}
