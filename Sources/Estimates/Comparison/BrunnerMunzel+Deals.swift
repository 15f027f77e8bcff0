extension BrunnerMunzel {
    /// The statistic's size over the ways of dealing the ranks to the two sides.
    struct Deals {
        /// Sizes in ascending order.
        private let sizes: [Double]

        init(ranks: [Double], baselineCount: Int, most: Int, _ seed: UInt64) {
            var sizes: [Double] = []
            if Self.count(of: baselineCount, among: ranks.count) <= Double(most) {
                var chosen = Array(0..<baselineCount)
                repeat {
                    sizes.append(Self.size(ranks, chosen))
                } while Self.advance(&chosen, among: ranks.count)
            } else {
                var generator = SplitMix64(seed: seed)
                var shuffled = ranks
                // The deal that was measured is one of them.
                sizes.append(
                    abs(Parts(ranks: ranks, baselineCount: baselineCount).statistic))
                for _ in 1..<most {
                    shuffled.shuffle(using: &generator)
                    sizes.append(
                        abs(Parts(ranks: shuffled, baselineCount: baselineCount).statistic))
                }
            }
            self.sizes = sizes.sorted()
        }

        /// The share of deals whose statistic is at least so large.
        func share(atLeast size: Double) -> Double {
            // Deals that differ by names alone may differ in their last digits.
            let limit = size.isFinite ? size - 1e-9 * max(1, size) : size
            return Double(sizes.count { $0 >= limit }) / Double(sizes.count)
        }

        /// The size that the given share of deals does not exceed.
        func quantile(_ share: Double) -> Double {
            sizes[OrderStatistic.nearestRank(share: share, count: sizes.count) - 1]
        }

        /// The number of ways to choose so many of a number; infinite where it is beyond counting.
        static func count(of chosen: Int, among total: Int) -> Double {
            let fewer = min(chosen, total - chosen)
            guard fewer > 0 else { return 1 }
            return (1...fewer).reduce(1.0) { $0 * Double(total - fewer + $1) / Double($1) }
                .rounded()
        }

        private static func size(_ ranks: [Double], _ chosen: [Int]) -> Double {
            var isChosen = Array(repeating: false, count: ranks.count)
            for index in chosen { isChosen[index] = true }
            let first = ranks.indices.filter { isChosen[$0] }.map { ranks[$0] }
            let second = ranks.indices.filter { !isChosen[$0] }.map { ranks[$0] }
            return abs(Parts(ranks: first + second, baselineCount: first.count).statistic)
        }

        /// The next combination in lexicographic order.
        private static func advance(_ chosen: inout [Int], among total: Int) -> Bool {
            let count = chosen.count
            guard
                let place = chosen.indices.last(where: { chosen[$0] < total - count + $0 })
            else { return false }
            chosen[place] += 1
            for later in (place + 1)..<max(place + 1, count) {
                chosen[later] = chosen[later - 1] + 1
            }
            return true
        }
    }
}
