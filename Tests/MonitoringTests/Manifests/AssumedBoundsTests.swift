import Exposition
import Foundation
import Lint
import PromQL
import Readiness
import Signals
import Testing
import Yams

@testable import Monitoring

/// All parts of one run count a limit at the same bound of the same histogram.
@Suite struct AssumedBoundsTests {
    /// A run, and where each limit is counted by it.
    struct Run: CustomTestStringConvertible, Sendable {
        let engine: EngineKind
        var version: EngineVersion?
        var profile = GeneratedOutput.profile
        /// The bounds that the live engine has for first tokens; nil without a live engine.
        var liveBounds: [Double]?
        var limitsAsBounds = false
        /// The bounds by the histogram's name.
        let counted: [String: Double]
        /// The histograms whose bounds the manifests' flag holds.
        var started: Set<String> = []

        var testDescription: String {
            "\(engine.rawValue) \(version.map { "\($0)" } ?? "")"
                + (liveBounds == nil ? "" : " live") + (limitsAsBounds ? " limits as bounds" : "")
        }

        func output() throws -> GeneratedOutput {
            try GeneratedOutput(
                engine, version: version, profile: profile, live: try live(),
                limitsAsBounds: limitsAsBounds)
        }

        private func live() throws -> LiveEngine? {
            guard let liveBounds else { return nil }
            let name = "vllm:time_to_first_token_seconds"
            let buckets = liveBounds.map {
                "\(name)_bucket{le=\"\($0)\",model_name=\"m\"} 1\n"
            }.joined()
            let text =
                "# TYPE \(name) histogram\n\(buckets)\(name)_bucket{le=\"+Inf\",model_name=\"m\"} 1\n"
                + "\(name)_sum{model_name=\"m\"} 1\n\(name)_count{model_name=\"m\"} 1\n"
            return LiveEngine(
                url: "http://127.0.0.1:8000", families: try ExpositionParser.parse(text.utf8),
                model: "m")
        }
    }

    private static let first = "vllm:time_to_first_token_seconds"
    private static let whole = "vllm:e2e_request_latency_seconds"
    private static let gaps = "vllm:inter_token_latency_seconds"
    private static let queue = "vllm:request_queue_time_seconds"

    static let runs = [
        Run(
            engine: .vllm, version: EngineVersion(0, 32),
            counted: [first: 0.25, whole: 10, gaps: 0.05, queue: 0.3]),
        Run(
            engine: .vllm, version: EngineVersion(0, 32), limitsAsBounds: true,
            counted: [first: 0.3, whole: 12, gaps: 0.065, queue: 0.4],
            started: ["time_to_first_token", "request_latency", "inter_token_latency"]),
        Run(
            engine: .vllm, version: EngineVersion(0, 32), liveBounds: [0.1, 0.2, 0.9],
            counted: [first: 0.2, whole: 10, gaps: 0.05, queue: 0.3],
            started: ["time_to_first_token"]),
        Run(
            engine: .vllm, version: EngineVersion(0, 32), liveBounds: [0.1, 0.2, 0.9],
            limitsAsBounds: true, counted: [first: 0.3, whole: 12, gaps: 0.065, queue: 0.4],
            started: ["time_to_first_token", "request_latency", "inter_token_latency"]),
        Run(
            engine: .vllm, version: EngineVersion(0, 20, 1),
            counted: [first: 0.25, whole: 10, gaps: 0.05, queue: 0.3]),
        Run(
            engine: .sglang,
            counted: [
                "sglang:time_to_first_token_seconds": 0.2,
                "sglang:e2e_request_latency_seconds": 10,
                "sglang:inter_token_latency_seconds": 0.06,
            ]),
        Run(
            engine: .sglang, limitsAsBounds: true,
            counted: [
                "sglang:time_to_first_token_seconds": 0.3,
                "sglang:e2e_request_latency_seconds": 12,
                "sglang:inter_token_latency_seconds": 0.065,
            ],
            started: [
                "--bucket-time-to-first-token", "--bucket-e2e-request-latency",
                "--bucket-inter-token-latency",
            ]),
    ]

    /// The bounds that queries pick a histogram's buckets by.
    private static func bounds(of queries: [String]) throws -> [String: Set<Double>] {
        var found: [String: Set<Double>] = [:]
        for query in queries {
            for placed in try PromQLParser.parse(query).selectors {
                guard let name = placed.selector.metricName, name.hasSuffix("_bucket") else {
                    continue
                }
                for matcher in placed.selector.matchers(of: "le") {
                    let bound = matcher.value.split(separator: "|").first.flatMap {
                        Double($0.replacing("\\", with: ""))
                    }
                    found[String(name.dropLast("_bucket".count)), default: []]
                        .insert(try #require(bound))
                }
            }
        }
        return found
    }

    /// The queries of each part that count at bounds.
    private static func queries(_ output: GeneratedOutput) throws -> [String: [String]] {
        let subject = output.subject
        var parts: [String: [String]] = [:]
        parts["slo"] = try SLORules.groups(for: subject).groups.flatMap(\.rules).map(\.expression)
        parts["boards"] = DashboardSet.boards(for: subject).flatMap(\.rows).flatMap(\.panels)
            .flatMap(\.targets).map { $0.expression.replacing("$__rate_interval", with: "5m") }
        parts["flagger"] = try output.documents("flagger/canary.yaml")
            .compactMap { $0.at("spec.query")?.string }
            .map { $0.replacing("{{ namespace }}", with: "n").replacing("{{ target }}", with: "t") }
        parts["argo"] = try output.documents("argo/analysis-templates.yaml")
            .flatMap { $0.at("spec.metrics")?.items ?? [] }
            .compactMap { $0.at("provider.prometheus.query")?.string }
        parts["sloth"] = try output.documents("slo/sloth.yaml").flatMap { $0["slos"]?.items ?? [] }
            .compactMap { $0.at("sli.events.error_query")?.string }
            .map { $0.replacing("{{.window}}", with: "5m") }
        parts["openslo"] = try output.documents("slo/openslo.yaml")
            .compactMap { $0.at("spec.indicator.spec.ratioMetric.good.metricSource.spec.query") }
            .compactMap(\.string)
        return parts
    }

    @Test(arguments: runs)
    func `each part counts a limit at the same bound`(_ run: Run) throws {
        let output = try run.output()
        let known = Set(run.counted.keys)
        for (part, queries) in try Self.queries(output) {
            let found = try Self.bounds(of: queries).filter { known.contains($0.key) }
            for (histogram, bounds) in found {
                #expect(bounds == [try #require(run.counted[histogram])], "\(part) \(histogram)")
            }
            let expected =
                switch part {
                // Boards show the first token and the whole answer alone.
                case "boards": known.filter { Self.isOnBoards($0) }
                // What Flagger asks for rolls back, which a soft limit may not.
                case "flagger": known.intersection(Self.hardLimits(of: output.subject))
                default: known
                }
            #expect(Set(found.keys) == expected, "\(part)")
        }
    }

    /// The histograms behind the hard objectives.
    private static func hardLimits(of subject: GenerationSubject) -> Set<String> {
        Set(
            (subject.profile?.objectives ?? []).compactMap { objective in
                objective.metric.servedSignal.flatMap { subject.histogram(of: $0)?.selector.name }
            })
    }

    private static func isOnBoards(_ histogram: String) -> Bool {
        histogram.contains("first_token") || histogram.contains("e2e")
    }

    @Test(arguments: runs)
    func `the engine is started with the bounds that are counted at`(_ run: Run) throws {
        let output = try run.output()
        for (path, place) in [
            ("kubernetes/deployment.yaml", "spec.template.spec.containers.0.args"),
            ("kserve/serving.yaml", "spec.containers.0.args"),
            ("compose/docker-compose.yml", "services.engine.command"),
        ] {
            let words = try output.documents(path).compactMap { $0.at(place) }.flatMap(\.texts)
            #expect(!words.isEmpty)
            let lists = try Self.lists(words)
            #expect(Set(lists.keys) == run.started, "\(path)")
            for bounds in lists.values {
                #expect(zip(bounds, bounds.dropFirst()).allSatisfy { $0 < $1 })
            }
            let bound = run.counted.first { $0.key.contains("first_token") }?.value
            if let first = lists.first(where: { $0.key.contains("first") })?.value {
                #expect(first.contains(try #require(bound)), "\(path)")
            }
        }
    }

    /// The bounds in an engine's arguments, by what names the histogram.
    private static func lists(_ words: [String]) throws -> [String: [Double]] {
        if let flag = words.firstIndex(of: "--custom-histogram-buckets") {
            return try JSONDecoder().decode(
                [String: [Double]].self, from: Data(words[flag + 1].utf8))
        }
        var lists: [String: [Double]] = [:]
        var name: String?
        for word in words {
            if word.hasPrefix("--") {
                name = word.hasPrefix("--bucket") ? word : nil
            } else if let name, let bound = Double(word) {
                lists[name, default: []].append(bound)
            }
        }
        return lists
    }

    @Test(arguments: runs)
    func `alerts ask for the buckets that are there`(_ run: Run) throws {
        let output = try run.output()
        let subject = output.subject
        for (signal, known, bound) in AlertRules(subject: subject).limitBounds {
            #expect(subject.bounds(of: signal)?.contains(bound) == true)
            #expect(known.bounds == subject.bounds(of: signal)?.filter { $0 > 0 })
        }
        let hasFlag =
            try !#require(
                subject.dialect.sources[.timeToFirstToken]
            ).isEmpty
            && subject.adjustableFamily(of: .timeToFirstToken) != nil
        let recommends = output.set.notes.contains { $0.text.contains("with --limits-as-bounds") }
        #expect(recommends == (hasFlag && !run.limitsAsBounds))
    }

    @Test(arguments: runs.filter(\.limitsAsBounds))
    func `headers and the README say how the engine must be started`(_ run: Run) throws {
        let output = try run.output()
        let flag = BucketPlan.commandLine(output.subject.boundArguments)
        #expect(flag.hasPrefix("--"))
        for path in [
            "README.md", "prometheus/rules/llm-slo.rules.yml", "kubernetes/deployment.yaml",
        ] {
            #expect(output.text(path).contains("must be started with \(flag)"), "\(path)")
        }
        let said = output.set.notes.first { $0.subject == "--limits-as-bounds" }?.text ?? ""
        #expect(said.contains(flag))
        #expect(said.contains("has no such bound yet") == (run.liveBounds != nil))
    }

    @Test(arguments: runs)
    func `lint finds nothing`(_ run: Run) throws {
        let output = try run.output()
        var linter = Linter()
        linter.target.engine = Exporter(run.engine)
        linter.target.version = run.version
        let report = linter.check(
            output.set.files.filter {
                $0.path.hasPrefix("prometheus/rules/") || $0.path.hasPrefix("grafana/dashboards/")
                    || $0.path == "kubernetes/prometheusrule.yaml"
            }.map { LintSource(path: $0.path, text: $0.text) })
        #expect(report.failures.isEmpty)
        #expect(report.queryCount > 300)
        let words = report.findings.map { "\(report.sources[$0.file].path): \($0.message)" }
        #expect(words.isEmpty, "\(words.joined(separator: "\n"))")
    }

    struct Refusal: CustomTestStringConvertible, Sendable {
        let engine: EngineKind
        var version: EngineVersion?
        let said: String
        var testDescription: String { "\(engine.rawValue) \(version.map { "\($0)" } ?? "")" }
    }

    @Test(arguments: [
        Refusal(
            engine: .vllm, version: EngineVersion(0, 20, 1),
            said: "vLLM 0.20.1 has no flag for the bounds of its histograms; it came with 0.32"),
        Refusal(engine: .tgi, said: "TGI has no flag for the bounds of its histograms"),
        Refusal(engine: .llamacpp, said: "has no flag"),
        Refusal(engine: .dynamo, said: "has no flag"),
        Refusal(engine: .lmdeploy, said: "has no flag"),
        Refusal(engine: .tensorrtLLM, said: "has no flag"),
        Refusal(engine: .triton, said: "has no flag"),
    ])
    func `an engine without the flag is refused`(_ refusal: Refusal) throws {
        var subject = try GenerationSubject(
            engine: refusal.engine, version: refusal.version, toolVersion: "0")
        let error = try #require(throws: GenerationError.self) {
            try subject.assumeLimitsAsBounds()
        }
        #expect("\(error)".contains("--limits-as-bounds: "))
        #expect("\(error)".contains(refusal.said), "\(error)")
    }

    @Test func `limits that are bounds already change nothing`() throws {
        let profile = """
            version: 1
            target: {url: "http://127.0.0.1:8000"}
            objectives: [ttft p95 <= 2.5 s, e2e p95 <= 30 s]
            """
        let output = try GeneratedOutput(
            .vllm, version: EngineVersion(0, 32), profile: profile, limitsAsBounds: true)
        #expect(output.subject.boundArguments.isEmpty)
        #expect(
            output.set.notes.contains(
                GenerationNote("--limits-as-bounds", "every limit is a bound already")))
        #expect(!output.text("README.md").contains("must be started"))
    }
}
