import Monitoring
import Signals
import Testing

@Suite struct BurnThresholdTests {
    struct Case: CustomTestStringConvertible, Sendable {
        let objectives: [String]
        let said: String
        var testDescription: String { objectives.joined(separator: ", ") }
    }

    @Test(arguments: [
        Case(
            objectives: ["ttft p95 <= 1s", "error rate <= 5%"],
            said: "Above 3.6x over the hour"),
        Case(objectives: ["ttft p99 <= 1s", "error rate <= 1%"], said: "Above 14.4x"),
        Case(
            objectives: ["ttft p95 <= 1s", "error rate <= 1%"],
            said: "3.6x (ttft_p95), 14.4x (error_rate)"),
    ])
    func `burn rates turn red where an alert pages`(_ one: Case) throws {
        let subject = try SLOSample.subject(.vllm, "0.32.0", objectives: one.objectives)
        let rates = try ServiceObjectives(subject).all.flatMap(\.rates)
        let page = try #require(
            rates.filter { $0.window.tier == .critical }.map(\.factor).min())
        let ticket = try #require(
            rates.filter { $0.window.tier == .warning }.map(\.factor).min())
        let panels = DashboardSet.boards(for: subject).flatMap(\.panels)
        for title in ["Burn rate, last hour", "Burn rate by window"] {
            let panel = try #require(panels.first { $0.title == title })
            #expect(panel.thresholds.grade(of: page + 0.001) == .critical)
            #expect(panel.thresholds.grade(of: page - 0.001) != .critical)
            #expect(panel.thresholds.grade(of: ticket + 0.001) == .warning)
            #expect(panel.thresholds.grade(of: ticket - 0.001) == .healthy)
        }
        let hour = try #require(panels.first { $0.title == "Burn rate, last hour" })
        #expect(hour.detail.contains(one.said), "\(hour.detail)")
    }

    @Test func `an engine that carries no SLO has no panel about budgets`() throws {
        let subject = try GenerationSubject(engine: .llamacpp, toolVersion: "0")
        let titles = DashboardSet.boards(for: subject).flatMap(\.panels).map(\.title)
        #expect(!titles.contains { $0.contains("budget") || $0.contains("Burn") })
        #expect(titles.contains("Alerts firing"))
    }
}
