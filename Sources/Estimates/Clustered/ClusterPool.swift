/// All values of all clusters, sorted once, so that a weighted percentile is a walk and no sort.
package struct ClusterPool: Sendable {
    /// The pooled values in ascending order.
    package let values: [Double]
    /// The cluster that each pooled value belongs to.
    let owners: [Int32]
    /// How many values each cluster has.
    let sizes: [Int]

    /// Pools clusters.
    ///
    /// - Parameter clusters: The values of each; one without a value takes no part.
    package init(clusters: [[Double]]) {
        let clusters = clusters.filter { !$0.isEmpty }
        sizes = clusters.map(\.count)
        // There may be millions: what is sorted is four bytes each, and equal values stay in order.
        let flat = clusters.flatMap { $0 }
        var order = [UInt32](0..<UInt32(flat.count))
        flat.withUnsafeBufferPointer { flat in
            order.sort { flat[Int($0)] < flat[Int($1)] }
        }
        values = order.map { flat[Int($0)] }
        var ownersInTurn: [Int32] = []
        ownersInTurn.reserveCapacity(flat.count)
        for (owner, cluster) in clusters.enumerated() {
            ownersInTurn.append(contentsOf: repeatElement(Int32(owner), count: cluster.count))
        }
        owners = order.map { ownersInTurn[Int($0)] }
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
                below += weights[Int(owners[position])]
                if below >= rank { return position }
            }
        } else {
            // A high percentile is near the top: walk down from there.
            var above = 0
            for position in values.indices.reversed() {
                above += weights[Int(owners[position])]
                if above > total - rank { return position }
            }
        }
        return values.count - 1
    }

    /// Whether at least that many clusters have a value at or above a limit.
    func hasClusters(_ count: Int, atLeast limit: Double) -> Bool {
        var found: Set<Int32> = []
        for position in values.indices.reversed() {
            guard values[position] >= limit else { return false }
            if found.insert(owners[position]).inserted && found.count >= count { return true }
        }
        return false
    }

    /// Whether at least that many clusters have a value at or below a limit.
    func hasClusters(_ count: Int, atMost limit: Double) -> Bool {
        var found: Set<Int32> = []
        for position in values.indices {
            guard values[position] <= limit else { return false }
            if found.insert(owners[position]).inserted && found.count >= count { return true }
        }
        return false
    }
}
