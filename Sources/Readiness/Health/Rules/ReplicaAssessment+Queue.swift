import Estimates
import Signals

extension ReplicaAssessment {
    /// Who waits, how long, and for what.
    var queueItems: [HealthItem] {
        var items: [HealthItem] = []
        for range in window.isRange ? ranges[.queueTime] : [] {
            let own = readings[.queueTime, range.statistic]
            let isNarrowed = range.statistic == .quantile(0.95)
            if let estimate = isNarrowed ? narrowedQuantiles[.queueTime] ?? own : own {
                items.append(
                    graded(
                        .queueTime, range, estimate, in: .queue,
                        next: "firstlight limits finds the limit that requests queue for"))
            } else if isExposed(.queueTime) {
                items.append(
                    unobserved(.queueTime, range, in: .queue, because: reasonNothingObserved))
            }
        }
        items += [shown(.running, .average, in: .queue), shown(.running, .maximum, in: .queue)]
            .compactMap(\.self)
        items += waitingItems
        items += [
            shown(.waitingDeferred, .maximum, in: .queue), shown(.slotLimit, .value, in: .queue),
        ].compactMap(\.self)
        if let plateau = plateauItem { items.append(plateau) }
        return items
    }

    /// The queue that counts is graded; the other one, which holds it, is shown.
    private var waitingItems: [HealthItem] {
        let counting = readings.waitingSignal
        var items: [HealthItem] = []
        for signal in [Signal.waiting, .waitingForCapacity] {
            for range in ranges[signal] {
                guard let estimate = readings[signal, range.statistic] else { continue }
                // One look is no queue that never emptied.
                let isSustained = range.statistic == .minimum
                guard signal == counting || !isSustained, window.isRange || !isSustained else {
                    items += [shown(signal, .value, in: .queue)].compactMap(\.self)
                    continue
                }
                items.append(
                    graded(
                        signal, range, estimate, in: .queue,
                        next: "add capacity, or firstlight limits finds the limit to raise"))
            }
        }
        if let most = shown(counting, .maximum, in: .queue) { items.append(most) }
        return items
    }

    /// An engine that never runs more than a number while others wait and the cache has room has a
    /// limit of that number.
    ///
    /// A slot is empty for a moment between two requests, so a few scrapes may see one less.
    private var plateauItem: HealthItem? {
        guard window.scrapes >= Self.plateauScrapesLeast, window.kind != .single,
            let most = readings.value(.running, .maximum), most > 0,
            let average = readings.value(.running, .average),
            average >= Self.plateauShareLeast * most,
            readings.isAlwaysWaiting == true,
            (readings.value(.preemptions, .increase) ?? 0) < 0.5
        else { return nil }
        let cache = readings.value(.kvCacheUsage, .maximum)
        guard (cache ?? 0) < Self.plateauCacheMost else { return nil }
        let slow = [Signal.queueTime, .timeToFirstToken].contains { signal in
            let estimate = narrowedQuantiles[signal] ?? readings[signal, .quantile(0.95)]
            guard let range = ranges.range(signal, .quantile(0.95)), let estimate else {
                return false
            }
            return range.standing(of: estimate).grade == .critical
        }
        let waiting = readings.value(readings.waitingSignal, .maximum) ?? 0
        let room =
            cache.map { "the KV cache is at most \(HealthFigure.text($0, .ratio)) full" }
            ?? "the engine does not tell how full its KV cache is"
        let count = HealthFigure.text(most, .number)
        let waits = HealthFigure.text(waiting, .number)
        return rule(
            "slot_plateau", "slot limit", in: .queue, slow ? .critical : .warning,
            estimate: .exact(most, count: window.scrapes, provenance: .sampledGauge),
            unit: .requests, brief: "requests wait for one of \(count) slots",
            evidence: "Running flat: never more than \(count), "
                + "\(HealthFigure.text(average, .number)) on average of \(window.scrapes) scrapes, "
                + "while up to \(waits) wait; \(room), and nothing was preempted: \(count) is the "
                + "slot limit.",
            next: "raise the slot limit of \(count) (vLLM: --max-num-seqs); firstlight limits "
                + "shows where it comes from")
    }

    /// Two looks that see the same number see it by chance.
    static let plateauScrapesLeast = 3
    /// How full the slots have to be on average.
    static let plateauShareLeast = 0.85
    /// From here on the cache may be what holds requests back.
    static let plateauCacheMost = 0.8
}
