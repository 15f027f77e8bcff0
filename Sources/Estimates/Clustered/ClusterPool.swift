/// All values of all clusters, sorted once, so that a weighted percentile is a walk and no sort.
struct ClusterPool: Sendable {
    /// The pooled values in ascending order.
    let values: [Double]
    /// The cluster that each pooled value belongs to.
    let owners: [Int]
    /// How many values each cluster has.
    let sizes: [Int]

    /// Pools clusters that each have at least one value.
    init(clusters: [[Double]]) {
        var pooled: [(value: Double, owner: Int)] = []
        pooled.reserveCapacity(clusters.reduce(0) { $0 + $1.count })
        for (owner, cluster) in clusters.enumerated() {
            for value in cluster { pooled.append((value, owner)) }
        }
        pooled.sort { $0.value < $1.value }
        values = pooled.map(\.value)
        owners = pooled.map(\.owner)
        sizes = clusters.map(\.count)
    }

    /// The 0-based position, among the pooled values, of the nearest-rank percentile when each
    /// cluster counts as often as its weight says; at least one weight is positive.
    func position(ofShare share: Double, weights: [Int]) -> Int {
        var total = 0
        for index in sizes.indices { total += weights[index] * sizes[index] }
        let rank = OrderStatistic.nearestRank(share: share, count: total)
        if share < 0.5 {
            var below = 0
            for position in values.indices {
                below += weights[owners[position]]
                if below >= rank { return position }
            }
        } else {
            // A high percentile is near the top: walk down from there.
            var above = 0
            for position in values.indices.reversed() {
                above += weights[owners[position]]
                if above > total - rank { return position }
            }
        }
        return values.count - 1
    }

    /// Whether at least that many clusters have a value at or above a limit.
    func hasClusters(_ count: Int, atLeast limit: Double) -> Bool {
        var found: Set<Int> = []
        for position in values.indices.reversed() {
            guard values[position] >= limit else { return false }
            if found.insert(owners[position]).inserted && found.count >= count { return true }
        }
        return false
    }

    /// Whether at least that many clusters have a value at or below a limit.
    func hasClusters(_ count: Int, atMost limit: Double) -> Bool {
        var found: Set<Int> = []
        for position in values.indices {
            guard values[position] <= limit else { return false }
            if found.insert(owners[position]).inserted && found.count >= count { return true }
        }
        return false
    }
}
