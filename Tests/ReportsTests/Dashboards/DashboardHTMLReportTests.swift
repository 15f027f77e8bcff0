import Monitoring
import Reports
import Signals
import Testing

@Suite struct DashboardHTMLReportTests {
    private static let start = 1_795_284_000.0

    private func series(
        _ values: [Double], target: Int = 0, name: String = "p95", labels: [String: String] = [:]
    ) -> PreviewSeries {
        PreviewSeries(
            target: target, name: name, labels: labels,
            points: values.enumerated().map {
                PreviewSeries.Point(timeSeconds: Self.start + Double($0) * 15, value: $1)
            })
    }

    private func panel(
        _ kind: PanelKind, _ unit: PanelUnit = .seconds, _ title: String = "Panel",
        thresholds: PanelThresholds = PanelThresholds(from: .healthy, (1, .warning)),
        targets: [PanelTarget] = [PanelTarget("x", "p95")]
    ) -> Panel {
        Panel(
            title, detail: "What it shows.", kind, unit, thresholds: thresholds, targets: targets,
            playbook: .highTimeToFirstToken, noValue: "load the rules", width: 8)
    }

    private func page(_ panel: Panel, _ series: [PreviewSeries], faults: [String] = []) -> String {
        let data = PreviewPanel(panel: panel, series: series, faults: faults)
        let board = Dashboard(
            uid: "u", name: "overview", title: "Board", detail: "What.", tags: [], variables: [],
            annotations: [], rows: [DashboardRow("Row", [panel])])
        return DashboardHTMLReport.render(
            DashboardPreview(
                subject: "engine vllm", source: "http://127.0.0.1:9090",
                boards: [
                    DashboardPreview.Board(
                        dashboard: board,
                        rows: [DashboardPreview.Row(title: "Row", panels: [data])])
                ], startSeconds: Self.start, endSeconds: Self.start + 60, stepSeconds: 15,
                rateIntervalSeconds: 60))
    }

    struct Case: CustomTestStringConvertible, Sendable {
        let name: String
        let kind: PanelKind
        let mark: String
        var testDescription: String { name }
    }

    private static let cases = [
        Case(name: "lines", kind: .timeSeries, mark: "class=\"line c0\""),
        Case(name: "areas", kind: .stackedSeries, mark: "class=\"area c0\""),
        Case(name: "a number", kind: .stat, mark: "<p class=\"number warning\"><b>1.50\u{A0}s</b>"),
        Case(name: "a dial", kind: .gauge, mark: "class=\"rim-value warning\""),
        Case(
            name: "bars", kind: .barGauge,
            mark: "<i class=\"warning\"><u style=\"width:100.0%\">"),
        Case(
            name: "states", kind: .stateTimeline(one: "up", zero: "down"),
            mark: "class=\"state healthy\""),
        Case(
            name: "a table", kind: .table(rowsBy: "instance"),
            mark: "<td class=\"cell warning\">1.50 s</td>"),
    ]

    @Test(arguments: cases)
    func `every kind of panel shows its values, and nothing that is no number`(
        example: Case
    ) {
        let text = page(
            panel(example.kind),
            [series([0.5, 0.75, .infinity, 1.5], labels: ["instance": "a:1"])])
        #expect(text.contains(example.mark), "\(text)")
        #expect(!text.contains("NaN") && !text.contains("inf "))
        #expect(!text.contains("no data"))
        #expect(text.contains("1 of 1"))
    }

    @Test func `a heatmap shows what lies between neighbouring bounds`() {
        let text = page(
            panel(.heatmap, targets: [PanelTarget("x", "{{le}}")]),
            [
                series([1, 4], name: "0.5", labels: ["le": "0.5"]),
                series([3, 4], name: "1.0", labels: ["le": "1.0"]),
                series([3, 4], name: "+Inf", labels: ["le": "+Inf"]),
            ])
        // 1 and 2 observations at first, then 4 and none.
        #expect(text.contains(": 1 <") || text.contains(": 1 </title>"))
        #expect(text.contains(": 2 above 500 ms"))
        #expect(text.contains(": 4 <") || text.contains(": 4 </title>"))
        #expect(text.ranges(of: "class=\"heat ").count == 3)
    }

    @Test func `a series with thresholds of its own is coloured by them`() {
        let strict = PanelThresholds(from: .healthy, (0.5, .critical))
        let both = Panel(
            "Panel", detail: "What it shows.", .stat, .seconds,
            thresholds: PanelThresholds(from: .healthy, (2, .warning)),
            series: [Panel.SeriesThresholds(name: "one", thresholds: strict)],
            targets: [PanelTarget("x", "{{slo}}")], playbook: .latencyBudgetBurn, width: 8)
        let text = page(both, [series([1, 1], name: "one"), series([1, 1], name: "two")])
        #expect(text.contains("number critical\"><b>1.00\u{A0}s</b><span>one"), "\(text)")
        #expect(text.contains("number healthy\"><b>1.00\u{A0}s</b><span>two"), "\(text)")
    }

    @Test func `a quantile stands beside the edges of its bucket`() {
        let targets = [
            PanelTarget("x", "p95"), PanelTarget("a", "at least", role: .edge),
            PanelTarget("b", "at most", role: .edge),
        ]
        let text = page(
            panel(.stat, .seconds, "First token p95", targets: targets),
            [
                series([0.1, 0.1, 0.1, 0.1, 0.095]), series([0.08], target: 1, name: "at least"),
                series([0.1], target: 2, name: "at most"),
            ])
        #expect(text.contains("in the bucket from 80.0 ms to 100 ms"))
    }

    @Test func `a panel without data says so, and what to do`() {
        let text = page(panel(.timeSeries), [])
        #expect(text.contains("no data: load the rules"))
        #expect(text.contains("0 of 1"))
    }

    @Test func `a query that the server refused is shown in its words, escaped`() {
        let text = page(panel(.stat), [], faults: ["parse error: <script>"])
        #expect(text.contains("The query was refused: parse error: &lt;script&gt;"))
        #expect(!text.contains("<script"))
    }

    @Test func `the page asks nobody for anything`() {
        let text = page(panel(.timeSeries), [series([1, 2])])
        #expect(text.contains("default-src 'none'"))
        #expect(!text.contains("src=\"http") && !text.contains("<script"))
    }

    struct Figure: CustomTestStringConvertible, Sendable {
        let value: Double
        let unit: PanelUnit
        let text: String
        var testDescription: String { text }
    }

    private static let figures = [
        Figure(value: 0.2364, unit: .seconds, text: "236 ms"),
        Figure(value: 0.0512, unit: .ratio, text: "5.12 %"),
        Figure(value: 71_439, unit: .tokens, text: "71.4k tok"),
        Figure(value: 1038.2, unit: .tokensPerSecond, text: "1038 tok/s"),
        Figure(value: 44_475_351_040, unit: .bytes, text: "41.4 GiB"),
        Figure(value: 2_520_000_000, unit: .hertz, text: "2.52 GHz"),
        Figure(value: -2.94, unit: .ratio, text: "-294 %"),
        Figure(value: 1.5, unit: .factor, text: "1.5×"),
    ]

    @Test(arguments: figures)
    func `values are written as people read them`(figure: Figure) {
        let text = page(
            panel(.barGauge, figure.unit), [series([figure.value])])
        #expect(text.contains("<b>\(figure.text)</b>"))
    }
}
