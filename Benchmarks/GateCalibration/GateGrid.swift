import Estimates

/// The simulated gates of one budget, for every true share and arrangement.
struct GateGrid {
    /// One row of a table.
    struct Cell {
        var trueShare: Double
        var arrangement: Arrangement
        var outcomes: GateOutcomes
    }

    static let trueShares = [0, 0.80, 0.90, 0.95, 0.97, 0.99, 0.999]

    let limit = 0.95
    private(set) var cells: [Cell] = []

    init(gates: Int, seed: UInt64, maxProbes: Int) {
        let simulation = GateSimulation(
            gates: gates, seed: seed, share: limit, maxProbes: maxProbes)
        for trueShare in Self.trueShares {
            for arrangement in Arrangement.allCases {
                cells.append(
                    Cell(
                        trueShare: trueShare, arrangement: arrangement,
                        outcomes: simulation.run(arrangement, trueShare: trueShare)))
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

    /// Whether, at every true share, the arrangements in which the first objective is missed
    /// whenever another one is gave the very same gates.
    var firstObjectiveDecides: Bool {
        Self.trueShares.allSatisfy { trueShare in
            let same = cells.filter {
                $0.trueShare == trueShare && $0.arrangement.objectives == 3
                    && $0.arrangement != .independent
            }
            return same.dropFirst().allSatisfy { $0.outcomes == same.first?.outcomes }
        }
    }

    /// The mean number of probes of one kind of gate.
    func meanProbes(_ arrangement: Arrangement, trueShare: Double) -> Double {
        cells.first { $0.arrangement == arrangement && $0.trueShare == trueShare }?
            .outcomes.meanProbes ?? .nan
    }
}
