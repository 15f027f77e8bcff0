import Estimates
import Inference
package import Load

/// Tells which replicas answered, and whether one of them is slower than the others.
package enum ReplicaCheck {
    /// The fewest first tokens by which a replica is compared: with less of them a median has no
    /// bounds.
    private static let comparedMin = 6
    /// Replicas named at most.
    private static let namedMax = 8

    /// Compares the replicas that answered.
    ///
    /// A replica is called slower when the bounds of its median first token lie above those of all
    /// others together; the error probability is divided among the replicas.
    ///
    /// - Parameters:
    ///   - probes: All probes.
    ///   - confidence: The confidence of the comparison.
    /// - Returns: Nothing where no answer names its replica.
    package static func results(of probes: [ProbeRecord], confidence: Double) -> [CheckResult] {
        var groups: [String: [ProbeRecord]] = [:]
        for probe in probes {
            if let name = probe.replica { groups[name, default: []].append(probe) }
        }
        guard !groups.isEmpty else { return [] }
        let names = groups.keys.sorted {
            (groups[$1]?.count ?? 0, $0) < (groups[$0]?.count ?? 0, $1)
        }
        let words = names.prefix(namedMax).map { "\($0) (\(groups[$0]?.count ?? 0))" }
        let more = names.count > namedMax ? " and \(names.count - namedMax) more" : ""
        let list = words.joined(separator: ", ") + more
        func result(_ state: CheckResult.State, _ message: String) -> [CheckResult] {
            [CheckResult(id: "replicas", group: .identity, state: state, message: message)]
        }
        guard names.count > 1 else { return result(.passed, "one replica answered: \(list)") }
        let slow = slower(groups, names: names, confidence: confidence)
        guard !slow.isEmpty else {
            return result(.passed, "\(names.count) replicas answered: \(list)")
        }
        return result(
            .warning,
            "\(names.count) replicas answered: \(list); " + slow.joined(separator: "; "))
    }

    private static func slower(
        _ groups: [String: [ProbeRecord]], names: [String], confidence: Double
    ) -> [String] {
        let values = groups.mapValues { probes in
            probes.compactMap { $0.isSuccess ? $0.timeToFirstToken?.inSeconds : nil }
        }
        let compared = names.filter { (values[$0]?.count ?? 0) >= comparedMin }
        let each = 1 - (1 - confidence) / Double(max(1, 2 * compared.count))
        func median(_ values: [Double]) -> Estimate {
            OrderStatistic.percentile(sorted: values.sorted(), share: 0.5, confidence: each)
        }
        return compared.compactMap { name in
            let ours = median(values[name] ?? [])
            let others = median(names.filter { $0 != name }.flatMap { values[$0] ?? [] })
            guard ours.hasLowerBound, others.hasUpperBound, ours.lower > others.upper else {
                return nil
            }
            return "\(name) is slower: first token \(text(ours)) in the median, the others "
                + text(others)
        }
    }

    private static func text(_ estimate: Estimate) -> String {
        func time(_ seconds: Double) -> String {
            DurationText.rounded(.seconds(seconds), digits: 3)
        }
        guard estimate.hasLowerBound, estimate.hasUpperBound else { return time(estimate.point) }
        return "\(time(estimate.point)) (\(time(estimate.lower)) to \(time(estimate.upper)))"
    }
}
