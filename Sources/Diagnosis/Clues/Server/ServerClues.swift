import Estimates
import Signals

/// The clues that the servers' metrics alone decide.
struct ServerClues {
    let evidence: Evidence
    /// The scrapes in order; nil without server evidence.
    let story: ServerStory?
    /// Those of a time when all was well.
    let baseline: ServerStory?

    init(_ evidence: Evidence) {
        self.init(evidence, story: evidence.server.map { ServerStory($0) })
    }

    init(_ evidence: Evidence, story: ServerStory?) {
        self.evidence = evidence
        self.story = story
        baseline = evidence.baseline?.server.map { ServerStory($0) }
    }

    /// The findings; a clue that is missing is unknown.
    func findings() async -> [ClueFinding] {
        guard let story else { return [] }
        return measurement(story) + load(story) + cache(story) + features(story) + changes(story)
            + process(story) + replicas(story) + answers(story) + machine(story)
    }

    // MARK: - Strength

    /// From 0.5 where an effect just counts to 1 where it is as large as it gets.
    static func strength(_ value: Double, from weak: Double, to full: Double) -> Double {
        guard value.isFinite, full != weak else { return 1 }
        return 0.5 + 0.5 * min(max((value - weak) / (full - weak), 0), 1)
    }

    /// What "no change" is worth when nobody saw the engine before: the change may be older than the window.
    static let withoutBaseline = 0.3

    // MARK: - Figures

    static func counted(
        _ name: String, _ value: Double, count: Int = 1, unit: String = ""
    ) -> ClueFinding.Figure {
        ClueFinding.Figure(
            name, .exact(value, count: count, provenance: .serverCounter), unit: unit)
    }

    static func sampled(
        _ name: String, _ values: [Double], unit: String = ""
    ) -> ClueFinding.Figure {
        let sorted = values.sorted()
        return ClueFinding.Figure(
            name,
            Estimate(
                point: Sample.mean(values), lower: sorted.first ?? -.infinity,
                upper: sorted.last ?? .infinity, count: values.count, confidence: 1,
                provenance: .sampledGauge, method: .observed), unit: unit)
    }
}
