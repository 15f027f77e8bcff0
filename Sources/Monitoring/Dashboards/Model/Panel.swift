package import Signals

/// One picture of a dashboard.
package struct Panel: Sendable, Hashable {
    /// Thresholds of a series.
    package struct SeriesThresholds: Sendable, Hashable {
        /// The series as its legend names it.
        package let name: String
        package let thresholds: PanelThresholds

        /// Describes the thresholds of a series.
        package init(name: String, thresholds: PanelThresholds) {
            self.name = name
            self.thresholds = thresholds
        }
    }

    package let title: String
    /// What it shows, what is good, and where the numbers come from.
    package let detail: String
    package let kind: PanelKind
    package let unit: PanelUnit
    package let thresholds: PanelThresholds
    /// The thresholds of single series that have others than the panel.
    package let seriesThresholds: [SeriesThresholds]
    /// The ends of the axis or gauge; nil for those of the data.
    package let minimum: Double?
    package let maximum: Double?
    package internal(set) var targets: [PanelTarget]
    /// The alert whose playbook the panel links to.
    package let playbook: AlertID
    /// What stands in the place of a value when there is no data; nil for Grafana's own words.
    package let noValue: String?
    /// In columns of 24.
    package let width: Int
    /// In rows of 30 pixels.
    package let height: Int

    /// Describes a panel.
    ///
    /// - Parameters:
    ///   - title: The heading.
    ///   - detail: What it shows; ended by a full stop.
    ///   - kind: How it is drawn.
    ///   - unit: The unit of its values.
    ///   - thresholds: Where values change colour.
    ///   - series: The thresholds of single series that have others.
    ///   - axis: The ends of the axis or gauge.
    ///   - targets: The queries.
    ///   - playbook: The alert whose playbook it links to.
    ///   - noValue: What is shown without data.
    ///   - width: In columns of 24.
    ///   - height: In rows of 30 pixels.
    package init(
        _ title: String, detail: String, _ kind: PanelKind, _ unit: PanelUnit,
        thresholds: PanelThresholds = .none, series: [SeriesThresholds] = [],
        axis: (minimum: Double?, maximum: Double?) = (0, nil),
        targets: [PanelTarget], playbook: AlertID, noValue: String? = nil, width: Int,
        height: Int = 8
    ) {
        self.title = title
        self.detail = detail
        self.kind = kind
        self.unit = unit
        self.thresholds = thresholds
        seriesThresholds = series
        minimum = axis.minimum
        maximum = axis.maximum
        self.targets = targets
        self.playbook = playbook
        self.noValue = noValue
        self.width = width
        self.height = height
    }

    /// The thresholds of a series: its own, or else the panel's.
    ///
    /// - Parameter name: The series as its legend names it.
    /// - Returns: Where its values change colour.
    package func thresholds(ofSeries name: String) -> PanelThresholds {
        seriesThresholds.first { $0.name == name }?.thresholds ?? thresholds
    }
}
