import Signals

extension ServerClues {
    /// Clues about the server's processes.
    func process(_ story: ServerStory) -> [ClueFinding] {
        [
            serverProcessBusy(story), tokensStandStill(story), restarted(story),
            engineCountsErrors(story), slowSinceStart(story),
        ]
    }

    // MARK: - Processor

    private func serverProcessBusy(_ story: ServerStory) -> ClueFinding {
        var shares: [[Double]] = []
        for track in story.engines {
            let values = zip(track.pages, track.pages.dropFirst()).compactMap { before, after in
                guard let first = before.maximum(ExtraFamilies.processorSeconds),
                    let second = after.maximum(ExtraFamilies.processorSeconds), second >= first,
                    after.seconds > before.seconds
                else { return nil as Double? }
                return (second - first) / (after.seconds - before.seconds)
            }
            if values.count >= 3 { shares.append(values) }
        }
        let busiest = shares.max {
            Sample.quantile(sorted: $0.sorted(), 0.7) < Sample.quantile(sorted: $1.sorted(), 0.7)
        }
        guard let busiest else {
            return .unknown(.serverProcessBusy, "no page tells the processor time of its process")
        }
        let level = Sample.quantile(sorted: busiest.sorted(), 0.7)
        let text = "the server's process keeps \(ServerWords.number(level)) processors busy"
        let figure = Self.sampled("processors busy", busiest)
        if level >= 0.85 {
            return ClueFinding(
                .serverProcessBusy, .holds, strength: Self.strength(level, from: 0.85, to: 1),
                text, figures: [figure])
        }
        guard level < 0.6 else { return .unknown(.serverProcessBusy, text) }
        return ClueFinding(.serverProcessBusy, .fails, text, figures: [figure])
    }

    // MARK: - Standing still

    /// A stretch without a token while requests run.
    struct Standstill {
        let start: Double
        let end: Double
        let running: Double
        /// Whether the whole page stood still, so that it may be the page that is old.
        let isWholePage: Bool

        var seconds: Double { end - start }
    }

    /// The longest stretch of two or more intervals in which no token was generated though requests ran at every scrape.
    func standstill(of track: EngineTrack) -> Standstill? {
        let kind = track.detection.kind
        let usesRealtime =
            ExtraFamilies.countsTokensAtEnd(kind)
            && track.pages.contains {
                !$0.samples(track.detection.naming.spell(ExtraFamilies.realtimeTokens)).isEmpty
            }
        var best: Standstill?
        var first: Int?
        for index in track.intervals.indices {
            let interval = track.intervals[index]
            let added: Double?
            if usesRealtime {
                let name = track.detection.naming.spell(ExtraFamilies.realtimeTokens)
                added = track.pages[index + 1].sum(name).flatMap { after in
                    track.pages[index].sum(name).map { after - $0 }
                }
            } else {
                added = interval.increase(.generationTokens)
            }
            let runs = [index, index + 1].allSatisfy {
                (track.readings[$0].gauge(.running) ?? 0) >= 1
            }
            guard added == 0, runs else {
                first = nil
                continue
            }
            let start = first ?? index
            first = start
            guard index > start else { continue }
            let stretch = Standstill(
                start: track.intervals[start].start, end: interval.end,
                running: track.readings[index + 1].gauge(.running) ?? 0,
                isWholePage: (start...index).allSatisfy { track.repeats[$0] })
            if stretch.seconds > (best?.seconds ?? 0) { best = stretch }
        }
        guard let best, best.seconds >= 10 else { return nil }
        if ExtraFamilies.countsTokensAtEnd(kind), !usesRealtime {
            // Such an engine counts nothing until a request ends.
            let whole = track.observed(.endToEndLatency).map {
                $0.count > 0 ? $0.sum / $0.count : 30
            }
            guard best.seconds >= max(30, 3 * (whole ?? 30)) else { return nil }
        }
        return best
    }

    /// Whether the exporters beside an engine moved while its page did not.
    func neighboursMoved(_ story: ServerStory, during stretch: Standstill, of track: EngineTrack)
        -> Bool?
    {
        let host = ServerStory.host(of: track.instance)
        let beside = (story.nodes + story.cards).filter {
            ServerStory.host(of: $0.instance) == host || story.engines.count == 1
        }
        let pages = beside.map { machine in
            machine.pages.filter {
                $0.seconds >= stretch.start - 1 && $0.seconds <= stretch.end + 1
            }
        }.filter { $0.count >= 3 }
        guard !pages.isEmpty else { return nil }
        return pages.contains { pages in
            zip(pages, pages.dropFirst()).contains { !$0.isSame(as: $1) }
        }
    }

    private func tokensStandStill(_ story: ServerStory) -> ClueFinding {
        let tracks = story.engines.filter {
            $0.knows(.running) && $0.knows(.generationTokens) && $0.pages.count >= 4
        }
        guard !tracks.isEmpty else {
            return .unknown(
                .tokensStandStill, "no engine tells both its tokens and what runs, often enough")
        }
        var best: ClueFinding?
        for track in tracks {
            guard let stretch = standstill(of: track) else { continue }
            let text =
                "no token for \(ServerWords.seconds(stretch.seconds)) while "
                + "\(ServerWords.count(stretch.running, "request")) run"
            let moved =
                stretch.isWholePage
                ? neighboursMoved(story, during: stretch, of: track) : true
            let strength = Self.strength(stretch.seconds, from: 10, to: 40)
            let finding: ClueFinding
            switch moved {
            case true?:
                finding = ClueFinding(
                    .tokensStandStill, .holds, strength: strength, text,
                    figures: [Self.counted("time without a token", stretch.seconds, unit: "s")])
            case nil:
                finding = ClueFinding(
                    .tokensStandStill, .holds, strength: 0.6 * strength,
                    text + "; nothing else on the page moves, so it may be old",
                    figures: [Self.counted("time without a token", stretch.seconds, unit: "s")])
            case false?:
                finding = .unknown(.tokensStandStill, text + ", but all pages of the host are old")
            }
            if best == nil || finding.strength > (best?.strength ?? 0) { best = finding }
        }
        return best
            ?? ClueFinding(
                .tokensStandStill, .fails, "tokens are generated whenever requests run")
    }

    // MARK: - Restarts

    private func restarted(_ story: ServerStory) -> ClueFinding {
        let tracks = story.engines.filter { $0.pages.count >= 2 }
        guard !tracks.isEmpty else {
            return .unknown(.restarted, "there are no two scrapes to compare")
        }
        var restarts = 0
        var instances: [String] = []
        for track in tracks {
            let starts = track.pages.compactMap { $0.maximum(ExtraFamilies.processStart) }
            // One address for several servers: the start time goes to and fro.
            let changes = zip(starts, starts.dropFirst()).count { $0 != $1 }
            if Set(starts).count > 1, changes >= Set(starts).count {
                return .unknown(
                    .restarted,
                    "\(track.instance) answers for several processes: scrape each of them")
            }
            let resets = track.intervals.count {
                $0.delta.hasProcessRestarted || $0.delta.resets.count >= 3
                    || (starts.isEmpty && $0.delta.resets.contains(.generationTokens))
            }
            if resets > 0 { instances.append(track.instance) }
            restarts += resets
        }
        guard restarts > 0 else {
            // Whether a process that is asked in vain is still the same, nobody knows.
            if let silent = tracks.first(where: { story.missedAfterLastPage(of: $0).count >= 2 }) {
                return .unknown(
                    .restarted,
                    "no page of \(silent.instance) could be had in the end: it may be gone")
            }
            return ClueFinding(.restarted, .fails, "no counter fell, no process start changed")
        }
        return ClueFinding(
            .restarted, .holds, strength: 1,
            "\(ServerWords.count(Double(restarts), "restart")) of "
                + instances.sorted().joined(separator: ", ")
                + ": counters fell or the process start changed",
            figures: [Self.counted("restarts", Double(restarts))])
    }

    // MARK: - Errors

    private func engineCountsErrors(_ story: ServerStory) -> ClueFinding {
        let failed = story.increase(.errors)
        let rejected = story.increase(.admissionRejections)
        guard failed != nil || rejected != nil else {
            return .unknown(.engineCountsErrors, "no engine counts failed requests")
        }
        let count = (failed ?? 0) + (rejected ?? 0)
        let ended = max(story.increase(.requestsFinished) ?? 0, count)
        let text =
            "the engines count \(ServerWords.count(count, "failed request"))"
            + (ended > 0 ? " of \(ServerWords.number(ended))" : "")
        let figure = Self.counted("failed requests", count)
        if count >= 3, ended == 0 || count / ended >= 0.01 {
            return ClueFinding(
                .engineCountsErrors, .holds,
                strength: Self.strength(count / max(ended, 1), from: 0.01, to: 0.1), text,
                figures: [figure])
        }
        guard count == 0 else { return .unknown(.engineCountsErrors, text) }
        return ClueFinding(.engineCountsErrors, .fails, text, figures: [figure])
    }

    // MARK: - After the start

    /// A start within so many seconds before the first scrape is one the window has seen.
    private static let youngSeconds = 120.0
    /// Intervals after the start that count as the beginning.
    private static let openingIntervals = 6
    /// By which factor the beginning has to be slower.
    private static let slowStart = 3.0

    /// Whether the engine's own first tokens were late just after its process started, and are not since.
    private func slowSinceStart(_ story: ServerStory) -> ClueFinding {
        let clue = Clue.slowSinceStart
        var quiet: ClueFinding?
        for track in story.engines {
            guard let page = track.pages.first,
                let start = page.maximum(ExtraFamilies.processStart),
                page.seconds - start >= 0, page.seconds - start <= Self.youngSeconds
            else { continue }
            let means = track.means(.timeToFirstToken)
            let opening = means.prefix(Self.openingIntervals)
            let later = means.dropFirst(Self.openingIntervals).map(\.value)
            guard later.count >= 6, let worst = opening.map(\.value).max() else { continue }
            let usual = Sample.median(later)
            let text =
                "the engine of \(track.instance) started \(ServerWords.seconds(page.seconds - start))"
                + " before the first scrape; its TTFT was \(ServerWords.seconds(worst)) on average"
                + " then and is \(ServerWords.seconds(usual)) since"
            if worst >= Self.slowStart * usual, worst - usual >= 0.5,
                worst > Self.slowStart / 2 * (later.max() ?? worst)
            {
                return ClueFinding(
                    clue, .holds,
                    strength: Self.strength(worst / usual, from: Self.slowStart, to: 10), text)
            }
            if worst < 2 * usual { quiet = ClueFinding(clue, .fails, text) }
        }
        return quiet ?? .unknown(clue, "no engine is known to have started shortly before")
    }
}
