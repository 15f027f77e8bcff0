import Estimates
import Signals

extension ReplicaAssessment {
    /// The KV cache: how full it is, and whether requests suffer for it.
    var cacheItems: [HealthItem] {
        var items: [HealthItem] = []
        for range in ranges[.kvCacheUsage] {
            guard let estimate = readings[.kvCacheUsage, range.statistic] else { continue }
            items.append(usageItem(range, estimate))
        }
        for range in ranges[.preemptions] where window.isRange {
            guard let estimate = readings[.preemptions, range.statistic] else { continue }
            var item = graded(
                .preemptions, range, estimate, in: .kvCache,
                next: "lower the slot limit, shorten the answers, or give the KV cache more memory")
            cap(&item, of: .preemptions)
            if let count = readings.value(.preemptions, .increase), count >= 0.5 {
                item.evidence =
                    "\(Self.counted(Int(count.rounded()), "preemption")) in \(windowText). "
                    + item.evidence
            }
            items.append(item)
        }
        for range in ranges[.swapped] {
            guard let estimate = readings[.swapped, range.statistic] else { continue }
            items.append(graded(.swapped, range, estimate, in: .kvCache))
        }
        items += [
            shown(.kvCacheTokens, .value, in: .kvCache),
            shown(.prefixCacheHitRate, .value, in: .kvCache),
            shown(.loraSlotUsage, .maximum, in: .kvCache),
        ].compactMap(\.self)
        for range in ranges[.speculativeAcceptance] {
            guard let estimate = readings[.speculativeAcceptance, range.statistic] else { continue }
            items.append(graded(.speculativeAcceptance, range, estimate, in: .kvCache))
        }
        return items
    }

    /// A full cache that serves everybody is well used: critical takes somebody who suffers.
    private func usageItem(_ range: HealthRange, _ estimate: Estimate) -> HealthItem {
        var item = graded(
            .kvCacheUsage, range, estimate, in: .kvCache,
            next: "fewer or shorter requests for each replica, or more memory for the KV cache")
        guard item.grade == .critical else { return item }
        let preempted = readings.value(.preemptions, .increase) ?? 0
        let waits = readings.isAlwaysWaiting == true
        let sentence = String(item.evidence.dropLast())
        switch (preempted >= 0.5, waits) {
        case (true, _):
            let count = Self.counted(Int(preempted.rounded()), "request")
            item.evidence = sentence + "; \(count) lost their cache for it."
        case (false, true): item.evidence = sentence + "; requests wait for it."
        case (false, false):
            item.grade = .warning
            item.evidence = sentence + "; nothing waits and nothing was preempted for it."
        }
        return item
    }
}
