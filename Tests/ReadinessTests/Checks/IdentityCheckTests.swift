import Readiness
import Signals
import Telemetry
import Testing

@Suite struct IdentityCheckTests {
    private func identity(
        models: [ServedModel]?, limits: [EngineLimit] = [], failure: ProbeFailure? = nil
    ) throws -> EngineIdentity {
        let url = try ServerURL("http://localhost:8000")
        return EngineIdentity(
            baseURL: url, engine: Sourced(.vllm, source: "GET /metrics"),
            version: Sourced("0.32.0", source: "GET /version"), models: models, limits: limits,
            detection: nil, families: nil,
            probes: [
                IdentityProbe(path: .models, url: url.appending("/v1/models"), failure: failure)
            ])
    }

    private func check(
        _ identity: EngineIdentity, _ change: (inout Profile) -> Void = { _ in }
    ) throws -> IdentityCheck {
        var profile = Profile(url: try HTTPAddress("http://localhost:8000/v1"))
        change(&profile)
        return try IdentityCheck(identity, profile: profile)
    }

    @Test func `the one served model is meant when none is named`() throws {
        let found = try check(identity(models: [ServedModel(id: "tiny")]))
        #expect(found.model == "tiny")
        #expect(found.results.map(\.state) == [.passed])
        #expect(found.results.first?.message == "serves tiny")
        #expect(found.target.url == "http://localhost:8000/v1")
        #expect(found.target.model == "tiny" && found.target.api == "openai-chat")
        #expect(found.target.engine == "vllm" && found.target.engineVersion == "0.32.0")
    }

    @Test func `several served models need a name`() throws {
        let identity = try identity(models: ["a", "b"].map { ServedModel(id: $0) })
        let error = #expect(throws: GateError.self) { try check(identity) }
        #expect(error == .modelUnnamed(["a", "b"]))
        #expect(
            error?.description
                == "the endpoint serves 2 models and none is named; choose one with --model: a, b")
        #expect(try check(identity) { $0.target.model = "b" }.model == "b")
    }

    @Test func `an alias is a name`() throws {
        let identity = try identity(models: [ServedModel(id: "tiny", aliases: ["small"])])
        let found = try check(identity) { $0.target.model = "small" }
        #expect(found.model == "small")
        #expect(found.results.first?.state == .passed)
    }

    @Test func `a model that is not listed is a warning, for the first request to settle`() throws {
        let found = try check(identity(models: [ServedModel(id: "tiny")])) {
            $0.target.model = "large"
        }
        #expect(found.model == "large")
        #expect(found.results.first?.state == .warning)
        #expect(found.results.first?.message == "large is not among the served models (tiny)")
    }

    @Test func `without a list nothing is known`() throws {
        let found = try check(identity(models: nil, failure: .unauthorized))
        #expect(found.model == "default")
        #expect(found.results.first?.state == .skipped)
        #expect(
            found.results.first?.message
                == "the endpoint does not list its models (401: a token is missing or wrong)")
    }

    @Test func `an empty list is a warning`() throws {
        let found = try check(identity(models: []))
        #expect(found.results.first?.state == .warning)
        #expect(
            found.results.first?.message
                == "the endpoint lists no model; default is asked for all the same")
    }

    // MARK: - Expectations

    private func slots(_ value: Double) -> EngineLimit {
        EngineLimit(kind: .runningRequests, value: value, source: "GET /props")
    }

    @Test func `an expected limit that is there passes`() throws {
        let identity = try identity(models: [ServedModel(id: "m")], limits: [slots(16)])
        let found = try check(identity) { $0.engine.expect.maxNumSeqs = 16 }
        #expect(found.results.map(\.id) == ["model", "max-num-seqs"])
        #expect(found.results.last?.state == .passed)
        #expect(
            found.target.limits
                == [.init(name: "running_requests", value: "16", source: "GET /props")])
    }

    @Test func `another limit than expected fails`() throws {
        let identity = try identity(models: [ServedModel(id: "m")], limits: [slots(2)])
        let found = try check(identity) { $0.engine.expect.maxNumSeqs = 16 }
        #expect(found.results.last?.state == .failed)
        #expect(
            found.results.last?.message
                == "runs 2 sequences at once, 16 expected (GET /props)")
    }

    @Test func `an expected limit that nothing tells is skipped`() throws {
        let found = try check(identity(models: [ServedModel(id: "m")])) {
            $0.engine.expect.maxNumSeqs = 16
        }
        #expect(found.results.last?.state == .skipped)
    }

    @Test func `a limit that is no whole number is written as it is`() throws {
        let limit = EngineLimit(kind: .fullLengthRequests, value: 8.72, source: "label")
        let found = try check(identity(models: [ServedModel(id: "m")], limits: [limit]))
        #expect(found.target.limits.map(\.value) == ["8.72"])
    }
}

/// What a startup log adds to what answers.
extension IdentityCheckTests {
    private func found(_ log: String, limits: [EngineLimit] = []) throws -> IdentityCheck {
        let url = try ServerURL("http://localhost:8000")
        let identity = EngineIdentity(
            baseURL: url, engine: Sourced(.vllm, source: "GET /metrics"),
            version: Sourced("0.32.0", source: "GET /version"), models: [ServedModel(id: "m")],
            limits: limits, detection: nil, families: nil, probes: [])
        var profile = Profile(url: try HTTPAddress("http://localhost:8000"))
        profile.engine.startupLog = "vllm.log"
        profile.engine.expect.maxNumSeqs = 16
        return try IdentityCheck(
            identity, profile: profile, log: .success(.parse(log.utf8)))
    }

    private static let log =
        "INFO 11-21 03:15:00 [api_server.py:1] vLLM API server version 0.32.0\n"
        + "INFO 11-21 03:15:01 [api_server.py:2] non-default args: "
        + "{'model': 'm', 'max_num_seqs': 16}\n"

    @Test func `the log tells a limit that the process does not`() throws {
        let found = try found(Self.log)
        #expect(found.results.map(\.id) == ["model", "max-num-seqs", "startup-log"])
        #expect(found.results.map(\.state) == [.passed, .passed, .passed])
        #expect(found.target.limits.contains { $0.name == "running_requests" && $0.value == "16" })
    }

    @Test func `a log that says otherwise is another process's, and the process is believed`()
        throws
    {
        let live = EngineLimit(kind: .runningRequests, value: 2, source: "GET /server_info")
        let found = try found(Self.log, limits: [live])
        #expect(found.results[1].state == .failed)
        #expect(
            found.results[2].message
                == "vllm.log is not of what runs: running_requests 16 in the log and 2 by "
                + "GET /server_info")
        #expect(found.results[2].state == .warning)
    }

    @Test func `a log of nothing known is a warning`() throws {
        #expect(
            try found("hello\n").results.last?.message
                == "vllm.log holds no line of an engine that firstlight knows")
    }
}
