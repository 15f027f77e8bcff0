/// Places panels on Grafana's grid of 24 columns.
package enum DashboardLayout {
    /// A place on the grid.
    package struct Position: Sendable, Hashable {
        package let x: Int
        package let y: Int
        package let width: Int
        package let height: Int
    }

    /// Places panels from left to right; one that does not fit begins a new line below the highest
    /// of the last.
    ///
    /// - Parameters:
    ///   - panels: In the order of reading.
    ///   - top: Where the first line is.
    /// - Returns: A position for each panel, and the first free line.
    package static func place(
        _ panels: [Panel], from top: Int = 0
    ) -> (positions: [Position], bottom: Int) {
        var positions: [Position] = []
        var (x, y, height) = (0, top, 0)
        for panel in panels {
            if x + panel.width > columns {
                (x, y, height) = (0, y + height, 0)
            }
            positions.append(Position(x: x, y: y, width: panel.width, height: panel.height))
            x += panel.width
            height = max(height, panel.height)
        }
        return (positions, y + height)
    }

    /// The grid's columns.
    package static let columns = 24
}
