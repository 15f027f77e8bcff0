import Exposition
import Signals

extension ServerClues {
    /// Clues about what is told, and when.
    func measurement(_ story: ServerStory) -> [ClueFinding] {
        [
            clockOff(story), scrapesStale(story), gaugesFrozen(story), pageFrozen(story),
            expectedSeriesMissing(story), declaredLimitWrong(story), percentileIsBucket(story),
        ]
    }

    // MARK: - Clock

    /// By how many seconds a clock may be off before it counts.
    private static let offBy = 2.0

    private func clockOff(_ story: ServerStory) -> ClueFinding {
        var offsets: [Double] = []
        for page in story.nodes.flatMap(\.pages) {
            if let time = page.maximum(ExtraFamilies.nodeTime) {
                offsets.append(time - page.seconds)
            }
        }
        var ahead = 0.0
        for track in story.engines {
            for page in track.pages {
                let stamps = page.families.lazy.flatMap(\.samples).compactMap(\.timestamp)
                if let stamp = stamps.first { offsets.append(stamp.secondsValue - page.seconds) }
                // A process does not start after it was scraped.
                if let start = page.maximum(ExtraFamilies.processStart) {
                    ahead = max(ahead, start - page.seconds)
                }
            }
        }
        let offset = Sample.median(offsets)
        if ahead > Self.offBy, !(abs(offset) > ahead) {
            return ClueFinding(
                .clockOff, .holds, strength: Self.strength(ahead, from: Self.offBy, to: 10),
                "a process of the server started \(ServerWords.seconds(ahead)) after it was scraped",
                figures: [Self.counted("server's clock ahead by at least", ahead, unit: "s")])
        }
        guard offsets.count >= 2 else {
            return .unknown(.clockOff, "no page tells the server's time")
        }
        let text =
            "the server's clock is \(ServerWords.seconds(abs(offset))) "
            + (offset < 0 ? "behind" : "ahead")
        let figure = Self.sampled("server's clock minus ours", offsets, unit: "s")
        if abs(offset) > Self.offBy {
            return ClueFinding(
                .clockOff, .holds, strength: Self.strength(abs(offset), from: Self.offBy, to: 10),
                text, figures: [figure])
        }
        guard abs(offset) < 1 else { return .unknown(.clockOff, text) }
        return ClueFinding(.clockOff, .fails, text, figures: [figure])
    }

    // MARK: - Missing and old

    private func scrapesStale(_ story: ServerStory) -> ClueFinding {
        guard !story.engines.isEmpty else {
            guard story.missed.count >= 2 else {
                return .unknown(.scrapesStale, "there are no pages of an engine")
            }
            return ClueFinding(
                .scrapesStale, .holds,
                "no page of an engine could be had in \(story.missed.count) tries")
        }
        var late = 0
        var expected = 0
        var longest = 0.0
        var step = 0.0
        for track in story.engines where track.stepSeconds > 0 {
            step = max(step, track.stepSeconds)
            for interval in track.intervals {
                let due = max(1, (interval.seconds / track.stepSeconds).rounded())
                expected += Int(due)
                if interval.seconds >= 1.8 * track.stepSeconds {
                    late += Int(due) - 1
                    longest = max(longest, interval.seconds)
                }
            }
            let last = track.pages.last?.seconds ?? 0
            let end = (story.span?.upperBound ?? last)
            let after = Int(((end - last) / track.stepSeconds).rounded(.down))
            let missed = story.missedAfterLastPage(of: track)
            late += max(after, missed.count)
            expected += max(after, missed.count)
            longest = max(longest, end - last, (missed.map(\.unixSeconds).max() ?? last) - last)
        }
        let old = oldestSample(story)
        guard expected >= 3 else {
            return .unknown(.scrapesStale, "too few scrapes to tell their rhythm")
        }
        let share = Double(late) / Double(expected)
        let text =
            "\(late) of \(expected) scrapes are missing, the longest gap is "
            + ServerWords.seconds(longest)
        let figure = Self.counted("share of scrapes missing", share, count: expected, unit: "ratio")
        if old > max(3 * step, 30) {
            return ClueFinding(
                .scrapesStale, .holds, "samples are up to \(ServerWords.seconds(old)) old")
        }
        if late >= 2, share >= 0.04 {
            return ClueFinding(
                .scrapesStale, .holds, strength: Self.strength(share, from: 0.02, to: 0.25), text,
                figures: [figure])
        }
        guard late == 0 else { return .unknown(.scrapesStale, text) }
        return ClueFinding(
            .scrapesStale, .fails, "all scrapes came in time, every \(ServerWords.seconds(step))",
            figures: [figure])
    }

    /// The age of the newest sample of a page by its own timestamps: the most of all pages.
    private func oldestSample(_ story: ServerStory) -> Double {
        story.engines.flatMap(\.pages).compactMap { page in
            page.families.lazy.flatMap(\.samples).compactMap(\.timestamp).max()
                .map { page.seconds - $0.secondsValue }
        }.max() ?? 0
    }

    // MARK: - Standing still

    private func gaugesFrozen(_ story: ServerStory) -> ClueFinding {
        let tracks = story.engines.filter {
            $0.knows(.kvCacheUsage) && $0.knows(.generationTokens) && $0.pages.count >= 4
        }
        guard !tracks.isEmpty else {
            return .unknown(
                .gaugesFrozen, "no engine tells both its KV cache and its tokens, often enough")
        }
        for track in tracks {
            guard let frozen = track.frozen else { continue }
            let length =
                track.pages[frozen.upperBound - 1].seconds
                - track.pages[frozen.lowerBound].seconds
            return ClueFinding(
                .gaugesFrozen, .holds,
                strength: Self.strength(Double(frozen.count), from: 3, to: 8),
                "the gauges of \(track.instance) stand still for \(ServerWords.seconds(length)) "
                    + "while tokens are counted",
                figures: [Self.counted("gauges still for", length, unit: "s")])
        }
        let moving = tracks.contains { track in
            zip(track.readings, track.readings.dropFirst()).count {
                $0.gauge(.kvCacheUsage) != $1.gauge(.kvCacheUsage)
            } >= 3
        }
        guard moving else { return .unknown(.gaugesFrozen, "too little runs to tell") }
        return ClueFinding(.gaugesFrozen, .fails, "gauges move when tokens are counted")
    }

    private func pageFrozen(_ story: ServerStory) -> ClueFinding {
        let tracks = story.engines.filter { $0.pages.count >= 4 }
        guard !tracks.isEmpty else {
            return .unknown(.pageFrozen, "there are too few scrapes of an engine")
        }
        var doubtful: ClueFinding?
        for track in tracks {
            guard let stretch = stillPage(track) else { continue }
            let text =
                "nothing on the page of \(track.instance) moves for "
                + ServerWords.seconds(stretch.seconds)
            // A process that answers scrapes uses processor time: a page that does not say so is old.
            let tellsProcess = track.pages.contains {
                !$0.samples(ExtraFamilies.processorSeconds).isEmpty
            }
            if tellsProcess || neighboursMoved(story, during: stretch, of: track) == false {
                return ClueFinding(
                    .pageFrozen, .holds, strength: Self.strength(stretch.seconds, from: 10, to: 40),
                    text, figures: [Self.counted("page still for", stretch.seconds, unit: "s")])
            }
            doubtful = .unknown(
                .pageFrozen, text + "; either it is old or the engine hangs")
        }
        if let doubtful { return doubtful }
        return ClueFinding(.pageFrozen, .fails, "the pages move whenever requests run")
    }

    /// The longest stretch of two or more intervals over which no value of a page moves though requests run.
    func stillPage(_ track: EngineTrack) -> Standstill? {
        var best: Standstill?
        var first: Int?
        for index in track.intervals.indices {
            let running = track.readings[index + 1].gauge(.running) ?? 0
            guard track.repeats[index], running >= 1 else {
                first = nil
                continue
            }
            let start = first ?? index
            first = start
            guard index > start else { continue }
            let stretch = Standstill(
                start: track.intervals[start].start, end: track.intervals[index].end,
                running: running, isWholePage: true)
            if stretch.seconds > (best?.seconds ?? 0) { best = stretch }
        }
        return best.flatMap { $0.seconds >= 10 ? $0 : nil }
    }
}
