import Exposition
import Monitoring
import Readiness
import Signals
import Testing

@Suite struct ServiceObjectivesTests {
    @Test func `a limit between two bounds is counted at the lower one, and said`() throws {
        let subject = try SLOSample.subject(.vllm, "0.32.0", objectives: ["ttft p95 <= 300ms"])
        let found = try ServiceObjectives(subject)
        #expect(found.all.map(\.id) == ["ttft_p95", "error_rate"])
        #expect(found.all[0].measure == .latency(.timeToFirstToken, limitSeconds: 0.25))
        let note = SLOSample.note("ttft p95 <= 300 ms", in: found.notes)
        #expect(
            note.contains(
                "300 ms is no bucket bound of vllm:time_to_first_token_seconds, the nearest are "
                    + "250 ms and 500 ms: 250 ms is counted, which is stricter"))
        #expect(note.contains("with --limits-as-bounds all parts count at 300 ms itself"))
    }

    @Test func `a release without the flag is not told to use it`() throws {
        let subject = try SLOSample.subject(.vllm, "0.20.0", objectives: ["ttft p95 <= 300ms"])
        let note = SLOSample.note("ttft p95 <= 300 ms", in: try ServiceObjectives(subject).notes)
        #expect(note.contains("250 ms is counted"))
        #expect(!note.contains("--limits-as-bounds"))
    }

    @Test func `a limit that is a bound is counted as it is, in both spellings`() throws {
        let subject = try SLOSample.subject(.vllm, "0.32.0", objectives: ["ttft p95 <= 2.5s"])
        let objective = try #require(try ServiceObjectives(subject).all.first)
        #expect(
            SLOQueries(objective, subject).badShare("5m")
                == """
                1 -
                sum by (job, model_name) (rate(vllm:time_to_first_token_seconds_bucket{le="2.5"}[5m]))
                /
                (sum by (job, model_name) (rate(vllm:time_to_first_token_seconds_count[5m])) > 0)
                """)
        let whole = try SLOSample.subject(.vllm, "0.32.0", objectives: ["ttft p95 <= 5s"])
        let other = try #require(try ServiceObjectives(whole).all.first)
        #expect(SLOQueries(other, whole).bad("5m").contains(#"{le=~"5|5\\.0"}"#))
    }

    @Test func `a limit above all bounds is counted at the largest, one below them not at all`()
        throws
    {
        let subject = try SLOSample.subject(
            .vllm, "0.32.0", objectives: ["itl p95 <= 5ms", "itl p99 <= 100s"])
        let found = try ServiceObjectives(subject)
        #expect(found.all.map(\.id) == ["itl_p99", "error_rate"])
        #expect(found.all[0].measure == .latency(.interTokenLatency, limitSeconds: 80))
        #expect(
            SLOSample.note("itl p99 <= 1 m 40 s", in: found.notes)
                .contains("above the largest bucket bound"))
        #expect(
            SLOSample.note("itl p95 <= 5 ms", in: found.notes)
                .contains("below the smallest bucket bound"))
    }

    @Test func `the engine's own names map too, and the same objective is there once`() throws {
        let subject = try SLOSample.subject(
            .vllm, "0.32.0",
            objectives: [
                "ttft p95 <= 1s", "server ttft p95 <= 1s", "server e2e p99 <= 10s",
                "queue p95 <= 300ms",
            ])
        let found = try ServiceObjectives(subject)
        #expect(
            found.all.map(\.id) == [
                "ttft_p95", "server_e2e_p99", "queue_p95", "error_rate",
            ])
        #expect(
            SLOSample.note("server ttft p95 <= 1 s", in: found.notes)
                .contains("the same as ttft p95 <= 1 s"))
    }

    @Test func `what no server counter carries is named`() throws {
        let subject = try SLOSample.subject(
            .vllm, "0.32.0",
            objectives: [
                "throughput p50 >= 3 tok/s", "ttfb p95 <= 1s", "kv cache max <= 85%",
                "queue mean <= 1s", "error rate <= 1%",
            ])
        let found = try ServiceObjectives(subject)
        #expect(found.all.map(\.id) == ["error_rate"])
        #expect(
            SLOSample.note("throughput p50 >= 3 tok/s", in: found.notes)
                .contains("only a client can measure it"))
        #expect(SLOSample.note("ttfb p95 <= 1 s", in: found.notes).contains("only a client"))
        #expect(SLOSample.note("kv cache max <= 85 %", in: found.notes).contains("no error budget"))
        #expect(SLOSample.note("queue mean <= 1 s", in: found.notes).contains("no error budget"))
    }

    @Test func `objectives without a budget and objectives of one name are told apart`() throws {
        var profile = Profile(url: try HTTPAddress("http://127.0.0.1:8000"))
        profile.objectives = [
            Objective(metric: .ttft, statistic: .percentile(95), threshold: 5),
            Objective(metric: .ttft, statistic: .percentile(95), threshold: 1),
            Objective(metric: .successRate, statistic: .share, threshold: 1),
        ]
        let subject = try GenerationSubject(
            engine: .vllm, version: EngineVersion(0, 32), profile: profile, toolVersion: "0.0.0")
        let found = try ServiceObjectives(subject)
        #expect(found.all.map(\.id) == ["ttft_p95", "ttft_p95_1s"])
        #expect(
            SLOSample.note("success rate >= 100 %", in: found.notes)
                .contains("leaves no error budget"))
    }

    @Test func `availability stands beside latency even where the profile has none`() throws {
        let subject = try SLOSample.subject(.vllm, "0.32.0", objectives: ["ttft p95 <= 1s"])
        let found = try ServiceObjectives(subject)
        #expect(found.all.last?.measure == .availability)
        #expect(found.all.last?.target == 0.95)
        #expect(SLOSample.note("error rate <= 5 %", in: found.notes).contains("added"))
    }

    @Test func `requests that were turned away count as failed where the engine tells them`() throws
    {
        let subject = try SLOSample.subject(.vllm, "0.32.0", objectives: ["error rate <= 1%"])
        let objective = try #require(try ServiceObjectives(subject).all.first)
        let query = SLOQueries(objective, subject).bad("5m")
        #expect(query.contains(#"vllm:request_success_total{finished_reason="error"}"#))
        #expect(query.contains("vllm:admission_rejections_total"))
        #expect(objective.labels == ["job", "model_name"])
    }

    @Test func `a live engine without the label's value is asked for what it has`() throws {
        func subject(_ reason: String) throws -> GenerationSubject {
            let text = """
                vllm:request_success_total{engine="0",finished_reason="\(reason)",model_name="m"} 1
                http_requests_total{status="2xx"} 1

                """
            let families = try ExpositionParser.parse(text.utf8)
            return try GenerationSubject(
                engine: .vllm, live: LiveEngine(url: "x", families: families, model: "m"),
                toolVersion: "0.0.0")
        }
        let new = try #require(try ServiceObjectives(try subject("error")).all.last)
        #expect(new.labels == ["job", "model_name"])
        let old = try #require(try ServiceObjectives(try subject("stop")).all.last)
        #expect(old.labels == ["job"])
    }

    @Test func `a release that tells errors by status has no label of the model`() throws {
        let subject = try SLOSample.subject(.vllm, "0.10.0", objectives: ["error rate <= 1%"])
        let objective = try #require(try ServiceObjectives(subject).all.first)
        #expect(objective.labels == ["job"])
        #expect(SLOQueries(objective, subject).bad("5m").contains(#"status="5xx""#))
    }

    struct Engine: CustomTestStringConvertible {
        let kind: EngineKind
        let ids: [String]
        let said: String
        var testDescription: String { kind.rawValue }
    }

    static let engines = [
        Engine(kind: .vllm, ids: ["ttft_p95", "e2e_p95", "error_rate"], said: "no bucket bound"),
        Engine(kind: .sglang, ids: ["ttft_p95", "e2e_p95", "error_rate"], said: "no bucket bound"),
        Engine(kind: .tgi, ids: ["e2e_p95", "error_rate"], said: "does not tell"),
        Engine(kind: .llamacpp, ids: [], said: "counts no failed requests"),
        Engine(kind: .triton, ids: ["ttft_p95", "error_rate"], said: "only the mean"),
        Engine(
            kind: .dynamo, ids: ["ttft_p95", "e2e_p95", "error_rate"],
            said: "followed by the engine's own"),
    ]

    @Test(arguments: engines)
    func `each engine carries what its counters can, and the rest is said`(_ engine: Engine) throws
    {
        let found = try ServiceObjectives(try SLOSample.subject(engine.kind))
        #expect(found.all.map(\.id) == engine.ids)
        #expect(found.notes.contains { $0.text.contains(engine.said) }, "\(found.notes)")
    }

    @Test func `an engine that carries nothing gets no files but a note`() throws {
        let set = try Generation.files(of: [.slo], for: try SLOSample.subject(.llamacpp))
        #expect(set.files.map(\.path) == ["README.md"])
        #expect(set.notes.contains { $0.subject == "SLOs" })
    }
}
