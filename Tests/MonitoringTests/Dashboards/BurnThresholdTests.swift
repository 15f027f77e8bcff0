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
        let all = try ServiceObjectives(subject).all
        let panels = DashboardSet.boards(for: subject).flatMap(\.panels)
        let hour = try #require(panels.first { $0.title == "Burn rate, last hour" })
        for objective in all {
            func slowest(_ tier: AlertTier) throws -> Double {
                try #require(
                    objective.rates.filter { $0.window.tier == tier }.map(\.factor).min())
            }
            let (page, ticket) = (try slowest(.critical), try slowest(.warning))
            let own = hour.seriesThresholds.first { $0.name == objective.id }?.thresholds
            let thresholds = own ?? hour.thresholds
            #expect(thresholds.grade(of: page + 0.001) == .critical)
            #expect(thresholds.grade(of: page - 0.001) != .critical)
            #expect(thresholds.grade(of: ticket + 0.001) == .warning)
            #expect(thresholds.grade(of: ticket - 0.001) == .healthy)
        }
        // Lines that hold for some objectives only would be read as everybody's.
        let course = try #require(panels.first { $0.title == "Burn rate by window" })
        #expect(course.thresholds.judges == hour.seriesThresholds.isEmpty)
        for panel in [hour, course] {
            #expect(panel.detail.contains(one.said), "\(panel.detail)")
        }
    }

    @Test func `each objective's colours are written for its series`() throws {
        let subject = try SLOSample.subject(
            .vllm, "0.32.0", objectives: ["e2e p50 <= 10s", "error rate <= 1%"])
        let board = try #require(
            try Generation.files(of: [.dashboards], for: subject).files
                .first { $0.path.hasSuffix("overview.json") })
        let parts = board.text.split(separator: "\"byName\"").dropFirst()
        #expect(parts.contains { $0.prefix(60).contains("error_rate") })
        #expect(parts.contains { $0.prefix(60).contains("e2e_p50") })
        #expect(board.text.contains("14.4"))
    }

    @Test func `an engine that carries no SLO has no panel about budgets`() throws {
        let subject = try GenerationSubject(engine: .llamacpp, toolVersion: "0")
        let titles = DashboardSet.boards(for: subject).flatMap(\.panels).map(\.title)
        #expect(!titles.contains { $0.contains("budget") || $0.contains("Burn") })
        #expect(titles.contains("Alerts firing"))
    }
}
