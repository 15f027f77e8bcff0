/// The room of a plot with its axes, the same for all, so that a page of them looks of a piece.
struct PlotFrame {
    static let width = 560.0
    static let height = 300.0
    static let left = 64.0
    static let right = 544.0
    static let bottom = 254.0

    /// Where the room for data begins; further down where a lane lies above it.
    var top = 22.0

    /// Draws the marks of the vertical axis with lines across the room.
    func drawVerticalAxis(
        _ scale: Scale, ticks: [Double], in svg: inout SVG, label: (Double) -> String
    ) {
        for tick in ticks {
            let y = scale(tick)
            svg.line(Self.left, y, Self.right, y, class: "grid")
            svg.text(label(tick), Self.left - 8, y + 4, class: "tick", anchor: .end)
        }
    }

    /// Draws the marks of the horizontal axis and its title.
    func drawHorizontalAxis(
        _ scale: Scale, ticks: [Double], title: String, in svg: inout SVG,
        label: (Double) -> String
    ) {
        svg.line(Self.left, Self.bottom, Self.right, Self.bottom, class: "axis")
        for tick in ticks {
            let x = scale(tick)
            svg.line(x, Self.bottom, x, Self.bottom + 5, class: "axis")
            svg.text(label(tick), x, Self.bottom + 19, class: "tick", anchor: .middle)
        }
        svg.text(
            title, (Self.left + Self.right) / 2, Self.height - 8, class: "axis-title",
            anchor: .middle)
    }

    /// The finished plot.
    func element(_ svg: SVG, id: String, title: String, description: String) -> String {
        svg.element(
            id: id, width: Self.width, height: Self.height, title: title, description: description)
    }
}
