import Signals
import Telemetry

extension ServerClues {
    /// Clues about how much runs and waits.
    func load(_ story: ServerStory) -> [ClueFinding] {
        [requestsWait(story), runningAtLimit(story), queueDominates(story), waitsDeferred(story)]
    }

    // MARK: - Waiting

    /// The shortest stretch of waiting that counts, in seconds.
    private static let longWait = 20.0

    private func requestsWait(_ story: ServerStory) -> ClueFinding {
        let tracks = story.engines.map { $0.gauge(.waiting) }.filter { !$0.isEmpty }
        guard !tracks.isEmpty else {
            return .unknown(.requestsWait, "no engine tells how many requests wait")
        }
        let all = tracks.flatMap { $0.map(\.value) }
        let share = Double(all.count { $0 >= 1 }) / Double(all.count)
        let longest = tracks.map { Self.longestRun($0) { $0 >= 1 } }.max() ?? 0
        let figure = Self.sampled("waiting", all, unit: "requests")
        let text =
            "\(ServerWords.count(Sample.mean(all), "request")) wait on average, at "
            + "\(ServerWords.percent(share)) of \(all.count) scrapes"
        guard all.count >= 4 else { return .unknown(.requestsWait, "too few scrapes: " + text) }
        if share >= 0.3 || longest >= Self.longWait, all.count(where: { $0 >= 1 }) >= 3 {
            let effect = max(share, min(longest / 120, 1))
            return ClueFinding(
                .requestsWait, .holds, strength: Self.strength(effect, from: 0.2, to: 0.7), text,
                figures: [figure])
        }
        guard share <= 0.1 else {
            return .unknown(.requestsWait, text + ", neither often nor long")
        }
        return ClueFinding(.requestsWait, .fails, text, figures: [figure])
    }

    /// The longest time over which all scrapes fulfil a condition, in seconds; at least three of them.
    static func longestRun(
        _ values: [(seconds: Double, value: Double)], _ condition: (Double) -> Bool
    ) -> Double {
        var longest = 0.0
        var first: Int?
        for (index, item) in values.enumerated() {
            guard condition(item.value) else {
                first = nil
                continue
            }
            let start = first ?? index
            first = start
            if index - start >= 2 { longest = max(longest, item.seconds - values[start].seconds) }
        }
        return longest
    }

    // MARK: - Slots

    /// A limit on running requests and what says so.
    struct SlotLimit {
        let value: Double
        let source: String
    }

    /// The slot limit of one replica, as the live engine tells it.
    func slotLimit(of track: EngineTrack?, in story: ServerStory) -> SlotLimit? {
        if let limit = track?.readings.last(where: { $0.gauge(.slotLimit) != nil })?
            .gauge(.slotLimit), limit > 0
        {
            return SlotLimit(value: limit, source: "its metrics")
        }
        let told = story.identity?.limits.first { $0.kind == .runningRequests }
        if let told { return SlotLimit(value: told.value, source: told.source) }
        let logged = story.startupLog.flatMap { log in
            (log.limits + log.inferredLimits).first { $0.kind == .runningRequests }
        }
        return logged.map { SlotLimit(value: $0.value, source: $0.source) }
    }

    /// Where the number of running requests stands while others wait.
    struct Plateau {
        let value: Double
        /// Scrapes at which requests waited.
        let waitingScrapes: Int
        /// Of these, the share at which as many ran as ever.
        let share: Double
    }

    /// The plateau of one replica; nil with fewer than three scrapes at which requests waited.
    func plateau(of track: EngineTrack) -> Plateau? {
        var running: [Double] = []
        var most = 0.0
        for index in track.readings.indices where isAlive(track, at: index) {
            guard let runs = track.readings[index].gauge(.running),
                let waits = track.readings[index].gauge(.waiting)
            else { continue }
            most = max(most, runs)
            let deferred = track.readings[index].gauge(.waitingDeferred) ?? 0
            if waits - deferred >= 1, runs > 0 { running.append(runs) }
        }
        guard running.count >= 3, most > 0 else { return nil }
        let share = Double(running.count { $0 >= most }) / Double(running.count)
        return Plateau(value: most, waitingScrapes: running.count, share: share)
    }

    /// Whether the gauges of a scrape are of a living engine: not frozen, not old, and tokens were generated.
    private func isAlive(_ track: EngineTrack, at index: Int) -> Bool {
        guard !(track.frozen?.dropFirst().contains(index) ?? false), !track.isRepeat(index) else {
            return false
        }
        guard index > 0, !ExtraFamilies.countsTokensAtEnd(track.detection.kind) else { return true }
        return track.intervals[index - 1].increase(.generationTokens).map { $0 > 0 } ?? true
    }

    private func runningAtLimit(_ story: ServerStory) -> ClueFinding {
        let known = story.engines.filter { $0.knows(.running) && $0.knows(.waiting) }
        guard !known.isEmpty else {
            return .unknown(.runningAtLimit, "no engine tells how many requests run and wait")
        }
        var best: ClueFinding?
        var refuted = 0
        for track in known {
            let limit = slotLimit(of: track, in: story)
            guard let plateau = plateau(of: track) else {
                if track.gauge(.waiting).count >= 4 { refuted += 1 }
                continue
            }
            let value = ServerWords.number(plateau.value)
            let isFull = (track.gauge(.kvCacheUsage).map(\.value).max() ?? 0) >= 0.95
            if let limit, plateau.value < 0.95 * limit.value {
                refuted += 1
                continue
            }
            let least = limit == nil ? 0.7 : 0.5
            guard plateau.share >= least, limit != nil || !isFull else {
                if plateau.share < 0.4 { refuted += 1 }
                continue
            }
            let waiting = track.gauge(.waiting).map(\.value)
            let text =
                "running stands at \(value)"
                + (limit.map { " of \(ServerWords.number($0.value)) (\($0.source))" } ?? "")
                + " at \(ServerWords.percent(plateau.share)) of the "
                + "\(plateau.waitingScrapes) scrapes at which requests wait"
            let finding = ClueFinding(
                .runningAtLimit, .holds,
                strength: Self.strength(
                    Double(plateau.waitingScrapes) * plateau.share, from: 2, to: 10)
                    * (limit == nil ? 0.9 : 1), text,
                figures: [
                    Self.sampled("running", track.gauge(.running).map(\.value), unit: "requests"),
                    Self.sampled("waiting", waiting, unit: "requests"),
                ])
            if finding.strength > (best?.strength ?? 0) { best = finding }
        }
        if let best { return best }
        guard refuted == known.count else {
            return .unknown(
                .runningAtLimit, "requests wait at too few scrapes, or running has no clear limit")
        }
        let running = known.flatMap { $0.gauge(.running).map(\.value) }
        return ClueFinding(
            .runningAtLimit, .fails,
            "running goes up to \(ServerWords.number(running.max() ?? 0)) and stands at no limit "
                + "while requests wait",
            figures: [Self.sampled("running", running, unit: "requests")])
    }

    // MARK: - Queue time

    private func queueDominates(_ story: ServerStory) -> ClueFinding {
        guard story.engines.contains(where: { $0.knows(.queueTime) && $0.knows(.endToEndLatency) })
        else {
            return .unknown(.queueDominates, "no engine tells both queue time and E2E")
        }
        let parts = thirds(story).compactMap {
            part -> (queue: Double, whole: Double, count: Int)? in
            guard let queue = story.mean(.queueTime, from: part.start, to: part.end),
                let whole = story.mean(.endToEndLatency, from: part.start, to: part.end),
                whole.mean > 0, queue.count >= 4
            else { return nil }
            return (queue.mean, whole.mean, queue.count)
        }
        guard let worst = parts.max(by: { $0.queue / $0.whole < $1.queue / $1.whole }) else {
            return .unknown(.queueDominates, "too few requests ended")
        }
        let share = worst.queue / worst.whole
        let text =
            "requests queue for \(ServerWords.seconds(worst.queue)) of "
            + "\(ServerWords.seconds(worst.whole)) on average, \(ServerWords.percent(share))"
        let figures = [
            Self.counted("queue time mean", worst.queue, count: worst.count, unit: "s"),
            Self.counted("E2E mean", worst.whole, count: worst.count, unit: "s"),
        ]
        if share >= 0.2, worst.queue >= 0.05 {
            return ClueFinding(
                .queueDominates, .holds, strength: Self.strength(share, from: 0.2, to: 0.5), text,
                figures: figures)
        }
        guard share <= 0.1 else { return .unknown(.queueDominates, text) }
        return ClueFinding(.queueDominates, .fails, text, figures: figures)
    }

    /// The whole time and its thirds.
    func thirds(_ story: ServerStory) -> [(start: Double, end: Double)] {
        guard let span = story.span else { return [] }
        let length = (span.upperBound - span.lowerBound) / 3
        return [(span.lowerBound, span.upperBound)]
            + (0..<3).map { third in
                let start = span.lowerBound + Double(third) * length
                return (start - 0.001, start + length + 0.001)
            }
    }

    // MARK: - Other reasons

    private func waitsDeferred(_ story: ServerStory) -> ClueFinding {
        let values = story.engines.flatMap { $0.gauge(.waitingDeferred).map(\.value) }
        let adapters = story.engines.flatMap { adapterLevels($0) }.map { $0.waiting ? 1.0 : 0 }
        let known = values.isEmpty ? adapters : values
        guard known.count >= 4 else {
            return .unknown(.waitsDeferred, "no engine tells why requests wait")
        }
        let share = Double(known.count { $0 >= 1 }) / Double(known.count)
        let text =
            "requests wait for something other than room at \(ServerWords.percent(share)) of "
            + "\(known.count) scrapes"
        let figure = Self.sampled("waiting, deferred", known, unit: "requests")
        if share >= 0.15, known.count(where: { $0 >= 1 }) >= 2 {
            return ClueFinding(
                .waitsDeferred, .holds, strength: Self.strength(share, from: 0.15, to: 0.5), text,
                figures: [figure])
        }
        guard share <= 0.05 else { return .unknown(.waitsDeferred, text) }
        return ClueFinding(.waitsDeferred, .fails, text, figures: [figure])
    }
}
