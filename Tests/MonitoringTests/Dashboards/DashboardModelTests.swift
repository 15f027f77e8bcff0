import Monitoring
import Readiness
import Signals
import Testing

@Suite struct DashboardModelTests {
    private func panel(width: Int, height: Int) -> Panel {
        Panel(
            "p", detail: "d.", .stat, .count, targets: [], playbook: .engineDown, width: width,
            height: height)
    }

    @Test func `a panel that does not fit begins a line below the highest of the last`() {
        let sizes = [(12, 8), (8, 4), (8, 3), (16, 5), (1, 1)]
        let (positions, bottom) = DashboardLayout.place(
            sizes.map { panel(width: $0.0, height: $0.1) }, from: 1)
        #expect(positions.map(\.x) == [0, 12, 0, 8, 0])
        #expect(positions.map(\.y) == [1, 1, 9, 9, 14])
        #expect(bottom == 15)
    }

    @Test func `thresholds follow both sides of a range`() {
        let outside = PanelThresholds(
            HealthRange(
                .average, warningAbove: 0.95, criticalAbove: 0.99, warningBelow: 0.3,
                criticalBelow: 0.1, source: ""))
        #expect(
            outside.steps.map(\.grade) == [.critical, .warning, .healthy, .warning, .critical])
        #expect(outside.steps.map(\.value) == [nil, 0.1, 0.3, 0.95, 0.99])
        #expect(outside.grade(of: 0.05) == .critical)
        #expect(outside.grade(of: 0.5) == .healthy)
        #expect(outside.grade(of: 0.97) == .warning)
    }

    @Test func `a limit of zero leaves zero healthy, because Grafana colours from it on`() {
        let thresholds = PanelThresholds(
            HealthRange(.minimum, warningAbove: 0, source: ""))
        #expect(thresholds.grade(of: 0) == .healthy)
        #expect(thresholds.grade(of: 1) == .warning)
        #expect(PanelThresholds(nil) == .none)
    }

    @Test func `rates go over four scrapes, or a step and a scrape`() {
        #expect(PanelVariables(scrapeSeconds: 15, stepSeconds: 15).rateIntervalSeconds == 60)
        #expect(PanelVariables(scrapeSeconds: 15, stepSeconds: 120).rateIntervalSeconds == 135)
    }

    @Test func `legends take labels, and leave out what is not there`() {
        #expect(
            PreviewSeries.name("p95 {{model_name}}", ["model_name": "Qwen/Qwen2"])
                == "p95 Qwen/Qwen2")
        #expect(PreviewSeries.name("p95 {{ model_name }}", [:]) == "p95")
        #expect(PreviewSeries.name("{{a}} of {{b", ["a": "1"]) == "1 of {{b")
    }
}
