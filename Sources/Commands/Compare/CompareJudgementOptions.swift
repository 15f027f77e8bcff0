import ArgumentParser
import Comparison
import Readiness

/// The options that say what is judged and how strictly.
struct CompareJudgementOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            """
            Differences that do not matter, such as ttft=10%,itl=20%,e2e=500ms,errors=2%. \
            Default: ttft, itl and e2e 10%, errors 5%.
            """, valueName: "METRIC=VALUE,..."))
    var tolerance: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            """
            The only metrics judged: connect, ttfb, ttft, itl, tpot, e2e, throughput, errors. \
            Others are shown.
            """, valueName: "METRIC,..."))
    var judge: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Confidence of the intervals and of all verdicts together. Default: 95%.",
            valueName: "SHARE"))
    var confidence: String?

    func validate() throws {
        _ = try plan()
    }

    /// The plan that the options stand for.
    ///
    /// - Throws: `ValidationError` that names the option and what can be written.
    func plan() throws -> ComparisonPlan {
        do {
            return ComparisonPlan(
                tolerances: try tolerance.map { try ToleranceText.parse($0) } ?? [],
                judged: try judge.map { try ToleranceText.metrics($0) } ?? [],
                confidence: try level())
        } catch let error as ToleranceError {
            let isOfJudge =
                tolerance == nil || (try? ToleranceText.parse(tolerance ?? "")) != nil
            throw ValidationError("\(isOfJudge ? "--judge" : "--tolerance"): \(error)")
        }
    }

    private func level() throws -> Double {
        guard let confidence else { return 0.95 }
        do {
            let share = try RatioText.parse(confidence).double
            guard share >= 0.5, share <= 0.999 else {
                throw ValidationError("--confidence is \(confidence); expected 50% to 99.9%")
            }
            return share
        } catch let error as RatioTextError {
            throw ValidationError("--confidence: \(error)")
        }
    }
}
