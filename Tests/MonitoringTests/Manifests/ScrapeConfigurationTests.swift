import Foundation
import Monitoring
import Signals
import TestKit
import Testing
import Yams

@Suite struct ScrapeConfigurationTests {
    private static let files = [
        "prometheus/prometheus.yml", "compose/prometheus.yml", "prometheus/kubernetes.yml",
    ]

    @Test(.enabled(if: Judge.find("promtool") != nil), arguments: GeneratedOutput.engines)
    func `promtool takes the configurations with their rules`(engine: EngineKind) async throws {
        let promtool = try #require(Judge.find("promtool"))
        try await withTemporaryFolder { folder in
            try GeneratedOutput(engine).write(to: folder)
            let (isContent, said) = try await Judge.run(
                promtool, ["check", "config", folder + "/prometheus/prometheus.yml"])
            #expect(isContent, "\(said)")
            #expect(said.contains("rule files found"), "\(said)")
            let (isComposeContent, more) = try await Judge.run(
                promtool,
                ["check", "config", "--syntax-only", folder + "/compose/prometheus.yml"])
            #expect(isComposeContent, "\(more)")
        }
    }

    /// Debian's Prometheus comes without the discovery of pods; VictoriaMetrics reads the same jobs.
    @Test(.enabled(if: Judge.find("victoria-metrics") != nil), arguments: GeneratedOutput.engines)
    func `the discovery of pods has no unknown field`(engine: EngineKind) async throws {
        let store = try #require(Judge.find("victoria-metrics"))
        let output = try GeneratedOutput(engine)
        // What VictoriaMetrics leaves to another of its programs.
        var text = output.text("prometheus/kubernetes.yml")
        let jobs = try #require(text.firstRange(of: "scrape_configs:"))
        text = String(text[jobs.lowerBound...])
        try await withTemporaryFolder { folder in
            let file = folder + "/scrapes.yml"
            for (content, isGood) in [
                (text, true), (text.replacing("relabel_configs", with: "relable_configs"), false),
            ] {
                try Data(content.utf8).write(to: URL(filePath: file))
                let (isContent, said) = try await Judge.run(
                    store,
                    [
                        "-promscrape.config=\(file)", "-promscrape.config.dryRun",
                        "-promscrape.config.strictParse", "-storageDataPath=\(folder)/data",
                    ])
                #expect(isContent == isGood, "\(said)")
            }
        }
    }

    @Test func `an answer may take less time than the interval, and engines are asked often`()
        throws
    {
        for output in try GeneratedOutput.all() {
            for file in Self.files {
                let root = try #require(try output.documents(file).first)
                let jobs = root["scrape_configs"]?.items ?? []
                #expect(jobs.count >= 3)
                for job in jobs {
                    let name = job["job_name"]?.string ?? ""
                    let every = try #require(seconds(job["scrape_interval"]))
                    let timeout = try #require(seconds(job["scrape_timeout"]))
                    #expect(timeout < every, "\(file): \(name)")
                    #expect(every <= (name.hasPrefix(output.subject.name) ? 10 : 60))
                }
                let names = jobs.compactMap { $0["job_name"]?.string }
                #expect(Set(names).count == names.count)
            }
        }
    }

    @Test func `every replica is a target of its own, and paths of their own keep the job`() throws
    {
        let profile = """
            version: 1
            name: mixed
            target: {url: "http://gateway:8000"}
            engine:
              metrics: ["http://a:8000/metrics", "http://b:8000/metrics", "https://c/other/metrics"]
            objectives: [error rate <= 5%]
            """
        let output = try GeneratedOutput(.vllm, profile: profile)
        let root = try #require(try output.documents("prometheus/prometheus.yml").first)
        let jobs = root["scrape_configs"]?.items ?? []
        #expect(jobs[0].at("static_configs.0.targets")?.texts == ["a:8000", "b:8000"])
        #expect(jobs[1].at("static_configs.0.targets")?.texts == ["c:443"])
        #expect(jobs[1]["scheme"]?.string == "https")
        #expect(jobs[1]["metrics_path"]?.string == "/other/metrics")
        #expect(jobs[1].at("relabel_configs.0.target_label")?.string == "job")
        #expect(jobs[1].at("relabel_configs.0.replacement")?.string == "mixed")
    }

    struct Path: Sendable {
        let engine: EngineKind
        let path: String
        let port: Int
    }

    @Test(arguments: [
        Path(engine: .vllm, path: "/metrics", port: 8000),
        Path(engine: .sglang, path: "/metrics", port: 30000),
        Path(engine: .tensorrtLLM, path: "/prometheus/metrics", port: 8000),
        Path(engine: .triton, path: "/metrics", port: 8002),
    ])
    func `each engine is asked where its metrics are`(path: Path) throws {
        let output = try GeneratedOutput(path.engine)
        let root = try #require(try output.documents("compose/prometheus.yml").first)
        let job = try #require(root.at("scrape_configs.0"))
        #expect(job["metrics_path"]?.string == path.path)
        #expect(job.at("static_configs.0.targets")?.texts == ["engine:\(path.port)"])
    }

    @Test
    func `samples are kept longer than the period of the budgets, and every file says the same`()
        throws
    {
        let subject = try GenerationSubject(
            engine: .vllm, slo: SLOOptions(period: .seconds(28 * 86_400)), toolVersion: "0")
        let set = try Generation.files(of: [.compose, .prometheus], for: subject)
        let compose = set.files.first { $0.path == "compose/docker-compose.yml" }?.text ?? ""
        #expect(compose.contains("--storage.tsdb.retention.time=33d"))
        let rules =
            try Generation.files(of: [.slo], for: subject).files
            .first { $0.path == "prometheus/rules/llm-slo.rules.yml" }?.text ?? ""
        #expect(rules.contains("--storage.tsdb.retention.time=33d or more"))
    }

    private func seconds(_ node: Node?) -> Int? {
        guard let text = node?.string, text.hasSuffix("s") else { return nil }
        return Int(text.dropLast())
    }
}
