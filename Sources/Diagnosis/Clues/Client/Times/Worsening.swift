import Estimates

/// How a figure of the requests stands against before: against the baseline, or against earlier in the window.
struct Worsening {
    /// Which figure.
    enum Figure {
        case firstToken
        case gaps

        var name: String {
            switch self {
            case .firstToken: "TTFT"
            case .gaps: "time per token"
            }
        }

        /// A healthy endpoint wanders by less than this factor: the time to the first token holds the residual of a step and the
        /// wait behind a neighbour's prompt, the time per token is a mean of many steps.
        var least: Double {
            switch self {
            case .firstToken: 1.2
            case .gaps: 1.15
            }
        }

        func value(_ request: ClientRequest) -> Double? {
            switch self {
            case .firstToken: request.netFirstToken
            case .gaps: request.secondsPerToken
            }
        }
    }

    /// What came of a comparison.
    struct Comparison {
        let state: ClueFinding.State
        let strength: Double
        let statement: String
        let figures: [ClueFinding.Figure]
        /// After over before; nil when there was nothing to compare.
        let ratio: Estimate?
        /// When it changed, in seconds; nil against a baseline and without a change.
        let seconds: Double?
        /// The times of those bad intervals that began within the window.
        let episodes: Episodes?
    }

    let view: ClientView
    let baseline: ClientView?
    let firstToken: Comparison
    let gaps: Comparison

    init(view: ClientView, baseline: ClientView?) {
        self.view = view
        self.baseline = baseline
        firstToken = Self.compare(.firstToken, view, baseline)
        gaps = Self.compare(.gaps, view, baseline)
    }

    /// Requests of a baseline are not independent either; its intervals are widened by this factor.
    private static let widening = 1.5
    /// The fewest values on either side.
    private static let fewest = 12
    /// A value of so many medians is a long wait.
    private static let tail = 3.0

    private static func compare(
        _ figure: Figure, _ view: ClientView, _ baseline: ClientView?
    ) -> Comparison {
        let series = view.likeForLike(figure.value)
        let episodes = Episodes.find(in: series)
        let within = compareWithin(figure, series, episodes)
        guard let baseline,
            let against = compareAgainst(
                figure, view.likeForLike(with: baseline, figure.value), episodes)
        else { return within }
        if against.state == .holds || within.state != .holds { return against }
        return within
    }

    // MARK: - Against the baseline

    private static func compareAgainst(
        _ figure: Figure, _ both: (window: [TimedValue], baseline: [TimedValue]),
        _ episodes: Episodes?
    ) -> Comparison? {
        let window = both.window.map(\.value)
        let before = both.baseline.map(\.value)
        guard window.count >= fewest, before.count >= fewest else { return nil }
        let ratio = MedianComparison.ratio(of: window, to: before, widening: widening)
        let now = MedianComparison.percentile(window)
        let then = MedianComparison.percentile(before)
        let limit = tail * then.point
        let long = ProportionShift(
            before: (before.count { $0 > limit }, of: before.count),
            after: (window.count { $0 > limit }, of: window.count))
        let figures = [
            ClueFinding.Figure("\(figure.name) p50 now", now, unit: "s"),
            ClueFinding.Figure("\(figure.name) p50 in the baseline", then, unit: "s"),
            ClueFinding.Figure("ratio", ratio, unit: "ratio"),
        ]
        let words = wording(
            figure, from: then, to: now, ratio: ratio, moment: "against the baseline")
        if ratio.lower > figure.least {
            return Comparison(
                state: .holds, strength: strength(ratio, figure), statement: words,
                figures: figures, ratio: ratio, seconds: nil, episodes: episodes)
        }
        if long.rose(by: 0.03) {
            return tailComparison(figure, long, "against the baseline", ratio, nil, episodes)
        }
        let isLevel = ratio.upper < figure.least && long.difference.upper < 0.1
        return Comparison(
            state: isLevel ? .fails : .unknown,
            strength: isLevel ? min(1, Double(window.count) / 60) : 0, statement: words,
            figures: figures, ratio: ratio, seconds: nil, episodes: episodes)
    }

    // MARK: - Within the window

    private static func compareWithin(
        _ figure: Figure, _ series: [TimedValue], _ episodes: Episodes?
    ) -> Comparison {
        guard let change = ChangePoint.find(in: series) else {
            let reason = "only \(series.count) requests with a \(figure.name)"
            return Comparison(
                state: .unknown, strength: 0, statement: reason, figures: [], ratio: nil,
                seconds: nil, episodes: nil)
        }
        let figures = [
            ClueFinding.Figure("\(figure.name) p50 before", change.before, unit: "s"),
            ClueFinding.Figure("\(figure.name) p50 after", change.after, unit: "s"),
            ClueFinding.Figure("ratio", change.ratio, unit: "ratio"),
        ]
        let moment = "at \(ClueWords.moment(change.seconds))"
        if change.rose(by: figure.least) {
            return Comparison(
                state: .holds, strength: strength(change.ratio, figure),
                statement: wording(
                    figure, from: change.before, to: change.after, ratio: change.ratio,
                    moment: moment),
                figures: figures, ratio: change.ratio, seconds: change.seconds,
                episodes: episodes)
        }
        if let episodes, let first = episodes.spans.first, episodes.ratio.lower > figure.least {
            return Comparison(
                state: .holds, strength: 0.8 * strength(episodes.ratio, figure),
                statement: wording(
                    figure, from: episodes.quiet, to: episodes.bad, ratio: episodes.ratio,
                    moment: "for a time from \(ClueWords.moment(first.lowerBound)) on"),
                figures: figures, ratio: episodes.ratio, seconds: first.lowerBound,
                episodes: episodes)
        }
        let limit = tail * Sample.median(series.map(\.value))
        if let long = ProportionShift.find(
            in: series.map { (seconds: $0.seconds, counts: $0.value > limit) }),
            long.rose(by: 0.05), let seconds = long.seconds
        {
            return tailComparison(
                figure, long, "at \(ClueWords.moment(seconds))", change.ratio, seconds, episodes)
        }
        let isLevel =
            change.ratio.upper < figure.least || change.pValue > 0.01 && series.count >= 60
        // Without a baseline a level window may be level because it was bad from its begin on.
        return Comparison(
            state: isLevel ? .fails : .unknown,
            strength: isLevel ? min(0.5, Double(series.count) / 200) : 0,
            statement: isLevel
                ? "\(figure.name) stayed level: its largest step is a factor of"
                    + " \(ClueWords.number(change.ratio.point)) \(moment)"
                : wording(
                    figure, from: change.before, to: change.after, ratio: change.ratio,
                    moment: moment) + ", which may be chance",
            figures: figures, ratio: change.ratio, seconds: nil, episodes: episodes)
    }

    private static func tailComparison(
        _ figure: Figure, _ long: ProportionShift, _ moment: String, _ ratio: Estimate,
        _ seconds: Double?, _ episodes: Episodes?
    ) -> Comparison {
        Comparison(
            state: .holds, strength: 0.4 + long.difference.lower * 2,
            statement: "\(figure.name) above three times its median rose from"
                + " \(ClueWords.percent(long.before.point)) to"
                + " \(ClueWords.percent(long.after.point)) of the requests \(moment)",
            figures: [
                ClueFinding.Figure("long ones before", long.before, unit: "ratio"),
                ClueFinding.Figure("long ones after", long.after, unit: "ratio"),
            ], ratio: ratio, seconds: seconds, episodes: episodes)
    }

    private static func strength(_ ratio: Estimate, _ figure: Figure) -> Double {
        0.5 + (ratio.lower - figure.least)
    }

    private static func wording(
        _ figure: Figure, from: Estimate, to: Estimate, ratio: Estimate, moment: String
    ) -> String {
        let verb = to.point > from.point ? "rose" : "fell"
        return "\(figure.name) p50 \(verb) from \(ClueWords.seconds(from.point)) to"
            + " \(ClueWords.seconds(to.point)) \(moment)"
            + " (\(ClueWords.number(ratio.lower)) to \(ClueWords.number(ratio.upper)) times)"
    }
}
