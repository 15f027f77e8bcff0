import Diagnosis
import Exposition
import Signals
import Telemetry
import TestKit
import Testing

@Suite(.timeLimit(.minutes(1))) struct StoreEvidenceTests {
    private static func strings(_ values: [String]) -> ServerStep {
        let list = values.map { "\"\($0)\"" }.joined(separator: ",")
        return .response(200, body: #"{"status":"success","data":[\#(list)]}"#)
    }

    private static func matrix(_ rows: [String], _ rest: String = "") -> ServerStep {
        .response(
            200,
            body: #"{"status":"success","data":{"resultType":"matrix","result":["#
                + rows.joined(separator: ",") + "]}\(rest)}")
    }

    private static func row(
        _ name: String, _ labels: [String: String], _ samples: [(Double, String)]
    ) -> String {
        let members = (["__name__": name].merging(labels) { $1 }).sorted { $0.key < $1.key }
            .map { "\"\($0.key)\":\"\($0.value)\"" }.joined(separator: ",")
        let values = samples.map { "[\($0.0),\"\($0.1)\"]" }.joined(separator: ",")
        return "{\"metric\":{\(members)},\"values\":[\(values)]}"
    }

    /// Reads evidence from a store that gives these answers, in this order, on one connection.
    private static func read(
        _ answers: [ServerStep], selector: [LabelMatcher] = [], samplesMax: Int = 1000
    ) async throws -> (evidence: StoreEvidence, targets: [String]) {
        let steps = answers.flatMap { [.awaitRequest, $0] }
        return try await withScriptedServer(steps) { server in
            let url = try ServerURL(server.url)
            return try await TelemetryClient.withClient { client in
                let evidence = try await StoreEvidence.read(
                    from: PrometheusAPI(url: url, client: client), selector: selector,
                    window: .seconds(600), endSeconds: 1000, samplesMax: samplesMax)
                return (
                    evidence,
                    server.requests.map { $0.target.isEmpty ? $0.bodyText : $0.target }
                )
            }
        }
    }

    private static let target = ["instance": "a:8000", "job": "vllm"]

    private static let replica: [String] = [
        row("up", target, [(985, "1"), (1000, "0")]),
        row(
            "vllm:num_requests_running",
            target.merging(["model_name": "m", "engine": "0"]) { $1 }, [(970, "2"), (985, "3")]),
        row(
            "vllm:time_to_first_token_seconds_bucket",
            target.merging(["model_name": "m", "le": "0.5"]) { $1 }, [(985, "4")]),
        row(
            "vllm:time_to_first_token_seconds_count", target.merging(["model_name": "m"]) { $1 },
            [(985, "5")]),
        row("process_cpu_seconds_total", target, [(985, "12.5")]),
        row(
            "vllm:num_requests_running",
            target.merging(["model_name": "other"]) { $1 }, [(985, "9")]),
    ]

    @Test func `samples of one scrape are one page, and a scrape that failed is a gap`()
        async throws
    {
        let found = try await Self.read(
            [
                Self.strings(["a:8000"]), Self.strings(["a:8000"]), Self.matrix(Self.replica),
                Self.strings([]),
            ], selector: [.equal("model_name", "m")])
        let server = found.evidence.server
        #expect(server.scrapes.map(\.unixSeconds) == [970, 985])
        #expect(server.scrapes.map(\.instance) == ["a:8000", "a:8000"])
        #expect(
            server.missed == [
                MissedScrape(
                    instance: "a:8000", unixSeconds: 1000,
                    reason: "the store could not scrape it: up is 0")
            ])
        let page = try #require(server.scrapes.last).families
        #expect(
            page.map(\.name) == [
                "process_cpu_seconds_total", "up", "vllm:num_requests_running",
                "vllm:time_to_first_token_seconds",
            ])
        #expect(page.map(\.type) == [.counter, .untyped, .gauge, .histogram])
        // The other model's series is not selected; the target's labels are not the page's.
        #expect(
            page[2].samples == [
                Sample(
                    name: "vllm:num_requests_running",
                    labels: [
                        Label(name: "engine", value: "0"), Label(name: "model_name", value: "m"),
                    ], value: 3)
            ])
        #expect(page[3].samples.map(\.value) == [4, 5])
        #expect(found.evidence.notes == [])
    }

    @Test func `what is asked of the store is bounded by replica and by name`() async throws {
        let found = try await Self.read(
            [
                Self.strings(["a:8000"]), Self.strings(["a:8000"]), Self.matrix(Self.replica),
                Self.strings([]),
            ], selector: [.equal("model_name", "m")])
        #expect(found.targets.count == 4)
        #expect(found.targets[0].hasPrefix("/api/v1/label/instance/values?match%5B%5D="))
        #expect(found.targets[0].contains("vllm%3A.%2B"))
        #expect(found.targets[0].contains("model_name%3D%22m%22"))
        #expect(found.targets[0].hasSuffix("start=400&end=1000"))
        #expect(found.targets[2].contains("instance%3D%22a%3A8000%22"))
        #expect(found.targets[2].contains("%5B600001ms%5D&time=1000"))
        #expect(found.targets[3].contains("DCGM_FI_.%2B"))
    }

    @Test func `a replica that is gone is a gap at every scrape`() async throws {
        let found = try await Self.read([
            Self.strings(["a:8000"]), Self.strings(["a:8000", "b:8000", "c:8000"]),
            Self.matrix([
                Self.row("up", ["instance": "b:8000"], [(985, "0"), (1000, "0")]),
                Self.row("up", ["instance": "c:8000"], [(985, "1"), (1000, "1")]),
            ]),
            Self.matrix(Self.replica),
            Self.matrix([Self.row("up", ["instance": "b:8000"], [(985, "0"), (1000, "0")])]),
            Self.strings([]),
        ])
        let missed = found.evidence.server.missed
        #expect(missed.map(\.instance) == ["a:8000", "b:8000", "b:8000"])
        #expect(!found.evidence.server.scrapes.contains { $0.instance == "c:8000" })
    }

    @Test func `cards of the replicas' hosts are read, those of other hosts are not`()
        async throws
    {
        let card = Self.row(
            "DCGM_FI_DEV_SM_CLOCK", ["instance": "a:9400", "gpu": "0"], [(990, "1410")])
        let found = try await Self.read([
            Self.strings(["a:8000"]), Self.strings(["a:8000"]), Self.matrix(Self.replica),
            Self.strings(["a:9400", "x:9400"]), Self.matrix([card]),
        ])
        #expect(
            found.evidence.server.scrapes.map(\.instance) == ["a:8000", "a:8000", "a:9400"])
        #expect(found.targets.count == 5)
        #expect(found.evidence.notes == [])
    }

    @Test func `many machines none of which is a replica's are left out and said`() async throws {
        let found = try await Self.read([
            Self.strings(["a:8000"]), Self.strings(["a:8000"]), Self.matrix(Self.replica),
            Self.strings((0..<9).map { "10.0.0.\($0):9100" }),
        ])
        #expect(found.evidence.notes.count == 1)
        #expect(found.evidence.notes[0].contains("has 9 machines"))
    }

    @Test func `a partial answer is said`() async throws {
        let found = try await Self.read([
            Self.strings(["a:8000"]), Self.strings(["a:8000"]),
            Self.matrix(Self.replica, #","isPartial":true"#), Self.strings([]),
        ])
        #expect(found.evidence.notes.count == 1)
        #expect(found.evidence.notes[0].hasSuffix("the server says that its answer is partial"))
    }

    struct Refusal: Sendable, CustomTestStringConvertible {
        var name: String
        var answers: [ServerStep]
        var samplesMax = 1000
        var says: String
        var testDescription: String { name }
    }

    @Test(arguments: [
        Refusal(
            name: "no engine", answers: [strings([]), strings([])],
            says: "has no series of an inference engine that"),
        Refusal(
            name: "too many replicas",
            answers: [strings((0..<65).map { "h\($0):1" }), strings([])],
            says: "has 65 replicas in the window; at most 64 are read"),
        Refusal(
            name: "two jobs",
            answers: [
                strings(["a:8000"]), strings(["a:8000"]),
                matrix(
                    replica + [
                        row(
                            "vllm:prompt_tokens_total", ["instance": "a:8000", "job": "x"],
                            [(985, "1")])
                    ]),
            ], says: "a:8000 is scraped by the jobs vllm, x, which counts everything twice"),
        Refusal(
            name: "too many samples",
            answers: [strings(["a:8000"]), strings(["a:8000"]), matrix(replica)], samplesMax: 7,
            says: "a:8000 brings the samples of the window to more than 7"),
    ])
    func `what cannot be read as one endpoint is refused`(_ refusal: Refusal) async throws {
        let error = await #expect(throws: StoreEvidenceError.self) {
            try await Self.read(refusal.answers, samplesMax: refusal.samplesMax)
        }
        #expect(error?.description.contains(refusal.says) == true, "\(error as Any)")
    }
}
