import Capacity

extension SweepPlan {
    /// Connections that the levels known beforehand may hold at once: as many as requests in flight,
    /// or those of ten seconds of starts and some more.
    var connections: Int {
        let highest =
            switch search {
            case .levels(let levels): levels.last ?? 1
            case .find(let bounds): bounds.start
            }
        return switch axis {
        case .concurrency: Int(highest)
        case .rate: 100 + Int(highest * 10)
        }
    }

    /// Event loops that the clients of an endpoint may share: one measures some hundred streams
    /// without being late.
    var loopsMax: Int {
        switch search {
        case .levels: min(8, max(1, connections / 128))
        case .find: 4
        }
    }
}
