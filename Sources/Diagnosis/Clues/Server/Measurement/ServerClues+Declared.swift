import Signals

extension ServerClues {
    // MARK: - Series

    func expectedSeriesMissing(_ story: ServerStory) -> ClueFinding {
        let pages = story.engines.flatMap(\.pages)
        guard !pages.isEmpty else {
            return .unknown(.expectedSeriesMissing, "there are no pages of an engine")
        }
        let all = pages + (story.cards + story.nodes).flatMap(\.pages)
        let names = all.reduce(into: Set<String>()) { $0.formUnion($1.names) }
        let asked = Set(evidence.expectations.series)
        let missing = asked.filter { !isThere($0, among: names) }.sorted()
        if !missing.isEmpty {
            return ClueFinding(
                .expectedSeriesMissing, .holds,
                strength: Self.strength(Double(missing.count), from: 0, to: 2),
                "dashboards or rules ask for \(missing.prefix(3).joined(separator: ", ")), which no "
                    + "page has",
                figures: [Self.counted("series missing", Double(missing.count))])
        }
        if let gone = vanished(story) {
            return ClueFinding(
                .expectedSeriesMissing, .holds, strength: 0.9,
                "\(gone) was on the page and is no longer, without a restart")
        }
        guard !asked.isEmpty else {
            return .unknown(.expectedSeriesMissing, "it is not known which series anyone asks for")
        }
        return ClueFinding(
            .expectedSeriesMissing, .fails,
            "all \(asked.count) series that dashboards or rules ask for are there")
    }

    /// Whether a name is there, as a family or as one of its series.
    private func isThere(_ name: String, among names: Set<String>) -> Bool {
        if names.contains(name) { return true }
        // A histogram or a labelled counter is declared before it has its first series.
        for suffix in ["_bucket", "_sum", "_count", "_total"] where name.hasSuffix(suffix) {
            if names.contains(String(name.dropLast(suffix.count))) { return true }
        }
        return false
    }

    /// A family that all later pages of an engine lack though the process is the same.
    private func vanished(_ story: ServerStory) -> String? {
        for track in story.engines where track.pages.count >= 4 {
            guard !track.intervals.contains(where: \.delta.hasProcessRestarted),
                let last = track.pages.last?.names
            else { continue }
            let before = track.pages[track.pages.count - 2].names
            let first = track.pages[0].names.union(track.pages[1].names)
            // Adapters and errors have series that come and go with their labels; families stay.
            let gone = first.subtracting(last).subtracting(before)
            if let name = gone.sorted().first(where: { $0.contains(":") || $0.contains("_") }) {
                return name
            }
        }
        return nil
    }

    // MARK: - Limits

    func declaredLimitWrong(_ story: ServerStory) -> ClueFinding {
        guard let declared = evidence.expectations.slotLimit.map({ Double($0) }), declared > 0
        else {
            return .unknown(.declaredLimitWrong, "no slot limit is declared")
        }
        let words = ServerWords.number(declared)
        for track in story.engines.map(Optional.some) + [nil] {
            guard let live = slotLimit(of: track, in: story) else { continue }
            let text =
                "\(words) running requests are declared, the live engine has "
                + "\(ServerWords.number(live.value)) (\(live.source))"
            let figure = Self.counted("slot limit", live.value)
            guard live.value == declared else {
                return ClueFinding(.declaredLimitWrong, .holds, text, figures: [figure])
            }
            return ClueFinding(.declaredLimitWrong, .fails, text, figures: [figure])
        }
        let running = story.engines.flatMap { $0.gauge(.running).map(\.value) }
        guard let most = running.max() else {
            return .unknown(.declaredLimitWrong, "the live engine tells no limit and not what runs")
        }
        let figure = Self.sampled("running", running, unit: "requests")
        if most > declared {
            return ClueFinding(
                .declaredLimitWrong, .holds,
                "\(words) running requests are declared and \(ServerWords.number(most)) run: "
                    + "\(ServerWords.percent(most / declared)) of the limit", figures: [figure])
        }
        let plateaus = story.engines.compactMap { track -> Double? in
            guard let plateau = plateau(of: track), plateau.share >= 0.7,
                (track.gauge(.kvCacheUsage).map(\.value).max() ?? 0) < 0.9
            else { return nil }
            return plateau.value
        }
        if let plateau = plateaus.max(), plateau < declared {
            return ClueFinding(
                .declaredLimitWrong, .holds, strength: 0.8,
                "\(words) running requests are declared and requests wait while "
                    + "\(ServerWords.number(plateau)) run", figures: [figure])
        }
        guard plateaus.contains(declared) || most == declared else {
            return .unknown(
                .declaredLimitWrong,
                "no more than \(ServerWords.number(most)) ran, so the limit "
                    + "of \(words) was not reached")
        }
        return ClueFinding(
            .declaredLimitWrong, .fails, "running stands at \(words), as declared",
            figures: [figure])
    }
}
