import Lint
import Monitoring
import PromQL
import Readiness
import Signals
import Testing

@Suite struct DashboardQueryTests {
    @Test(arguments: DashboardCase.all)
    func `every query is PromQL once its variables are chosen`(subject: DashboardCase) throws {
        let variables = PanelVariables(scrapeSeconds: 15, stepSeconds: 15)
        for board in try DashboardSet.boards(for: subject.subject()) {
            let texts =
                board.panels.flatMap(\.targets).map(\.expression)
                + board.annotations.map(\.expression)
            for text in texts {
                let query = variables.resolved(text, of: board)
                #expect(!query.contains("$"), "\(board.name): \(query)")
                #expect(throws: Never.self, "\(board.name): \(query)") {
                    try PromQLParser.parse(query)
                }
            }
        }
    }

    /// Names of the past are reported where no release is stated; those queries ask for the new name
    /// first.
    @Test(arguments: DashboardCase.all)
    func `lint finds nothing`(subject: DashboardCase) throws {
        for schema in DashboardSchema.allCases {
            var linter = Linter()
            linter.target.engine = Exporter(subject.engine)
            linter.target.version = subject.version.flatMap { EngineVersion($0) }
            let report = linter.check(
                try subject.files(schema).map { LintSource(path: $0.path, text: $0.text) })
            #expect(report.failures.isEmpty)
            #expect(report.queryCount > 40)
            let words = report.findings.map { "\(report.sources[$0.file].path): \($0.message)" }
            #expect(words.isEmpty, "\(words.joined(separator: "\n"))")
        }
    }

    private static func targets(
        _ engine: EngineKind, _ version: String?, _ title: String
    ) throws -> [String] {
        let subject = try GenerationSubject(
            engine: engine, version: version.flatMap { EngineVersion($0) }, toolVersion: "1")
        return DashboardSet.boards(for: subject).flatMap(\.panels)
            .filter { $0.title == title }.flatMap(\.targets).map(\.expression)
    }

    @Test(arguments: [(EngineKind.vllm, "0.8.5"), (.sglang, "0.5.22")])
    func `failures that the API counts without the model get it from the same replica`(
        engine: EngineKind, version: String
    ) throws {
        let query = try #require(try Self.targets(engine, version, "Failed requests").first)
        #expect(query.contains("* on (job, instance) group_left ()"))
        #expect(!query.contains("\n"))
        // The API's own series have no label that could be chosen.
        for name in ["http_requests_total", "http_responses_total"] {
            for part in query.split(separator: name).dropFirst() {
                #expect(!part.prefix { $0 != "}" }.contains("model_name"))
            }
        }
    }

    @Test func `an engine that carries no objective has no panels of error budgets`() throws {
        for title in ["Error budget left", "Burn rate by window"] {
            #expect(try Self.targets(.llamacpp, nil, title).isEmpty)
            #expect(try !Self.targets(.vllm, nil, title).isEmpty)
        }
    }

    @Test func `TensorRT-LLM has no word for requests whose client went away`() throws {
        let shares = try Self.targets(.tensorrtLLM, nil, "Truncated and aborted")
        #expect(shares.count == 1)
        #expect(shares.allSatisfy { $0.contains("\"length\"") })
        #expect(try Self.targets(.vllm, nil, "Truncated and aborted").count == 2)
    }

    @Test func `usage of Dynamo's workers meets the capacity that frontends tell`() throws {
        let query = try #require(try Self.targets(.dynamo, nil, "KV tokens against capacity").first)
        #expect(query.hasPrefix("sum by (model) ("))
        #expect(query.contains(" * on (model) group_left () (max by (model) ("))
    }

    @Test func `running stands beside its live limit, and the engine's own is the second choice`()
        throws
    {
        func limits(_ engine: EngineKind) throws -> [String] {
            let subject = try GenerationSubject(engine: engine, toolVersion: "1")
            let panel = DashboardSet.boards(for: subject).flatMap(\.panels)
                .first { $0.title == "Running against slots" }
            return try #require(panel).targets.filter { $0.role == .limit }.map(\.expression)
        }
        #expect(
            try limits(.vllm) == [
                "sum by (model_name) (max by (model_name, instance) "
                    + "(firstlight_engine_limit_slots{model_name=~\"$model\", "
                    + "instance=~\"$instance\"}))"
            ])
        let both = try #require(try limits(.tensorrtLLM).first)
        #expect(both.contains("firstlight_engine_limit_slots"))
        #expect(both.contains(" or "))
        #expect(both.contains("trtllm_max_num_active_requests"))
        #expect(try limits(.triton).first?.contains("firstlight") == false)
    }

    @Test func `a limit that is no bound is shown at the next bound below, and said`() throws {
        var profile = Profile(url: try HTTPAddress("http://localhost:8000"))
        profile.objectives = [try Objective.parse("ttft p95 <= 300ms")]
        let subject = try GenerationSubject(
            engine: .vllm, version: EngineVersion("0.32.0"), profile: profile, toolVersion: "1")
        let panel = try #require(
            DashboardSet.boards(for: subject).flatMap(\.panels)
                .first { $0.title.hasPrefix("First token within") })
        #expect(panel.title == "First token within 0.25 s")
        #expect(panel.detail.contains("The limit of 0.3 s is no bound"))
        #expect(panel.targets.first?.expression.contains("le=~\"0\\\\.25\"") == false)
        #expect(panel.targets.first?.expression.contains("le=\"0.25\"") == true)
        #expect(panel.thresholds == PanelThresholds(from: .critical, (0.95, .healthy)))
    }

    @Test func `a profile's objectives replace the catalogue's thresholds`() throws {
        var profile = Profile(url: try HTTPAddress("http://localhost:8000"))
        profile.objectives = [try Objective.parse("e2e p95 <= 7s")]
        profile.warnings = [try Objective.parse("e2e p95 <= 5s")]
        let subject = try GenerationSubject(engine: .vllm, profile: profile, toolVersion: "1")
        let panel = try #require(
            DashboardSet.boards(for: subject).flatMap(\.panels)
                .first { $0.title == "Whole answer p95" })
        #expect(
            panel.thresholds
                == PanelThresholds(from: .healthy, (5, .warning), (7, .critical)))
    }

    @Test func `a signal that the engine does not tell has no panel, and a note`() throws {
        let set = try Generation.files(
            of: [.dashboards],
            for: GenerationSubject(engine: .tgi, toolVersion: "1"))
        let texts = set.files.map(\.text).joined()
        #expect(!texts.contains("First token p95"))
        #expect(set.notes.contains { $0.text.contains("time to first token") })
    }
}
