/// The exact chance that a rule over two objectives ever says yes, over all paths.
///
/// It carries the probability of each pair of counts from probe to probe, as the recursion for one
/// objective does for each count. Probes are independent of each other; within a probe the two
/// objectives may hang together in any way.
struct PairRecursion {
    /// How the two objectives share the probes.
    struct Cells {
        var both: Double
        var firstOnly: Double
        var secondOnly: Double
        var neither: Double

        /// Each objective is met with its own probability; `both` says how often together.
        init(first: Double, second: Double, both: Double) {
            self.both = both
            firstOnly = first - both
            secondOnly = second - both
            neither = 1 - first - second + both
        }
    }

    /// The probability that the rule said yes within the budget.
    private(set) var probability = 0.0

    init(cells: Cells, maxProbes: Int, says: (_ first: Int, _ second: Int, _ trials: Int) -> Bool) {
        precondition(
            cells.firstOnly >= 0 && cells.secondOnly >= 0 && cells.neither >= -1e-12,
            "the four outcomes of a probe have probabilities")
        var running = [[1.0]]
        for trials in 1...maxProbes {
            var next = Array(
                repeating: Array(repeating: 0.0, count: trials + 1), count: trials + 1)
            for (first, row) in running.enumerated() {
                for (second, mass) in row.enumerated() where mass > 0 {
                    next[first + 1][second + 1] += mass * cells.both
                    next[first + 1][second] += mass * cells.firstOnly
                    next[first][second + 1] += mass * cells.secondOnly
                    next[first][second] += mass * max(cells.neither, 0)
                }
            }
            for first in next.indices {
                for second in next.indices where next[first][second] > 0 {
                    guard says(first, second, trials) else { continue }
                    probability += next[first][second]
                    next[first][second] = 0
                }
            }
            running = next
        }
    }
}
