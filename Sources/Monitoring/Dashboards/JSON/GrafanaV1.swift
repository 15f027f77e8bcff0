/// Writes dashboards as Grafana's files hold them: schema version 39, which every release from 10.4
/// on reads.
enum GrafanaV1 {
    /// Grafana's number of the schema.
    static let schemaVersion = 39

    private static let dataSource: JSONNode = ["type": "prometheus", "uid": "${datasource}"]

    /// A dashboard.
    static func node(_ dashboard: Dashboard, for subject: GenerationSubject) -> JSONNode {
        [
            "uid": .text(dashboard.uid),
            "title": .text(dashboard.title),
            "description": .text(DashboardWords.description(dashboard, for: subject)),
            "tags": .array(dashboard.tags.map { .text($0) }),
            "schemaVersion": .number(schemaVersion),
            "version": 1,
            "editable": true,
            "graphTooltip": 1,
            "refresh": "30s",
            "time": ["from": "now-1h", "to": "now"],
            "timezone": "browser",
            "links": [boardsLink(dashboard)],
            "annotations": ["list": .array(dashboard.annotations.map(annotation))],
            "templating": ["list": .array(dashboard.variables.map(variable))],
            "panels": .array(panels(dashboard, for: subject)),
        ]
    }

    /// The menu that leads to the other boards with the same choices and the same time.
    private static func boardsLink(_ dashboard: Dashboard) -> JSONNode {
        [
            "title": "Boards", "type": "dashboards", "icon": "external link", "tooltip": "",
            "tags": .array(dashboard.tags.map { .text($0) }), "asDropdown": true,
            "targetBlank": false, "includeVars": true, "keepTime": true, "url": "",
        ]
    }

    private static func annotation(_ annotation: DashboardAnnotation) -> JSONNode {
        [
            "name": .text(annotation.name), "datasource": dataSource, "enable": true,
            "hide": false, "iconColor": .text(annotation.color),
            "expr": .text(annotation.expression), "titleFormat": .text(annotation.title),
            "textFormat": .text(annotation.text), "step": "30s",
        ]
    }

    private static func variable(_ variable: DashboardVariable) -> JSONNode {
        let head: [JSONNode.Member] = [
            .init("name", .text(variable.name)), .init("label", .text(variable.title)),
            .init("description", .text(variable.detail)), .init("hide", 0),
            .init("skipUrlSync", false), .init("regex", ""),
        ]
        guard let query = variable.query else {
            return .object(
                head + [
                    .init("type", "datasource"), .init("query", "prometheus"),
                    .init("multi", false), .init("includeAll", false), .init("options", []),
                    .init("refresh", 1),
                ])
        }
        return .object(
            head + [
                .init("type", "query"), .init("datasource", dataSource),
                .init("definition", .text(query)), .init("query", .text(query)),
                .init("refresh", 2), .init("sort", 1), .init("multi", true),
                .init("includeAll", true), .init("allValue", .text(DashboardVariable.all)),
                .init("current", ["selected": true, "text": ["All"], "value": ["$__all"]]),
                .init("options", []),
            ])
    }

    // MARK: - Panels

    private static func panels(
        _ dashboard: Dashboard, for subject: GenerationSubject
    ) -> [JSONNode] {
        var nodes: [JSONNode] = []
        var top = 0
        for row in dashboard.rows {
            nodes.append([
                "id": .number(nodes.count + 1), "type": "row", "title": .text(row.title),
                "collapsed": false, "panels": [],
                "gridPos": position(.init(x: 0, y: top, width: 24, height: 1)),
            ])
            let (positions, bottom) = DashboardLayout.place(row.panels, from: top + 1)
            for (panel, place) in zip(row.panels, positions) {
                nodes.append(self.panel(panel, id: nodes.count + 1, at: place, for: subject))
            }
            top = bottom
        }
        return nodes
    }

    private static func position(_ place: DashboardLayout.Position) -> JSONNode {
        [
            "h": .number(place.height), "w": .number(place.width), "x": .number(place.x),
            "y": .number(place.y),
        ]
    }

    private static func panel(
        _ panel: Panel, id: Int, at place: DashboardLayout.Position,
        for subject: GenerationSubject
    ) -> JSONNode {
        var members: [JSONNode.Member] = [
            .init("id", .number(id)), .init("type", .text(panel.kind.plugin)),
            .init("title", .text(panel.title)), .init("description", .text(panel.detail)),
            .init("gridPos", position(place)), .init("datasource", dataSource),
            .init("links", [playbook(panel, for: subject)]),
            .init("fieldConfig", PanelJSON.fieldConfig(panel)),
            .init("options", PanelJSON.options(panel)),
            .init(
                "targets",
                .array(
                    panel.targets.enumerated().map { index, target in
                        .object(
                            [
                                .init("refId", .text(PanelTarget.refID(index))),
                                .init("datasource", dataSource),
                            ] + PanelJSON.query(target, of: panel))
                    })),
        ]
        let changes = PanelJSON.transformations(panel)
        if !changes.isEmpty {
            members.append(
                .init(
                    "transformations",
                    .array(changes.map { ["id": .text($0.id), "options": $0.options] })))
        }
        return .object(members)
    }

    private static func playbook(_ panel: Panel, for subject: GenerationSubject) -> JSONNode {
        [
            "title": .text(DashboardWords.playbookTitle(panel)), "type": "link", "icon": "doc",
            "tooltip": "What to do when this looks wrong", "tags": [], "asDropdown": false,
            "targetBlank": true, "includeVars": false, "keepTime": false,
            "url": .text(DashboardWords.playbookURL(panel, for: subject)),
        ]
    }
}
