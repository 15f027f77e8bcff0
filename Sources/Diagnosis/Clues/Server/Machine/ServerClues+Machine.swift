import Exposition
import Signals

extension ServerClues {
    /// Clues about cards and hosts.
    func machine(_ story: ServerStory) -> [ClueFinding] {
        [
            clockFell(story), throttleReported(story), cardReportsError(story), cardShared(story),
            hostBusy(story),
        ]
    }

    // MARK: - Clock

    /// Whether an engine beside a card ran something at a moment; nil when nobody tells.
    private func isBusy(_ story: ServerStory, _ card: MachineTrack, at seconds: Double) -> Bool? {
        var known = false
        for track in story.engines(beside: card.instance) {
            let near = track.gauge(.running).filter {
                abs($0.seconds - seconds) <= max(track.stepSeconds, 1)
            }
            guard !near.isEmpty else { continue }
            known = true
            if near.contains(where: { $0.value > 0 }) { return true }
        }
        return known ? false : nil
    }

    private func clockFell(_ story: ServerStory) -> ClueFinding {
        let clocks = story.cards.map { card in
            (card, card.gauge(.gpuClock).filter { isBusy(story, card, at: $0.seconds) == true })
        }.filter { $0.1.count >= 4 }
        guard !clocks.isEmpty else {
            return .unknown(.clockFell, "no exporter tells the clock of a card at work")
        }
        var best: ClueFinding?
        var steady = 0
        for (card, values) in clocks {
            // An idle card lowers its clock to a small part; that is no throttling.
            let sorted = values.map(\.value).sorted()
            let usual = Sample.quantile(sorted: sorted, 0.9)
            let busy = values.filter { $0.value >= 0.25 * usual }
            let low = busy.filter { $0.value <= 0.92 * usual }
            let others = clocks.filter { $0.0.instance != card.instance }
                .map { Sample.median($0.1.map(\.value)) }
            let reference = max(usual, others.isEmpty ? 0 : Sample.median(others))
            let run = Self.longestRun(busy) { $0 <= 0.92 * reference }
            let level = Sample.median(busy.map(\.value).filter { $0 <= 0.92 * reference })
            guard run >= 15 || (!low.isEmpty && low.count >= 4) else {
                if Sample.quantile(sorted: sorted, 0.1) >= 0.95 * reference { steady += 1 }
                continue
            }
            let share = level / reference
            let finding = ClueFinding(
                .clockFell, .holds, strength: Self.strength(share, from: 0.95, to: 0.8),
                "the clock of \(card.instance) goes from \(ServerWords.number(reference / 1e6)) to "
                    + "\(ServerWords.number(level / 1e6)) MHz under load",
                figures: [
                    Self.sampled("card clock", busy.map { $0.value / 1e6 }, unit: "MHz")
                ])
            if finding.strength > (best?.strength ?? 0) { best = finding }
        }
        if let best { return best }
        guard steady == clocks.count else {
            return .unknown(.clockFell, "the clock varies, but not for long")
        }
        return ClueFinding(
            .clockFell, .fails, strength: 0.6, "the clock of the cards at work stays where it is",
            figures: clocks.map {
                Self.sampled("card clock", $0.1.map { $0.value / 1e6 }, unit: "MHz")
            })
    }

    // MARK: - Throttling

    /// Degrees Celsius from which cards of data centres slow down.
    private static let tooHot = 84.0

    private func throttleReported(_ story: ServerStory) -> ClueFinding {
        guard !story.cards.isEmpty else {
            return .unknown(.throttleReported, "there are no pages of an exporter of cards")
        }
        var reports: [(strength: Double, text: String)] = []
        var denies = false
        var hottest = -Double.infinity
        for card in story.cards {
            let thermal = card.rates(.gpuThermalThrottling).map(\.value)
            let power = card.rates(.gpuPowerThrottling).map(\.value)
            denies = denies || !thermal.isEmpty
            if let most = thermal.max(), most > 0.01, thermal.count(where: { $0 > 0.01 }) >= 2 {
                reports.append(
                    (
                        Self.strength(most, from: 0.01, to: 0.2),
                        "slowed down by heat for up to \(ServerWords.percent(most)) of the time"
                    ))
            }
            if let most = power.max(), most > 0.1, power.count(where: { $0 > 0.1 }) >= 2 {
                reports.append(
                    (
                        Self.strength(most, from: 0.1, to: 0.5),
                        "held to its power limit for up to \(ServerWords.percent(most)) of the time"
                    ))
            }
            let masks = ExtraFamilies.clockReasons.flatMap { name in
                card.pages.flatMap { $0.samples(name) }.map {
                    UInt64(min(max($0.value, 0), 1e15)) & ExtraFamilies.slowingReasons
                }
            }
            denies = denies || !masks.isEmpty
            let slowed = masks.count { $0 != 0 }
            if slowed >= 2 {
                let isHot = masks.contains { $0 & ExtraFamilies.hotReasons != 0 }
                reports.append(
                    (
                        1,
                        "clock event reasons name \(isHot ? "heat" : "power") at \(slowed) of "
                            + "\(masks.count) scrapes"
                    ))
            }
            let heat = card.gauge(.gpuTemperature).map(\.value)
            hottest = max(hottest, heat.max() ?? -.infinity)
            if heat.count(where: { $0 >= Self.tooHot }) >= 3 {
                reports.append(
                    (
                        Self.strength(heat.max() ?? 0, from: 83, to: 90),
                        "up to \(ServerWords.number(heat.max() ?? 0)) degrees Celsius"
                    ))
            }
        }
        if let report = reports.max(by: { $0.strength < $1.strength }) {
            return ClueFinding(
                .throttleReported, .holds, strength: report.strength,
                "the card is " + report.text)
        }
        guard hottest.isFinite, hottest < 80 else {
            return .unknown(.throttleReported, "the exporter tells neither throttling nor heat")
        }
        return ClueFinding(
            .throttleReported, .fails, strength: denies ? 1 : 0.4,
            "the cards report no throttling, at most \(ServerWords.number(hottest)) degrees Celsius"
        )
    }

    // MARK: - Errors

    private func cardReportsError(_ story: ServerStory) -> ClueFinding {
        guard !story.cards.isEmpty else {
            return .unknown(.cardReportsError, "there are no pages of an exporter of cards")
        }
        var known = false
        for card in story.cards {
            let codes = card.gauge(.gpuXid).map(\.value)
            known = known || !codes.isEmpty
            if let code = codes.last, code != 0 {
                // The code stays until the driver is loaded anew: an old one says less.
                let isNew = codes.first != code
                return ClueFinding(
                    .cardReportsError, .holds, strength: isNew ? 1 : 0.8,
                    "\(card.instance) reports XID \(ServerWords.number(code))"
                        + (isNew ? ", new in this window" : ", older than this window"),
                    figures: [Self.counted("XID", code)])
            }
            for (name, words) in [
                ("DCGM_FI_DEV_ECC_DBE_VOL_TOTAL", "uncorrectable memory errors"),
                (ExtraFamilies.remappedRows, "rows remapped for uncorrectable errors"),
            ] {
                let added = card.increases(name).reduce(0) { $0 + $1.value }
                if added >= 1 {
                    return ClueFinding(
                        .cardReportsError, .holds,
                        "\(card.instance) counts \(ServerWords.number(added)) \(words)",
                        figures: [Self.counted(words, added)])
                }
            }
            if (card.pages.last?.maximum(ExtraFamilies.remapFailure) ?? 0) > 0 {
                return ClueFinding(
                    .cardReportsError, .holds, "\(card.instance): remapping of rows has failed")
            }
        }
        guard known else {
            return .unknown(.cardReportsError, "the exporter tells no XID")
        }
        return ClueFinding(.cardReportsError, .fails, "the cards report no error")
    }

    // MARK: - Sharing

    private func cardShared(_ story: ServerStory) -> ClueFinding {
        guard !story.cards.isEmpty else {
            return .unknown(.cardShared, "there are no pages of an exporter of cards")
        }
        var flat = false
        for card in story.cards {
            let memory = card.pages.compactMap { page -> (used: Double, total: Double)? in
                guard let used = page.sum(ExtraFamilies.cardMemoryUsed),
                    let free = page.sum(ExtraFamilies.cardMemoryFree)
                else { return nil }
                return (used, used + free + (page.sum(ExtraFamilies.cardMemoryReserved) ?? 0))
            }
            if memory.count >= 4, let total = memory.map(\.total).max(), total > 0 {
                let used = memory.map(\.used).sorted()
                let least = Sample.quantile(sorted: used, 0.1)
                let most = Sample.quantile(sorted: used, 0.9)
                if most - least >= 0.015 * total {
                    return ClueFinding(
                        .cardShared, .holds,
                        strength: Self.strength((most - least) / total, from: 0.015, to: 0.06),
                        "the memory in use on \(card.instance) goes from "
                            + "\(ServerWords.number(least)) to \(ServerWords.number(most)) MiB, "
                            + "though engines take theirs beforehand",
                        figures: [Self.sampled("card memory used", used, unit: "MiB")])
                }
                flat = true
            }
            if let finding = activeWhileIdle(story, card) { return finding }
        }
        guard flat else {
            return .unknown(.cardShared, "the exporter does not tell the memory of the cards")
        }
        return ClueFinding(
            .cardShared, .fails, strength: 0.5, "the memory in use on the cards does not change")
    }

    /// A card at work while the engine beside it has had nothing to do since the page before.
    private func activeWhileIdle(_ story: ServerStory, _ card: MachineTrack) -> ClueFinding? {
        let active = zip(card.pages, card.pages.dropFirst()).filter { before, page in
            let activity =
                page.maximum(ExtraFamilies.cardActivity)
                ?? page.maximum("DCGM_FI_DEV_GPU_UTIL").map { $0 / 100 }
            guard let activity, activity >= 0.3 else { return false }
            let engines = story.engines(beside: card.instance)
            return !engines.isEmpty
                && engines.allSatisfy { track in
                    let inside = track.intervals.filter {
                        $0.end >= before.seconds && $0.start <= page.seconds
                    }
                    return !inside.isEmpty
                        && inside.allSatisfy {
                            $0.running == 0 && $0.increase(.generationTokens) == 0
                        }
                }
        }
        guard active.count >= 2 else { return nil }
        return ClueFinding(
            .cardShared, .holds, strength: Self.strength(Double(active.count), from: 1, to: 5),
            "\(card.instance) computes at \(active.count) scrapes at which the engine has nothing "
                + "to do")
    }
}
