import Estimates
import Foundation
import Inference
import Load
import Readiness

/// Looks for what differs between two runs beside the endpoint.
struct ConditionCheck {
    let baseline: ComparedSide
    let candidate: ComparedSide
    let isInterleaved: Bool

    /// Runs further apart may have seen another load, another time of day.
    private static let apartMax: TimeInterval = 3_600
    /// A difference of a quarter in length or concurrency is not the same work.
    private static let ratioMax = 1.25

    /// Every difference, most telling first.
    var conditions: [ComparisonCondition] {
        let all = [
            sameRun, model, counts, maxTokens, promptTokens, outputTokens, cachedTokens, streaming,
            connections, concurrency, prompts, time, warmup,
        ]
        return all.compactMap(\.self)
    }

    private var sides: [ComparedSide] { [baseline, candidate] }

    // MARK: - What was asked

    private var sameRun: ComparisonCondition? {
        guard baseline.counted == candidate.counted, !baseline.counted.isEmpty else { return nil }
        return ComparisonCondition(.sameRun, "both sides are the same recording")
    }

    private var model: ComparisonCondition? {
        let models = sides.map(\.models)
        // A side that was never reached could not say what it serves.
        let wereReached = sides.allSatisfy { side in
            side.counted.contains { $0.outcomeClass != .unreachable }
        }
        guard models[0] != models[1], wereReached else { return nil }
        return ComparisonCondition(.model, "the models differ: \(words(models))")
    }

    private var maxTokens: ComparisonCondition? {
        let limits = sides.map { Set($0.counted.compactMap(\.maxTokens)).sorted() }
        guard limits[0] != limits[1], !limits[0].isEmpty, !limits[1].isEmpty else { return nil }
        return ComparisonCondition(
            .maxTokens,
            "the token limits differ: \(words(limits.map { $0.map(String.init) }))")
    }

    private var promptTokens: ComparisonCondition? {
        differing(
            .promptTokens, "the prompts differ in length", "tokens at the median"
        ) { $0.promptTokens.map(Double.init) }
    }

    private var outputTokens: ComparisonCondition? {
        differing(
            .outputTokens, "the answers differ in length", "tokens at the median"
        ) { $0.isSuccess ? $0.outputTokens.map(Double.init) : nil }
    }

    private var cachedTokens: ComparisonCondition? {
        let shares = sides.map { side -> Double? in
            let known = side.counted.filter { $0.cachedTokens != nil && $0.promptTokens != nil }
            let all = known.reduce(0) { $0 + ($1.promptTokens ?? 0) }
            return all == 0
                ? nil : Double(known.reduce(0) { $0 + ($1.cachedTokens ?? 0) }) / Double(all)
        }
        return differingShares(
            .cachedTokens, shares, "a prefix cache helped one side more",
            "of the prompt tokens were cached")
    }

    private var streaming: ComparisonCondition? {
        let shares = sides.map { share($0) { $0.isSuccess ? $0.isStream : nil } }
        return differingShares(.streaming, shares, "one side streams more", "of the answers stream")
    }

    private var prompts: ComparisonCondition? {
        let shares = sides.map { share($0) { $0.repeats != nil } }
        return differingShares(
            .prompts, shares, "prompts were repeated differently", "of the prompts repeat one")
    }

    // MARK: - How it was asked

    private var connections: ComparisonCondition? {
        let shares = sides.map { share($0) { $0.reusedConnection } }
        return differingShares(
            .connections, shares, "connections were kept differently",
            "of the requests went over a kept connection")
    }

    private var concurrency: ComparisonCondition? {
        guard !isInterleaved else { return nil }
        let means = sides.map(\.meanInFlight)
        guard let first = means[0], let second = means[1], first > 0, second > 0,
            max(first, second) / min(first, second) > Self.ratioMax
        else { return nil }
        // At the same rate more are in flight because answers take longer: that is a finding.
        let rates = sides.compactMap(\.requestRate)
        guard rates.count == 2, let slow = rates.min(), let fast = rates.max(),
            fast / slow > Self.ratioMax
        else { return nil }
        return ComparisonCondition(
            .concurrency,
            "the load differed: \(Self.decimal(first)) requests in flight on average against "
                + Self.decimal(second))
    }

    private var counts: ComparisonCondition? {
        guard sides.contains(where: { $0.counted.count < 5 }) else { return nil }
        let counts = sides.map { "\($0.counted.count)" }
        return ComparisonCondition(
            .counts, "there are few requests: \(counts[0]) against \(counts[1])")
    }

    private var time: ComparisonCondition? {
        guard !isInterleaved, let first = baseline.startedAt, let second = candidate.startedAt
        else { return nil }
        // A recording without times says nothing of them.
        guard first.timeIntervalSince1970 > 0, second.timeIntervalSince1970 > 0 else { return nil }
        let apart = abs(second.timeIntervalSince(first))
        guard apart > Self.apartMax else { return nil }
        let hours = apart / 3_600
        let words =
            hours < 48
            ? "\(Self.decimal(hours)) hours" : "\(Self.decimal(hours / 24)) days"
        return ComparisonCondition(
            .time,
            "the runs began \(words) apart: what else changed meanwhile counts as the candidate's")
    }

    private var warmup: ComparisonCondition? {
        let counts = sides.map { $0.counts.warmup }
        guard (counts[0] == 0) != (counts[1] == 0) else { return nil }
        let cold = counts[0] == 0 ? "baseline" : "candidate"
        return ComparisonCondition(
            .warmup, "only one side was warmed up: the \(cold)'s first requests count")
    }

    // MARK: - Parts

    private func share(_ side: ComparedSide, _ of: (ProbeRecord) -> Bool?) -> Double? {
        let known = side.counted.compactMap(of)
        return known.isEmpty ? nil : Double(known.count(where: \.self)) / Double(known.count)
    }

    private func differing(
        _ kind: ComparisonCondition.Kind, _ what: String, _ unit: String,
        _ value: (ProbeRecord) -> Double?
    ) -> ComparisonCondition? {
        let medians = sides.map { side -> Double? in
            let values = side.counted.compactMap(value).sorted()
            return values.isEmpty ? nil : values[values.count / 2]
        }
        guard let first = medians[0], let second = medians[1], first != second,
            max(first, second) / max(1, min(first, second)) > Self.ratioMax
        else { return nil }
        return ComparisonCondition(
            kind, "\(what): \(Int(first)) against \(Int(second)) \(unit)")
    }

    private func differingShares(
        _ kind: ComparisonCondition.Kind, _ shares: [Double?], _ what: String, _ unit: String
    ) -> ComparisonCondition? {
        guard let first = shares[0], let second = shares[1], abs(first - second) > 0.1 else {
            return nil
        }
        return ComparisonCondition(
            kind,
            "\(what): \(Int((first * 100).rounded())) % against "
                + "\(Int((second * 100).rounded())) % \(unit)")
    }

    private func words(_ sides: [[String]]) -> String {
        sides.map { $0.isEmpty ? "none" : $0.prefix(5).joined(separator: ", ") }
            .joined(separator: " against ")
    }

    private static func decimal(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }
}

extension ComparedSide {
    /// Requests started a second, from the first start to the last.
    fileprivate var requestRate: Double? {
        let starts = counted.map { $0.intendedStart.floating }
        guard let first = starts.min(), let last = starts.max(), last > first else { return nil }
        return Double(starts.count - 1) / (last - first)
    }

    /// Requests in flight on average, from the first start to the last end.
    var meanInFlight: Double? {
        let spans = counted.compactMap { record in
            record.endToEnd.map {
                (start: record.intendedStart.floating, length: $0.floating)
            }
        }
        guard let first = spans.map(\.start).min(),
            let last = spans.map({ $0.start + $0.length }).max(), last > first
        else { return nil }
        return spans.reduce(0) { $0 + $1.length } / (last - first)
    }
}
