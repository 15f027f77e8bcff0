/// How many lines the cells of a table take in columns of given widths; each is wrapped once only.
struct WrappedHeights {
    private let rows: [[String]]
    private var known: [Place: [Int]] = [:]

    private struct Place: Hashable {
        var column: Int
        var width: Int
    }

    /// Heights of the cells of these rows.
    init(rows: [[String]]) {
        self.rows = rows
    }

    /// The lines of all rows together, a row being as high as its highest cell.
    mutating func total(widths: [Int]) -> Int {
        let columns = widths.enumerated().map { heights(column: $0, width: $1) }
        return rows.indices.reduce(0) { sum, row in sum + (columns.map { $0[row] }.max() ?? 0) }
    }

    private mutating func heights(column: Int, width: Int) -> [Int] {
        let place = Place(column: column, width: width)
        if let heights = known[place] { return heights }
        let heights = rows.map { TextWrap.lines($0[column], width: width).count }
        known[place] = heights
        return heights
    }
}
