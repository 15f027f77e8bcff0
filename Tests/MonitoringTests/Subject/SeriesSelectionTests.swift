import Foundation
import PromQL
import Readiness
import Signals
import TestKit
import Testing
import Yams

@testable import Monitoring

@Suite struct SeriesSelectionTests {
    struct Reading: CustomTestStringConvertible, Sendable {
        let text: String
        let promQL: String
        var testDescription: String { text }
    }

    @Test(arguments: [
        Reading(text: #"job="chat""#, promQL: #"job="chat""#),
        Reading(
            text: #" { job="chat" , namespace!='dev' } "#, promQL: #"job="chat", namespace!="dev""#),
        Reading(text: #"job=~"b|a""#, promQL: #"job=~"a|b""#),
        Reading(text: #"job=~"10\\.0|x""#, promQL: #"job=~"10\\.0|x""#),
        Reading(text: #"job=~"prod-.*""#, promQL: #"job=~"prod-.*""#),
        Reading(text: #"job!~"a|b""#, promQL: #"job!~"a|b""#),
        Reading(text: "{}", promQL: ""),
        Reading(text: "", promQL: ""),
    ])
    func `conditions are read as PromQL writes them`(_ reading: Reading) throws {
        let selection = try SeriesSelection(parsing: reading.text)
        #expect(selection.promQL == reading.promQL)
        #expect(selection.isEverything == reading.promQL.isEmpty)
    }

    struct Refusal: CustomTestStringConvertible, Sendable {
        let text: String
        let said: String
        var testDescription: String { text }
    }

    @Test(arguments: [
        Refusal(text: #"job="chat"} or up{job="x""#, said: "no list of conditions"),
        Refusal(text: "job", said: "expected"),
        Refusal(text: #"job=chat"#, said: "expected"),
        Refusal(text: #"job=~"a[bc]""#, said: "no list of plain values"),
        Refusal(text: #"job=~"(""#, said: "opened and never closed"),
        Refusal(text: #"job="""#, said: "no list of plain values"),
        Refusal(text: #"instance="a:8000""#, said: "instance tells replicas apart"),
        Refusal(text: #"le="1""#, said: "le is a bucket's bound"),
        Refusal(text: #"__name__="up""#, said: "the metric's name is set twice"),
        Refusal(text: #"job="a",job="b""#, said: "no value of job fulfils all conditions"),
    ])
    func `what is no condition on a service is refused in one sentence`(_ refusal: Refusal) throws {
        let error = try #require(throws: GenerationError.self) {
            _ = try SeriesSelection(parsing: refusal.text)
        }
        let text = "\(error)"
        #expect(text.hasPrefix("--selector \(refusal.text): "))
        #expect(text.contains(refusal.said), "\(text)")
        #expect(text.hasSuffix(#"write conditions such as job="chat",namespace="prod""#))
    }

    @Test func `a label that the engine writes on some series alone is refused`() throws {
        var subject = try GenerationSubject(engine: .vllm, toolVersion: "0")
        let error = try #require(throws: GenerationError.self) {
            try subject.select(try SeriesSelection(parsing: #"finished_reason="stop""#))
        }
        #expect("\(error)".contains("finished_reason is a label that vLLM writes"))
    }

    // MARK: - Queries

    private static let everywhere = #"job="chat",namespace="prod",model_name="m""#

    private static func subject(
        _ engine: EngineKind, _ version: EngineVersion? = nil, _ text: String,
        profile: String? = nil
    ) throws -> GenerationSubject {
        let profile = try profile.map {
            try Profile.parse(yaml: $0, file: "firstlight.yml", environment: [:])
        }
        var subject = try GenerationSubject(
            engine: engine, version: version, profile: profile, name: "chat", toolVersion: "0.0.0")
        try subject.select(try SeriesSelection(parsing: text))
        return subject
    }

    /// Every query in the files of a run, with what it is of.
    private static func queries(
        _ subject: GenerationSubject
    ) throws -> [(place: String, text: String)] {
        var found: [(String, String)] = []
        let groups =
            RecordingRules.groups(for: subject) + AlertRules.groups(for: subject)
            + (try SLORules.groups(for: subject).groups)
        for group in groups {
            found += group.rules.map { (group.name, $0.expression) }
        }
        for board in DashboardSet.boards(for: subject) {
            let texts =
                board.panels.flatMap(\.targets).map(\.expression)
                + board.annotations.map(\.expression)
                + board.variables.compactMap { variable in
                    if case .label(_, let selector) = variable.source { selector } else { nil }
                }
            found += texts.map {
                (board.name, $0.replacing("$__rate_interval", with: "5m"))
            }
        }
        let set = try Generation.files(of: Set(GeneratedPart.allCases), for: subject)
        for file in set.files where file.path.hasSuffix(".yaml") {
            guard ["argo", "flagger", "keda", "slo"].contains(file.path.split(separator: "/")[0])
            else { continue }
            for text in try Array(Yams.compose_all(yaml: file.text)).flatMap(Self.texts) {
                found.append((file.path, text))
            }
        }
        return found
    }

    /// The texts below keys that hold queries.
    private static func texts(_ node: Node) -> [String] {
        var found: [String] = []
        for (key, value) in node.mapping ?? [:] {
            let name = key.string ?? ""
            if name == "query" || name.hasSuffix("_query"), let text = value.string {
                found.append(
                    text.replacing("{{.window}}", with: "5m")
                        .replacing("{{ namespace }}", with: "n"))
            } else {
                found += texts(value)
            }
        }
        for item in node.items { found += texts(item) }
        return found
    }

    struct Case: CustomTestStringConvertible, Sendable {
        let engine: EngineKind
        var version: EngineVersion?
        let selector: String
        var testDescription: String { "\(engine.rawValue) \(selector)" }
    }

    static let cases = [
        Case(engine: .vllm, version: EngineVersion(0, 32), selector: everywhere),
        Case(engine: .vllm, version: EngineVersion(0, 8, 5), selector: everywhere),
        Case(engine: .sglang, selector: everywhere),
        Case(engine: .tgi, selector: #"job=~"chat|code",namespace!="dev""#),
        Case(engine: .triton, selector: #"job=~"ch.*",model="m""#),
        Case(engine: .dynamo, selector: #"namespace="prod""#),
        Case(engine: .llamacpp, selector: #"job="chat""#),
        Case(engine: .lmdeploy, selector: everywhere),
        Case(engine: .tensorrtLLM, selector: everywhere),
    ]

    @Test(arguments: cases)
    func `every query of the engine's series is under the conditions`(_ one: Case) throws {
        let subject = try Self.subject(one.engine, one.version, one.selector)
        var restricted = 0
        for (place, text) in try Self.queries(subject) {
            for placed in try PromQLParser.parse(text).selectors {
                let name = try #require(placed.selector.metricName)
                // Cards and hosts serve whoever runs on them.
                let exporters = KnownFamilies.series(named: name).map(\.family.exporter)
                let isOfMachine =
                    name.hasPrefix("machine:")
                    || !exporters.isEmpty && exporters.allSatisfy { $0 == .dcgm || $0 == .node }
                for label in subject.selection.labels {
                    let isThere = placed.selector.matchers(of: label).contains {
                        !$0.value.hasPrefix("$")
                    }
                    if isOfMachine {
                        #expect(!isThere, "\(place): \(text)")
                    } else if label == "job"
                        || label == "namespace" && !name.hasPrefix("firstlight_engine_limit_")
                    {
                        #expect(isThere, "\(place): \(name) without \(label) in \(text)")
                        restricted += 1
                    }
                }
            }
        }
        #expect(restricted > 100)
    }

    @Test func `nothing is restricted where nothing was chosen`() throws {
        let plain = try GenerationSubject(engine: .vllm, name: "chat", toolVersion: "0.0.0")
        let chosen = try Self.subject(.vllm, nil, "{}")
        let parts = Set(GeneratedPart.allCases)
        #expect(
            try Generation.files(of: parts, for: plain).files
                == Generation.files(of: parts, for: chosen).files)
    }

    @Test func `what is recorded keeps the labels that services are chosen by`() throws {
        let subject = try Self.subject(.vllm, EngineVersion(0, 32), Self.everywhere)
        #expect(subject.labels.service == ["job", "model_name", "namespace"])
        let groups = RecordingRules.groups(for: subject)
        let running = try #require(
            groups.flatMap(\.recordings).first {
                $0.record == RecordedSeries.level(.running).name
            })
        #expect(
            running.expression
                == "sum by (job, model_name, namespace) (vllm:num_requests_running{job=\"chat\", "
                + "namespace=\"prod\", model_name=\"m\"})")
        // The API server's counter does not name the model: its replica does.
        let errors = try #require(
            groups.flatMap(\.recordings).first {
                $0.record == RecordedSeries.rate(.errors).name
            })
        #expect(!errors.expression.contains("model_name=\"m\"}[5m]) or http"))
        for alert in AlertRules.groups(for: subject).flatMap(\.alerts)
        where alert.resultLabels.contains("job") && alert.alert == .engineDown {
            #expect(alert.resultLabels.contains("namespace"))
        }
    }

    @Test(.enabled(if: Judge.find("promtool") != nil), arguments: Array(cases.prefix(5)))
    func `rules of a selection pass their own unit tests`(_ one: Case) async throws {
        let promtool = try #require(Judge.find("promtool"))
        let subject = try Self.subject(one.engine, one.version, one.selector)
        let set = try Generation.files(of: [.rules, .slo], for: subject)
        try await withTemporaryFolder { folder in
            for file in set.files where file.path.hasPrefix("prometheus/") {
                let place = URL(filePath: folder).appending(path: file.path)
                try FileManager.default.createDirectory(
                    at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
                try Data(file.text.utf8).write(to: place)
            }
            // The short ones; the rest differ in their windows alone.
            let tests = ["llm-availability", "llm-latency", "llm-capacity", "slo"].map {
                "\(folder)/prometheus/tests/\($0).test.yml"
            }.filter { FileManager.default.fileExists(atPath: $0) }
            #expect(tests.count >= 3)
            let (isContent, said) = try await Judge.run(promtool, ["test", "rules"] + tests)
            #expect(isContent, "\(said.prefix(4000))")
        }
    }

    // MARK: - Around it

    @Test func `a job that scraping by these files would not give is said`() throws {
        let other = try Self.subject(.vllm, nil, #"job="llm""#)
        let notes = try Generation.files(of: [.prometheus], for: other).notes
        #expect(
            notes.contains { $0.subject == "--selector" && $0.text.contains("with the job chat") })
        let same = try Self.subject(.vllm, nil, #"job="chat""#)
        #expect(
            try !Generation.files(of: [.prometheus], for: same).notes.contains {
                $0.subject == "--selector"
            })
    }

    @Test func `named replicas get the labels that the rules choose by`() throws {
        let subject = try Self.subject(.vllm, nil, #"job="chat",namespace="prod""#)
        let file = try #require(
            try Generation.files(of: [.prometheus], for: subject).files.first {
                $0.path == "prometheus/prometheus.yml"
            })
        let config = try #require(try Yams.compose(yaml: file.text))
        #expect(
            config.at("scrape_configs.0.static_configs.0.labels")?.pairs == ["namespace": "prod"])
    }

    @Test func `a profile that picks series in Prometheus is told of the option`() throws {
        let profile = try Profile.parse(
            yaml: """
                version: 1
                target: {url: "http://127.0.0.1:8000"}
                engine: {prometheus: "http://127.0.0.1:9090", selector: {job: chat}}
                objectives: [ttft p95 <= 1 s]
                """, file: "firstlight.yml", environment: [:])
        let subject = try GenerationSubject(engine: .vllm, profile: profile, toolVersion: "0")
        let notes = try Generation.files(of: [.rules], for: subject).notes
        #expect(notes.contains { $0.text.contains(#"add --selector 'job="chat"'"#) })
    }
}
