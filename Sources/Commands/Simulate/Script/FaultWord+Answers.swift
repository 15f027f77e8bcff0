import EngineModel
import Simulator

extension FaultWord {
    /// Faults in the answers.
    static let inAnswers = [
        FaultWord("empty-answer", ["reasoning"], "a proper answer without content") {
            $0.flag("reasoning").map { .emptyAnswer(reasoning: $0) }
        },
        FaultWord("refusal", "the answer refuses in a few words") { _ in .refusal },
        FaultWord(
            "answer-lengths", ["stopShare", "meanTokens", "variation"],
            "answers end elsewhere than they used to"
        ) { parameters in
            guard let share = parameters.share("stopShare"),
                let mean = parameters.number("meanTokens", in: 1...1_000_000),
                let variation = parameters.number("variation", in: 0...5, default: 0.3)
            else { return nil }
            return .answerLengths(
                AnswerLengths(
                    stopShare: share, lengths: .spread(mean: mean, variation: variation)))
        },
        FaultWord("token-cap", ["tokens"], "the server caps the token limit of every request") {
            $0.whole("tokens", in: 1...1_000_000).map { .tokenCap($0) }
        },
        FaultWord("tokens-per-event", ["tokens"], "so many tokens arrive in one event") {
            $0.whole("tokens", in: 1...10_000).map { .tokensPerEvent($0) }
        },
        FaultWord(
            "usage-factor", ["factor"], "the usage says so many times the truth; 0 leaves it out"
        ) {
            $0.number("factor", in: 0...1_000).map { .usageFactor($0) }
        },
    ]

    /// Faults in what is told of the server.
    static let inTelling = [
        FaultWord("frozen-gauges", "gauges keep the values they had; counters go on") { _ in
            .frozenGauges
        },
        FaultWord("frozen-page", "pages of metrics are what they were") { _ in .frozenPage },
        FaultWord("scrape-fails", "the page of metrics cannot be had") { _ in .scrapeFails },
        FaultWord("renamed-families", ["names"], "families have other names; none hides one") {
            $0.names("names").map { .renamedFamilies($0) }
        },
        FaultWord("lost-bound", ["family", "bound"], "a histogram has no bucket with this bound") {
            parameters in
            guard let family = parameters.requiredText("family"),
                let bound = parameters.number("bound", in: 0...1_000_000_000)
            else { return nil }
            return .lostBound(family: family, bound: bound)
        },
        FaultWord("clock-skew", ["ahead", "behind"], "the server's clock is off by so much") {
            parameters in
            guard parameters.has("ahead") != parameters.has("behind") else {
                parameters.reportMissing(["ahead", "behind"])
                return nil
            }
            guard let ahead = parameters.durationOrZero("ahead"),
                let behind = parameters.durationOrZero("behind")
            else { return nil }
            return .clockSkew(ahead - behind)
        },
    ]
}
