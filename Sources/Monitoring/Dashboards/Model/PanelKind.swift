/// How a panel is drawn.
package enum PanelKind: Sendable, Hashable {
    /// Lines over time.
    case timeSeries
    /// Areas over time, one on top of the other.
    case stackedSeries
    /// The latest value as a number, with its course below.
    case stat
    /// The latest value on a dial.
    case gauge
    /// The latest values as bars.
    case barGauge
    /// Buckets over time by how many observations fell into them.
    case heatmap
    /// The latest values in a table: a column each target, a row each value of the label.
    case table(rowsBy: String)
    /// States over time: the value 1 and the value 0 in words.
    case stateTimeline(one: String, zero: String)
    /// Markdown.
    case text(String)

    /// Grafana's name of the plugin.
    package var plugin: String {
        switch self {
        case .timeSeries, .stackedSeries: "timeseries"
        case .stat: "stat"
        case .gauge: "gauge"
        case .barGauge: "bargauge"
        case .heatmap: "heatmap"
        case .table: "table"
        case .stateTimeline: "state-timeline"
        case .text: "text"
        }
    }

    /// Whether only the latest values are shown, so that one evaluation is enough.
    package var isInstant: Bool {
        switch self {
        case .table, .gauge, .barGauge: true
        default: false
        }
    }
}
