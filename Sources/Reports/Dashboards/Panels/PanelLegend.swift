import Monitoring

/// The names of a plot's series with their latest and largest values.
struct PanelLegend {
    private let data: PreviewPanel
    private let looks: [String]

    /// How many colours there are before they come again.
    static let colors = 8

    /// More names than these make a list that nobody reads.
    private static let namesMost = 8

    init(_ data: PreviewPanel, looks: [String]) {
        self.data = data
        self.looks = looks
    }

    /// The list.
    var html: String {
        let items = zip(data.series, looks).prefix(Self.namesMost).map { series, look in
            let last = series.points.last?.value
            let most = series.points.map(\.value).filter(\.isFinite).max()
            let unit = data.panel.unit
            let words = [
                last.map { "<b>\(escaped($0, unit))</b>" },
                most.map { "max \(escaped($0, unit))" },
            ].compactMap(\.self)
            return "<li><i class=\"key \(look)\"></i>\(HTMLText.escaped(series.name)) "
                + "<span>\(words.joined(separator: ", "))</span></li>"
        }
        let rest = data.series.count - items.count
        let more = rest > 0 ? ["<li>and \(rest) more</li>"] : []
        return "<ul class=\"keys\">\((items + more).joined())</ul>"
    }

    private func escaped(_ value: Double, _ unit: PanelUnit) -> String {
        HTMLText.escaped(PanelNumber.text(value, unit))
    }
}
