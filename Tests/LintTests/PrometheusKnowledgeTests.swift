import Exposition
import Lint
import Telemetry
import TestKit
import Testing

@Suite struct PrometheusKnowledgeTests {
    /// One connection for each answer: on a busy machine the client may open another in between.
    private static func answer(_ data: String) -> [ServerStep] {
        let body = "{\"status\":\"success\",\"data\":\(data)}"
        return [
            .awaitRequest, .response(200, body: body, headers: [("connection", "close")]),
            .closeOutput, .awaitClose,
        ]
    }

    private static let answers: [[ServerStep]] = [
        answer("[\"up\",\"x_bucket\",\"vllm:num_requests_running\"]"),
        answer(
            """
            [{"__name__":"x_bucket","job":"a","le":"5.0"},{"__name__":"x_bucket","le":"+Inf"}]
            """),
        answer("{\"x\":[{\"type\":\"histogram\",\"help\":\"\",\"unit\":\"\"}]}"),
        answer("{\"version\":\"3.1.0\"}"),
    ]

    @Test(.timeLimit(.minutes(1)))
    func `a server tells names, labels, bounds, types and its release`() async throws {
        try await withScriptedServer(connections: Self.answers) { server in
            let url = try ServerURL("http://127.0.0.1:\(server.port)")
            let knowledge = try await TelemetryClient.withClient { client in
                try await PrometheusKnowledge.ask(
                    PrometheusAPI(url: url, client: client), about: ["x_bucket", "not_there"])
            }
            #expect(knowledge.names == ["up", "x_bucket", "vllm:num_requests_running"])
            #expect(knowledge.labels(of: "x_bucket") == ["job", "le"])
            #expect(knowledge.bounds(of: "x_bucket") == ["5.0", "+Inf"])
            #expect(knowledge.type(of: "x") == .histogram)
            #expect(knowledge.prometheusMajor == 3)

            var target = LintTarget()
            target.knowledge = knowledge
            let found = LintSample.rules(
                "sum by (pod) (rate(x_bucket{le=\"5\", pod=\"p\"}[5m])) > 0", target)
            #expect(found == ["bucket-spelling", "missing-label"])
        }
    }
}
