import Monitoring
import Signals
import Testing

@Suite struct PanelVariablesTests {
    private func board() throws -> Dashboard {
        let subject = try GenerationSubject(engine: .vllm, toolVersion: "1")
        return try #require(DashboardSet.boards(for: subject).first)
    }

    @Test func `values become alternatives that stand for themselves`() throws {
        var variables = PanelVariables(scrapeSeconds: 2, stepSeconds: 2)
        variables.values = ["model": ["Qwen/Qwen2-0.5B", "a\\b"], "instance": ["[::1]:8000"]]
        let text = variables.resolved(
            #"x{job=~"$job", model_name=~"$model", instance=~"$instance"}[$__rate_interval]"#,
            of: try board())
        #expect(
            text
                == #"x{job=~".*", model_name=~"Qwen/Qwen2-0\\.5B|a\\\\b", "#
                + #"instance=~"\\[::1\\]:8000"}[8000ms]"#)
    }
}
