/// Writes dashboards as resources of Grafana's API: `dashboard.grafana.app/v2`.
enum GrafanaV2 {
    /// The group and version of the resource.
    static let apiVersion = "dashboard.grafana.app/v2"

    /// The version that the schema wants for each plugin; empty stands for the one installed.
    private static let pluginVersion: JSONNode = ""

    /// A dashboard.
    static func node(_ dashboard: Dashboard, for subject: GenerationSubject) -> JSONNode {
        let rows = numbered(dashboard)
        return [
            "apiVersion": .text(apiVersion),
            "kind": "Dashboard",
            "metadata": ["name": .text(dashboard.uid)],
            "spec": [
                "title": .text(dashboard.title),
                "description": .text(DashboardWords.description(dashboard, for: subject)),
                "tags": .array(dashboard.tags.map { .text($0) }),
                "editable": true,
                "preload": false,
                "cursorSync": "Crosshair",
                "links": [
                    [
                        "title": "Boards", "type": "dashboards", "icon": "external link",
                        "tooltip": "", "url": "",
                        "tags": .array(dashboard.tags.map { .text($0) }), "asDropdown": true,
                        "targetBlank": false, "includeVars": true, "keepTime": true,
                    ]
                ],
                "timeSettings": [
                    "from": "now-1h", "to": "now", "autoRefresh": "30s",
                    "autoRefreshIntervals": ["5s", "10s", "30s", "1m", "5m", "15m", "1h"],
                    "hideTimepicker": false, "fiscalYearStartMonth": 0, "timezone": "browser",
                ],
                "annotations": .array(dashboard.annotations.map(annotation)),
                "variables": .array(dashboard.variables.map(variable)),
                "elements": .object(
                    rows.flatMap(\.panels).map {
                        .init(name($0.id), element($0.panel, id: $0.id, for: subject))
                    }),
                "layout": [
                    "kind": "RowsLayout", "spec": ["rows": .array(rows.map(row))],
                ],
            ],
        ]
    }

    private typealias NumberedRow = (title: String, panels: [(panel: Panel, id: Int)])

    private static func numbered(_ dashboard: Dashboard) -> [NumberedRow] {
        var next = 0
        return dashboard.rows.map { row in
            (
                row.title,
                row.panels.map {
                    next += 1
                    return ($0, next)
                }
            )
        }
    }

    private static func name(_ id: Int) -> String { "panel-\(id)" }

    // MARK: - Layout

    private static func row(_ row: NumberedRow) -> JSONNode {
        let positions = DashboardLayout.place(row.panels.map(\.panel)).positions
        let items = zip(row.panels, positions).map { panel, place -> JSONNode in
            [
                "kind": "GridLayoutItem",
                "spec": [
                    "x": .number(place.x), "y": .number(place.y),
                    "width": .number(place.width), "height": .number(place.height),
                    "element": ["kind": "ElementReference", "name": .text(name(panel.id))],
                ],
            ]
        }
        return [
            "kind": "RowsLayoutRow",
            "spec": [
                "title": .text(row.title), "collapse": false,
                "layout": ["kind": "GridLayout", "spec": ["items": .array(items)]],
            ],
        ]
    }

    // MARK: - Panels

    private static func element(
        _ panel: Panel, id: Int, for subject: GenerationSubject
    ) -> JSONNode {
        let queries = panel.targets.enumerated().map { index, target -> JSONNode in
            [
                "kind": "PanelQuery",
                "spec": [
                    "refId": .text(PanelTarget.refID(index)), "hidden": false,
                    "query": query(.object(PanelJSON.query(target, of: panel))),
                ],
            ]
        }
        let changes = PanelJSON.transformations(panel).map { change -> JSONNode in
            [
                "kind": "Transformation", "group": .text(change.id),
                "spec": ["options": change.options],
            ]
        }
        return [
            "kind": "Panel",
            "spec": [
                "id": .number(id), "title": .text(panel.title),
                "description": .text(panel.detail),
                "links": [
                    [
                        "title": .text(DashboardWords.playbookTitle(panel)),
                        "url": .text(DashboardWords.playbookURL(panel, for: subject)),
                        "targetBlank": true,
                    ]
                ],
                "data": [
                    "kind": "QueryGroup",
                    "spec": [
                        "queries": .array(queries), "transformations": .array(changes),
                        "queryOptions": [:],
                    ],
                ],
                "vizConfig": [
                    "kind": "VizConfig", "group": .text(panel.kind.plugin),
                    "version": pluginVersion,
                    "spec": [
                        "options": PanelJSON.options(panel),
                        "fieldConfig": PanelJSON.fieldConfig(panel),
                    ],
                ],
            ],
        ]
    }

    private static func query(_ spec: JSONNode) -> JSONNode {
        [
            "kind": "DataQuery", "group": "prometheus", "version": "v0",
            "datasource": ["name": "${datasource}"], "spec": spec,
        ]
    }

    // MARK: - Variables and annotations

    private static func variable(_ variable: DashboardVariable) -> JSONNode {
        let head: [JSONNode.Member] = [
            .init("name", .text(variable.name)), .init("label", .text(variable.title)),
            .init("description", .text(variable.detail)), .init("hide", "dontHide"),
            .init("skipUrlSync", false), .init("regex", ""), .init("options", []),
            .init("allowCustomValue", true),
        ]
        guard let text = variable.query else {
            return [
                "kind": "DatasourceVariable",
                "spec": .object(
                    head + [
                        .init("pluginId", "prometheus"), .init("refresh", "onDashboardLoad"),
                        .init("multi", false), .init("includeAll", false),
                        .init("current", ["text": "", "value": ""]),
                    ]),
            ]
        }
        return [
            "kind": "QueryVariable",
            "spec": .object(
                head + [
                    .init("query", query(["query": .text(text), "refId": "A"])),
                    .init("definition", .text(text)), .init("refresh", "onTimeRangeChanged"),
                    .init("sort", "alphabeticalAsc"), .init("multi", true),
                    .init("includeAll", true), .init("allValue", .text(DashboardVariable.all)),
                    .init("current", ["text": ["All"], "value": ["$__all"]]),
                ]),
        ]
    }

    private static func annotation(_ annotation: DashboardAnnotation) -> JSONNode {
        [
            "kind": "AnnotationQuery",
            "spec": [
                "name": .text(annotation.name), "enable": true, "hide": false,
                "iconColor": .text(annotation.color),
                "query": query([
                    "expr": .text(annotation.expression), "step": "30s",
                    "titleFormat": .text(annotation.title), "textFormat": .text(annotation.text),
                ]),
            ],
        ]
    }
}
