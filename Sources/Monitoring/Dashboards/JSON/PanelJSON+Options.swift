/// What each kind of panel can be told about its looks.
extension PanelJSON {
    static func options(_ panel: Panel) -> JSONNode {
        switch panel.kind {
        case .timeSeries, .stackedSeries:
            ["legend": legend(panel), "tooltip": ["mode": "multi", "sort": "desc"]]
        case .stat:
            [
                "colorMode": "value", "graphMode": "area", "justifyMode": "auto",
                "orientation": "auto", "percentChangeColorMode": "inverted",
                "reduceOptions": reduce, "showPercentChange": false,
                "textMode": .text(panel.targets.count > 1 ? "value_and_name" : "auto"),
                "wideLayout": true,
            ]
        case .gauge:
            [
                "minVizHeight": 75, "minVizWidth": 75, "orientation": "auto",
                "reduceOptions": reduce, "showThresholdLabels": false,
                "showThresholdMarkers": true, "sizing": "auto",
            ]
        case .barGauge:
            [
                "displayMode": "basic", "legend": legend(panel, shows: false),
                "maxVizHeight": 300, "minVizHeight": 16, "minVizWidth": 8,
                "namePlacement": "auto", "orientation": "horizontal", "reduceOptions": reduce,
                "showUnfilled": true, "sizing": "auto", "valueMode": "color",
            ]
        case .heatmap: heatmap(panel)
        case .table: ["cellHeight": "sm", "frameIndex": 0, "showHeader": true]
        case .stateTimeline:
            [
                "alignValue": "left", "legend": legend(panel, shows: false),
                "mergeValues": true, "rowHeight": 0.8, "showValue": "auto",
                "tooltip": ["mode": "single", "sort": "none"],
            ]
        case .text(let content): ["content": .text(content), "mode": "markdown"]
        }
    }

    private static let reduce: JSONNode = [
        "calcs": ["lastNotNull"], "fields": "", "values": false,
    ]

    private static func legend(_ panel: Panel, shows: Bool = true) -> JSONNode {
        [
            "calcs": panel.targets.count > 1 && shows ? ["lastNotNull", "max"] : [],
            "displayMode": .text(panel.targets.count > 1 ? "table" : "list"),
            "placement": "bottom", "showLegend": .bool(shows),
        ]
    }

    private static func heatmap(_ panel: Panel) -> JSONNode {
        [
            "calculate": false, "cellGap": 1,
            "color": [
                "exponent": 0.5, "fill": "dark-orange", "mode": "scheme", "reverse": false,
                "scale": "exponential", "scheme": "Oranges", "steps": 64,
            ],
            "exemplars": ["color": "rgba(255,0,255,0.7)"],
            "filterValues": ["le": 1e-9],
            "legend": ["show": true],
            "rowsFrame": ["layout": "auto"],
            "showValue": "never",
            "tooltip": ["mode": "single", "showColorScale": true, "yHistogram": true],
            "yAxis": [
                "axisPlacement": "left", "reverse": false, "unit": .text(panel.unit.grafana),
            ],
        ]
    }
}
