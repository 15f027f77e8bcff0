import MarkedPages

/// What became of many simulated gates of one kind.
struct GateOutcomes: Equatable {
    private(set) var ready = 0
    private(set) var notReady = 0
    private(set) var undecided = 0
    private var lengths: [Int] = []

    mutating func addReady(after probes: Int) {
        ready += 1
        lengths.append(probes)
    }

    mutating func addNotReady(after probes: Int) {
        notReady += 1
        lengths.append(probes)
    }

    mutating func addUndecided(after probes: Int) {
        undecided += 1
        lengths.append(probes)
    }

    private var gates: Double { Double(ready + notReady + undecided) }
    var readyShare: Double { Double(ready) / gates }
    var notReadyShare: Double { Double(notReady) / gates }
    var undecidedShare: Double { Double(undecided) / gates }
    var meanProbes: Double { Double(lengths.reduce(0, +)) / gates }

    /// The number of probes that the stated share of gates needed at most, undecided ones with
    /// their whole budget.
    func probes(share: Double) -> Int {
        let sorted = lengths.sorted()
        return sorted[min(Int((share * gates).rounded(.up)), sorted.count) - 1]
    }

    /// Ready, not ready and undecided, as cells of a table.
    var verdictCells: [String] {
        [readyShare, notReadyShare, undecidedShare].map(MarkdownTable.percent)
    }

    /// Mean, median and 95th percentile of the probes, as cells of a table.
    var lengthCells: [String] {
        [
            MarkdownTable.decimal(meanProbes, digits: 1), String(probes(share: 0.5)),
            String(probes(share: 0.95)),
        ]
    }
}
