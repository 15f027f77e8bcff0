import Estimates

/// The simulated gates of one budget, for every true share and arrangement.
struct GateGrid {
    /// One row of a table.
    struct Cell {
        var trueShare: Double
        var arrangement: Arrangement
        var outcomes: GateOutcomes
        /// The same probes with the error probability of refusing divided among the objectives.
        var divided: GateOutcomes
        /// Among the gates refused, those in which no objective could be named then.
        var unnamed: Int
    }

    static let trueShares = [0, 0.80, 0.90, 0.95, 0.97, 0.99, 0.999]

    let limit = 0.95
    private(set) var cells: [Cell] = []
    /// Gates that the divided error probability refused and the joint rule did not by then.
    private(set) var later = 0

    init(gates: Int, seed: UInt64, maxProbes: Int) {
        let simulation = GateSimulation(
            gates: gates, seed: seed, share: limit, maxProbes: maxProbes)
        for trueShare in Self.trueShares {
            for arrangement in Arrangement.allCases {
                let outcomes = simulation.run(arrangement, trueShare: trueShare)
                later += outcomes.later
                cells.append(
                    Cell(
                        trueShare: trueShare, arrangement: arrangement, outcomes: outcomes.joint,
                        divided: outcomes.divided, unnamed: outcomes.unnamed))
            }
        }
    }

    /// The largest share of gates called ready whose true share is at or below the limit.
    var worstFalseReady: Double {
        cells.filter { $0.trueShare <= limit }.map(\.outcomes.readyShare).max() ?? 0
    }

    /// The largest share of gates called not ready whose true share is at or above the limit.
    var worstFalseNotReady: Double {
        cells.filter { $0.trueShare >= limit }.map(\.outcomes.notReadyShare).max() ?? 0
    }

    /// The row of one kind of gate; the grid has one for each.
    func cell(_ arrangement: Arrangement, trueShare: Double) -> Cell? {
        cells.first { $0.arrangement == arrangement && $0.trueShare == trueShare }
    }
}
