import Exposition
import Signals

extension ServerClues {
    /// Clues about parts that not every engine has: adapters, drafts, chunked prefill.
    func features(_ story: ServerStory) -> [ClueFinding] {
        [adapterSlotsFull(story), acceptanceLow(story), stepsHuge(story)]
    }

    // MARK: - Adapters

    /// What a scrape tells of adapters: whether all slots are taken, whether some wait.
    func adapterLevels(_ track: EngineTrack) -> [(full: Bool, waiting: Bool)] {
        track.pages.indices.compactMap { index in
            if let share = track.readings[index].gauge(.loraSlotUsage) {
                return (share >= 0.99, false)
            }
            // Old label sets linger; the value is the time of the update.
            guard
                let latest = track.pages[index].samples(ExtraFamilies.adapters).max(by: {
                    $0.value < $1.value
                }), let slots = latest.label("max_lora").flatMap({ Double($0) }), slots > 0
            else { return nil }
            let running = (latest.label("running_lora_adapters") ?? "").split(separator: ",")
            let waiting = (latest.label("waiting_lora_adapters") ?? "").split(separator: ",")
            return (Double(running.count) >= slots, !waiting.isEmpty)
        }
    }

    private func adapterSlotsFull(_ story: ServerStory) -> ClueFinding {
        let levels = story.engines.flatMap { adapterLevels($0) }
        guard levels.count >= 4 else {
            return .unknown(.adapterSlotsFull, "no engine tells of adapters")
        }
        let full = Double(levels.count(where: \.full)) / Double(levels.count)
        let waiting = levels.count(where: \.waiting)
        let text =
            "all slots for adapters are taken at \(ServerWords.percent(full)) of \(levels.count) "
            + "scrapes, adapters wait at \(waiting)"
        let figure = Self.counted(
            "share with all adapter slots taken", full, count: levels.count, unit: "ratio")
        if full >= 0.3 {
            return ClueFinding(
                .adapterSlotsFull, .holds,
                strength: Self.strength(Double(waiting) / Double(levels.count), from: 0, to: 0.3),
                text, figures: [figure])
        }
        guard full <= 0.1 else { return .unknown(.adapterSlotsFull, text) }
        return ClueFinding(.adapterSlotsFull, .fails, text, figures: [figure])
    }

    // MARK: - Drafts

    private func acceptanceLow(_ story: ServerStory) -> ClueFinding {
        let tracks = story.engines.map { $0.shares(.speculativeAcceptance) }.filter { !$0.isEmpty }
        guard !tracks.isEmpty else {
            return .unknown(.acceptanceLow, "no engine tells of drafted tokens")
        }
        let all = tracks.flatMap { $0 }
        let drafted = all.reduce(0) { $0 + $1.count }
        let rate = all.reduce(0) { $0 + $1.value * $1.count } / drafted
        let figure = Self.counted("speculative acceptance", rate, unit: "ratio")
        for values in tracks {
            guard let fall = fall(of: values), fall.after < 0.75 * fall.before else { continue }
            return ClueFinding(
                .acceptanceLow, .holds,
                strength: Self.strength(fall.after / fall.before, from: 0.75, to: 0.4),
                "\(ServerWords.percent(fall.before)) of the drafted tokens were accepted, then "
                    + "\(ServerWords.percent(fall.after))", figures: [figure])
        }
        let text = "\(ServerWords.percent(rate)) of the drafted tokens are accepted"
        if rate < 0.25, all.count >= 3 {
            return ClueFinding(
                .acceptanceLow, .holds, strength: Self.strength(rate, from: 0.25, to: 0.1), text,
                figures: [figure])
        }
        guard rate >= 0.5 else { return .unknown(.acceptanceLow, text) }
        return ClueFinding(.acceptanceLow, .fails, text, figures: [figure])
    }

    // MARK: - Steps

    /// Tokens of a step from which on others feel it: more than the budget that engines have for themselves.
    private static let hugeStep = 4096.0

    private func stepsHuge(_ story: ServerStory) -> ClueFinding {
        var huge = 0.0
        var large = 0.0
        var steps = 0.0
        for track in story.engines {
            for (_, lower, count) in track.pages.first.map({ stepBuckets($0, track) }) ?? [] {
                steps += count
                if lower >= Self.hugeStep { huge += count }
                if lower >= Self.hugeStep / 2 { large += count }
            }
        }
        guard steps > 0 else {
            return .unknown(.stepsHuge, "no engine counts the tokens of its steps")
        }
        let text =
            "\(ServerWords.count(huge, "step")) of more than \(ServerWords.number(Self.hugeStep)) "
            + "tokens among \(ServerWords.number(steps))"
        let figure = Self.counted("steps above 4096 tokens", huge)
        if huge >= 3 {
            return ClueFinding(
                .stepsHuge, .holds, strength: Self.strength(huge, from: 2, to: 12), text,
                figures: [figure])
        }
        // Half as many tokens are felt where they come often.
        if large >= 20, large / steps >= 0.004 {
            return ClueFinding(
                .stepsHuge, .holds, strength: 0.5,
                "\(ServerWords.count(large, "step")) of more than "
                    + "\(ServerWords.number(Self.hugeStep / 2)) tokens among "
                    + ServerWords.number(steps), figures: [figure])
        }
        guard large <= 2 else { return .unknown(.stepsHuge, text) }
        return ClueFinding(.stepsHuge, .fails, text, figures: [figure])
    }

    /// Steps in each bucket over the window: upper bound, lower bound, count.
    private func stepBuckets(
        _ first: MetricPage, _ track: EngineTrack
    ) -> [(upper: Double, lower: Double, count: Double)] {
        for name in ExtraFamilies.stepTokens {
            let spelled = track.detection.naming.spell(name) + "_bucket"
            let counts = zip(track.pages, track.pages.dropFirst()).reduce(
                into: [Double: Double]()
            ) { result, pair in
                let before = Self.buckets(pair.0, spelled)
                for (bound, count) in Self.buckets(pair.1, spelled) {
                    result[bound, default: 0] += max(0, count - (before[bound] ?? 0))
                }
            }
            guard !counts.isEmpty else { continue }
            var below = (bound: 0.0, count: 0.0)
            return counts.sorted { $0.key < $1.key }.map { bound, count in
                defer { below = (bound, count) }
                return (bound, below.bound, max(0, count - below.count))
            }
        }
        return []
    }

    private static func buckets(_ page: MetricPage, _ name: String) -> [Double: Double] {
        page.samples(name).reduce(into: [:]) { result, sample in
            guard let bound = sample.label("le").flatMap({ Double($0) }) else { return }
            result[bound, default: 0] += sample.value
        }
    }
}
