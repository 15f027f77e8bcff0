/// The conditions of a script, worked out once for every stretch between their boundaries.
struct ConditionTimeline: Sendable {
    /// When conditions begin or end, in seconds, ascending.
    let boundarySeconds: [Double]
    /// For every stretch: what lies before the balancer.
    private let path: [HeldConditions]
    /// For every stretch: every replica.
    private let replicas: [[HeldConditions]]

    init(_ script: FaultScript, replicas count: Int) {
        let boundaries = script.boundaries
        boundarySeconds = boundaries.map { $0 / .seconds(1) }
        // The stretch before the first boundary is asked for at a moment that no rule begins or ends at.
        let moments = [.seconds(-1)] + boundaries
        path = moments.map { HeldConditions(script.conditions(at: $0, replica: nil)) }
        replicas = moments.map { moment in
            (0..<count).map {
                HeldConditions(script.conditions(at: moment, replica: $0))
            }
        }
    }

    /// What holds before the balancer.
    func path(at seconds: Double) -> HeldConditions {
        path[stretch(at: seconds)]
    }

    /// What holds at a replica, what lies before the balancer included.
    func replica(_ replica: Int, at seconds: Double) -> HeldConditions {
        replicas[stretch(at: seconds)][replica]
    }

    /// How many boundaries lie at or before a moment.
    private func stretch(at seconds: Double) -> Int {
        var low = 0
        var high = boundarySeconds.count
        while low < high {
            let middle = (low + high) / 2
            if boundarySeconds[middle] <= seconds {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low
    }
}
