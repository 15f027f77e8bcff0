import Estimates
import Load

/// Finds out whether one side's streams arrive in bunches where the other's do not.
enum BunchingDetector {
    /// Answers with fewer gaps have no shape.
    private static let gapsMin = 4
    /// The difference in the share of gaps near zero from which on a stream counts as bunched.
    private static let shareMin = 0.1

    /// The finding.
    ///
    /// - Returns: `nil` where too few answers stream, or no gap takes any time.
    static func finding(
        baseline: [ProbeRecord], candidate: [ProbeRecord], confidence: Double
    ) -> BunchingFinding? {
        let answers = (streams(baseline), streams(candidate))
        guard answers.0.count >= 3, answers.1.count >= 3 else { return nil }
        // The side that is not bunched has the larger median.
        let unit = max(median(answers.0), median(answers.1))
        guard unit > 0 else { return nil }
        let shares = (nearZero(answers.0, unit), nearZero(answers.1, unit))
        let change = MeanContrast.difference(
            candidate: shares.1, baseline: shares.0, confidence: confidence)
        let shapes = (
            shape(answers.0, shares.0, unit, confidence),
            shape(answers.1, shares.1, unit, confidence)
        )
        let side: BunchingFinding.Side =
            change.lower > shareMin
            ? .candidate : (change.upper < -shareMin ? .baseline : .neither)
        let (bunched, other) = side == .baseline ? shapes : (shapes.1, shapes.0)
        return BunchingFinding(
            side: side,
            isHeldBack: side != .neither && bunched.waiting > 0.8
                && bunched.waiting - other.waiting > 0.3,
            baseline: shapes.0, candidate: shapes.1, change: change)
    }

    private static func streams(_ records: [ProbeRecord]) -> [ProbeRecord] {
        records.filter { $0.isSuccess && $0.gaps.count >= gapsMin }
    }

    private static func median(_ answers: [ProbeRecord]) -> Double {
        let gaps = answers.flatMap { $0.gaps.map(\.floating) }.sorted()
        return gaps.isEmpty ? 0 : gaps[(gaps.count - 1) / 2]
    }

    private static func nearZero(_ answers: [ProbeRecord], _ unit: Double) -> [Double] {
        answers.map { answer in
            Double(answer.gaps.count { $0.floating <= unit / 5 }) / Double(answer.gaps.count)
        }
    }

    private static func shape(
        _ answers: [ProbeRecord], _ shares: [Double], _ unit: Double, _ confidence: Double
    ) -> StreamShape {
        let gaps = answers.flatMap { $0.gaps.map(\.floating) }
        let read = answers.filter { ($0.reads ?? 0) > 0 && $0.chunks != nil }
        let reads = read.reduce(0) { $0 + ($1.reads ?? 0) }
        let chunks = read.reduce(0) { $0 + ($1.chunks ?? 0) }
        let waits = answers.compactMap { answer -> Double? in
            guard let first = answer.timeToFirstToken, let end = answer.endToEnd,
                end > .zero
            else { return nil }
            return first.floating / end.floating
        }
        // The mean of one side is its difference from nothing.
        let nearZero = MeanContrast.difference(
            candidate: shares, baseline: [0, 0], confidence: confidence)
        return StreamShape(
            medianGapSeconds: median(answers),
            chunksPerRead: reads > 0 ? Double(chunks) / Double(reads) : nil, nearZero: nearZero,
            long: Double(gaps.count { $0 > 3 * unit }) / Double(gaps.count),
            waiting: waits.isEmpty ? 0 : waits.reduce(0, +) / Double(waits.count),
            answers: answers.count)
    }
}
