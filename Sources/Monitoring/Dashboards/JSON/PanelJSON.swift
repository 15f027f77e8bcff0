/// The parts of a panel that both of Grafana's schemas write alike.
enum PanelJSON {
    // MARK: - Queries

    /// A query in the words of the Prometheus data source.
    static func query(_ target: PanelTarget, of panel: Panel) -> [JSONNode.Member] {
        let format =
            switch panel.kind {
            case .heatmap: "heatmap"
            case .table: "table"
            default: "time_series"
            }
        return [
            .init("editorMode", "code"),
            .init("expr", .text(target.expression)),
            .init("format", .text(format)),
            .init("instant", .bool(panel.kind.isInstant)),
            .init("range", .bool(!panel.kind.isInstant)),
            .init("legendFormat", .text(target.legend)),
        ]
    }

    /// What is done to the answers: a table's rows are joined and its columns named.
    static func transformations(_ panel: Panel) -> [(id: String, options: JSONNode)] {
        guard case .table(let label) = panel.kind else { return [] }
        var names = [JSONNode.Member(label, "replica")]
        for (index, target) in panel.targets.enumerated() {
            names.append(.init("Value #\(PanelTarget.refID(index))", .text(target.legend)))
        }
        return [
            ("merge", [:]),
            (
                "organize",
                [
                    "excludeByName": ["Time": true], "indexByName": [:],
                    "renameByName": .object(names),
                ]
            ),
        ]
    }

    // MARK: - Fields

    /// Unit, thresholds, axis, and what single queries have of their own.
    static func fieldConfig(_ panel: Panel) -> JSONNode {
        var defaults: [JSONNode.Member] = [
            .init("color", ["mode": .text(colorMode(panel))]),
            .init("custom", custom(panel)),
            .init("mappings", .array(mappings(panel))),
        ]
        if let minimum = panel.minimum { defaults.append(.init("min", .number(minimum))) }
        if let maximum = panel.maximum { defaults.append(.init("max", .number(maximum))) }
        if let noValue = panel.noValue { defaults.append(.init("noValue", .text(noValue))) }
        defaults.append(.init("thresholds", thresholds(panel.thresholds)))
        defaults.append(.init("unit", .text(panel.unit.grafana)))
        return [
            "defaults": .object(defaults.sorted { $0.name < $1.name }),
            "overrides": .array(overrides(panel)),
        ]
    }

    private static func colorMode(_ panel: Panel) -> String {
        switch panel.kind {
        case .stat, .gauge, .barGauge, .stateTimeline, .table: "thresholds"
        default: "palette-classic"
        }
    }

    static func thresholds(_ thresholds: PanelThresholds) -> JSONNode {
        let steps = thresholds.steps.map { step -> JSONNode in
            [
                "color": .text(step.grade.color),
                "value": step.value.map { .number($0) } ?? .null,
            ]
        }
        return ["mode": "absolute", "steps": .array(steps)]
    }

    private static func mappings(_ panel: Panel) -> [JSONNode] {
        guard case .stateTimeline(let one, let zero) = panel.kind else { return [] }
        return [
            [
                "type": "value",
                "options": [
                    "0": ["color": "red", "index": 0, "text": .text(zero)],
                    "1": ["color": "green", "index": 1, "text": .text(one)],
                ],
            ]
        ]
    }

    private static func custom(_ panel: Panel) -> JSONNode {
        switch panel.kind {
        case .timeSeries, .stackedSeries:
            let isStacked = panel.kind == .stackedSeries
            return [
                "drawStyle": "line", "fillOpacity": .number(isStacked ? 40 : 8),
                "gradientMode": "none", "lineInterpolation": "linear", "lineWidth": 2,
                "showPoints": "never", "spanNulls": false,
                "stacking": ["group": "A", "mode": .text(isStacked ? "normal" : "none")],
                "thresholdsStyle": ["mode": .text(panel.thresholds.judges ? "dashed" : "off")],
            ]
        case .table:
            return ["align": "auto", "cellOptions": ["type": "color-text"], "inspect": false]
        case .stateTimeline: return ["fillOpacity": 70, "lineWidth": 0]
        case .heatmap: return ["scaleDistribution": ["type": "linear"]]
        case .stat, .gauge, .barGauge, .text: return [:]
        }
    }

    private static func overrides(_ panel: Panel) -> [JSONNode] {
        queryOverrides(panel)
            + panel.seriesThresholds.map {
                [
                    "matcher": ["id": "byName", "options": .text($0.name)],
                    "properties": [["id": "thresholds", "value": thresholds($0.thresholds)]],
                ]
            }
    }

    private static func queryOverrides(_ panel: Panel) -> [JSONNode] {
        panel.targets.enumerated().compactMap { index, target in
            if case .table = panel.kind { return column(target) }
            let properties = properties(target.role, in: panel)
            guard !properties.isEmpty else { return nil }
            return [
                "matcher": [
                    "id": "byFrameRefID", "options": .text(PanelTarget.refID(index)),
                ],
                "properties": .array(properties.map { ["id": .text($0.id), "value": $0.value] }),
            ]
        }
    }

    private static func column(_ target: PanelTarget) -> JSONNode? {
        var properties: [JSONNode] = []
        if let unit = target.unit {
            properties.append(["id": "unit", "value": .text(unit.grafana)])
        }
        if let thresholds = target.thresholds {
            properties.append(["id": "thresholds", "value": self.thresholds(thresholds)])
        }
        guard !properties.isEmpty else { return nil }
        return [
            "matcher": ["id": "byName", "options": .text(target.legend)],
            "properties": .array(properties),
        ]
    }

    private static func properties(
        _ role: PanelTarget.Role, in panel: Panel
    ) -> [(id: String, value: JSONNode)] {
        guard panel.kind == .timeSeries || panel.kind == .stackedSeries else { return [] }
        func line(_ color: String, _ style: JSONNode, width: Int) -> [(String, JSONNode)] {
            [
                ("color", ["mode": "fixed", "fixedColor": .text(color)]),
                ("custom.fillOpacity", 0),
                ("custom.lineStyle", style),
                ("custom.lineWidth", .number(width)),
                ("custom.stacking", ["group": "B", "mode": "none"]),
            ]
        }
        switch role {
        case .value: return []
        case .limit: return line("red", ["dash": [10, 6], "fill": "dash"], width: 2)
        case .edge: return line("gray", ["dash": [2, 4], "fill": "dot"], width: 1)
        case .whole: return line("text", ["fill": "solid"], width: 2)
        }
    }
}
