import Estimates
import Foundation
import Signals

extension ServerClues {
    /// Clues about the KV cache.
    func cache(_ story: ServerStory) -> [ClueFinding] {
        [
            cacheFull(story), cacheLow(story), preempts(story), swaps(story),
            cacheHeldIdle(story), prefixHitsFell(story),
        ]
    }

    // MARK: - Room

    private func usage(_ story: ServerStory) -> [Double] {
        story.engines.flatMap { $0.gauge(.kvCacheUsage).map(\.value) }
    }

    private func cacheFull(_ story: ServerStory) -> ClueFinding {
        let values = usage(story)
        guard values.count >= 2, let most = values.max() else {
            return .unknown(.cacheFull, "no engine tells the usage of its KV cache")
        }
        let full = values.count { $0 >= 0.95 }
        let text =
            "the KV cache is up to \(ServerWords.percent(most)) full, 95 % or more at \(full) of "
            + "\(values.count) scrapes"
        let figure = Self.sampled("KV cache", values, unit: "ratio")
        if full >= 2 {
            return ClueFinding(
                .cacheFull, .holds,
                strength: Self.strength(Double(full) / Double(values.count), from: 0, to: 0.2),
                text, figures: [figure])
        }
        guard most < 0.85 else { return .unknown(.cacheFull, text) }
        return ClueFinding(.cacheFull, .fails, text, figures: [figure])
    }

    private func cacheLow(_ story: ServerStory) -> ClueFinding {
        let values = usage(story)
        guard values.count >= 2, let most = values.max() else {
            return .unknown(.cacheLow, "no engine tells the usage of its KV cache")
        }
        let high = Sample.quantile(sorted: values.sorted(), 0.95)
        let text = "the KV cache is at most \(ServerWords.percent(most)) full"
        let figure = Self.sampled("KV cache", values, unit: "ratio")
        if most < 0.5 {
            return ClueFinding(
                .cacheLow, .holds, strength: Self.strength(-most, from: -0.5, to: -0.25), text,
                figures: [figure])
        }
        guard high > 0.7 else { return .unknown(.cacheLow, text) }
        return ClueFinding(.cacheLow, .fails, text, figures: [figure])
    }

    // MARK: - Eviction

    private func preempts(_ story: ServerStory) -> ClueFinding {
        guard let count = story.increase(.preemptions) else {
            return .unknown(.preempts, "no engine counts preemptions")
        }
        let ended = story.increase(.requestsFinished) ?? 0
        let text =
            "\(ServerWords.count(count, "preemption"))"
            + (ended > 0 ? " while \(ServerWords.count(ended, "request")) ended" : "")
        let figure = Self.counted("preemptions", count)
        if count >= 2 {
            let each = ended > 0 ? count / ended : 1
            return ClueFinding(
                .preempts, .holds,
                strength: min(Self.strength(count, from: 0, to: 12), 0.6 + 4 * each), text,
                figures: [figure])
        }
        guard count == 0 else { return .unknown(.preempts, text) }
        return ClueFinding(.preempts, .fails, text, figures: [figure])
    }

    private func swaps(_ story: ServerStory) -> ClueFinding {
        let swapped = story.engines.flatMap { $0.gauge(.swapped).map(\.value) }
        var shares: [Double] = []
        var moving = 0.0
        var knowsMoves = false
        for page in story.engines.flatMap(\.pages) {
            shares += ExtraFamilies.hostCacheShares.compactMap { page.maximum($0) }
        }
        for track in story.engines {
            for name in ExtraFamilies.hostTransferSeconds {
                for (before, after) in zip(track.pages, track.pages.dropFirst()) {
                    guard let first = before.sum(name), let second = after.sum(name),
                        second >= first
                    else { continue }
                    knowsMoves = true
                    moving += second - first
                }
            }
        }
        guard !swapped.isEmpty || !shares.isEmpty || knowsMoves else {
            return .unknown(
                .swaps, "no engine tells of swapping; vLLM's present one computes again")
        }
        let scrapes = swapped.count { $0 >= 1 } + shares.count { $0 > 0.005 }
        let text =
            "up to \(ServerWords.count(swapped.max() ?? 0, "request")) swapped out, "
            + "\(ServerWords.percent(shares.max() ?? 0)) of the host's cache used, "
            + "\(ServerWords.seconds(moving)) spent on moving"
        let figure = Self.sampled("swapped", swapped, unit: "requests")
        if scrapes >= 2 || moving >= 1 {
            return ClueFinding(
                .swaps, .holds, strength: Self.strength(Double(scrapes), from: 1, to: 6), text,
                figures: swapped.isEmpty ? [] : [figure])
        }
        guard scrapes == 0, moving < 0.1 else { return .unknown(.swaps, text) }
        return ClueFinding(.swaps, .fails, text, figures: swapped.isEmpty ? [] : [figure])
    }

    // MARK: - Leaks

    private func cacheHeldIdle(_ story: ServerStory) -> ClueFinding {
        let tracks = story.engines.filter { $0.knows(.kvCacheUsage) && $0.knows(.running) }
        guard !tracks.isEmpty else {
            return .unknown(.cacheHeldIdle, "no engine tells both its KV cache and what runs")
        }
        let found = tracks.map { held($0) }
        if let best = found.filter({ $0.state == .holds }).max(by: { $0.strength < $1.strength }) {
            return best
        }
        return found.first { $0.state == .unknown } ?? found[0]
    }

    private func held(_ track: EngineTrack) -> ClueFinding {
        struct Moment {
            let seconds: Double
            let running: Double
            let usage: Double
        }
        let moments = track.readings.indices.compactMap { index -> Moment? in
            guard !(track.frozen?.contains(index) ?? false), !track.isRepeat(index),
                let running = track.readings[index].gauge(.running),
                let usage = track.readings[index].gauge(.kvCacheUsage)
            else { return nil }
            return Moment(seconds: track.pages[index].seconds, running: running, usage: usage)
        }
        // What stays when nothing runs: it may stay for a while after a start, so it has to grow.
        let idle = moments.filter { $0.running == 0 }
        if idle.count >= 2, let first = idle.first, let last = idle.last,
            last.usage >= first.usage + 0.03, last.usage >= 0.04
        {
            return ClueFinding(
                .cacheHeldIdle, .holds,
                strength: Self.strength(last.usage - first.usage, from: 0.03, to: 0.15),
                "with nothing running the KV cache holds \(ServerWords.percent(last.usage)), "
                    + "\(ServerWords.percent(first.usage)) before",
                figures: [Self.sampled("KV cache, idle", idle.map(\.usage), unit: "ratio")])
        }
        let typical = Sample.median(moments.map(\.running))
        let busy = moments.filter { $0.running > 0 && $0.running >= 0.5 * typical }
        guard busy.count >= 9, let start = busy.first, let end = busy.last else {
            return .unknown(.cacheHeldIdle, "too few scrapes tell of the KV cache")
        }
        let third = busy.count / 3
        let early = busy.prefix(third)
        let late = busy.suffix(third)
        func floor(_ part: ArraySlice<Moment>) -> Double { part.map(\.usage).min() ?? 0 }
        let rise = floor(late) - floor(early)
        let swing = (early.map(\.usage).max() ?? 0) - floor(early)
        let more = Sample.mean(late.map(\.running)) / max(Sample.mean(early.map(\.running)), 0.5)
        let fit = TheilSen(busy.map { ($0.seconds - start.seconds, $0.usage) })
        let slope = (fit?.slope.lower ?? 0) * (end.seconds - start.seconds)
        let longer = promptGrowth(track)
        let text =
            "the least KV cache in use went from \(ServerWords.percent(floor(early))) to "
            + "\(ServerWords.percent(floor(late))) while \(ServerWords.number(typical)) run"
        let figure = Self.counted("rise of the KV cache's floor", rise, unit: "ratio")
        if rise >= max(0.03, 0.6 * swing), slope >= 0.5 * rise, more < 1.3, longer < 1.2 {
            return ClueFinding(
                .cacheHeldIdle, .holds, strength: Self.strength(rise, from: 0.03, to: 0.2), text,
                figures: [figure])
        }
        guard rise < max(0.02, 0.3 * swing) else { return .unknown(.cacheHeldIdle, text) }
        return ClueFinding(.cacheHeldIdle, .fails, text, figures: [figure])
    }

    /// Mean prompt length late over early: histories that grow take more cache by right.
    private func promptGrowth(_ track: EngineTrack) -> Double {
        let means = track.means(.promptLength).map(\.value)
        guard means.count >= 6 else { return 1 }
        return Sample.mean(Array(means.suffix(means.count / 3)))
            / max(Sample.mean(Array(means.prefix(means.count / 3))), 1)
    }

    // MARK: - Prefix cache

    private func prefixHitsFell(_ story: ServerStory) -> ClueFinding {
        let tracks = story.engines.map { $0.shares(.prefixCacheHitRate) }.filter { !$0.isEmpty }
        guard !tracks.isEmpty else {
            return .unknown(.prefixHitsFell, "no engine tells of hits of a prefix cache")
        }
        func rate(_ values: [IntervalValue]) -> Double {
            let whole = values.reduce(0) { $0 + $1.count }
            return whole > 0 ? values.reduce(0) { $0 + $1.value * $1.count } / whole : 0
        }
        let now = rate(tracks.flatMap { $0 })
        let figure = Self.counted("prefix-cache hit rate", now, unit: "ratio")
        if let before = baseline.map({ $0.engines.flatMap { $0.shares(.prefixCacheHitRate) } }),
            !before.isEmpty
        {
            let was = rate(before)
            let text =
                "\(ServerWords.percent(now)) of the prompts are found in the prefix cache, "
                + "\(ServerWords.percent(was)) in the baseline"
            if was >= 0.1, now < 0.6 * was {
                return ClueFinding(
                    .prefixHitsFell, .holds, strength: Self.strength(now / was, from: 0.6, to: 0.2),
                    text, figures: [figure])
            }
            return ClueFinding(
                .prefixHitsFell, was >= 0.1 && now > 0.85 * was ? .fails : .unknown, text,
                figures: [figure])
        }
        for values in tracks {
            guard let fall = fall(of: values) else { continue }
            return ClueFinding(
                .prefixHitsFell, .holds,
                strength: Self.strength(fall.after / fall.before, from: 0.6, to: 0.2),
                "the prefix cache found \(ServerWords.percent(fall.before)) of the prompts, then "
                    + "\(ServerWords.percent(fall.after))",
                figures: [Self.counted("prefix-cache hit rate after", fall.after, unit: "ratio")])
        }
        guard now >= 0.1 else {
            return .unknown(
                .prefixHitsFell,
                "the prefix cache finds \(ServerWords.percent(now)) and it is not known what the "
                    + "prompts share")
        }
        return ClueFinding(
            .prefixHitsFell, .fails, strength: 0.6,
            "the prefix cache goes on finding \(ServerWords.percent(now)) of the prompts",
            figures: [figure])
    }

    /// A fall of shares of which the later ones may be zero: earlier and later parts hardly overlap.
    func fall(of values: [IntervalValue]) -> (before: Double, after: Double)? {
        // A few empty intervals at an end are chance where little is asked.
        let edge = max(4, values.count / 8)
        guard values.count >= 2 * edge else { return nil }
        var best: (gap: Double, before: Double, after: Double)?
        for split in edge...(values.count - edge) {
            let early = values[..<split].map(\.value).sorted()
            let late = values[split...].map(\.value).sorted()
            let low = Sample.quantile(sorted: early, 0.2)
            let high = Sample.quantile(sorted: late, 0.8)
            guard low > high else { continue }
            let (before, after) = (Sample.median(sorted: early), Sample.median(sorted: late))
            guard before >= 0.1, after <= 0.6 * before, before - after >= 0.05 else { continue }
            let gap = (low - high) * Double(min(early.count, late.count)).squareRoot()
            if gap > (best?.gap ?? 0) { best = (gap, before, after) }
        }
        return best.map { ($0.before, $0.after) }
    }
}
