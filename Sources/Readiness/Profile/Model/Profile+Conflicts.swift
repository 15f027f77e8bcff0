extension Profile {
    /// Two values of a profile that cannot both hold.
    struct Conflict {
        /// The keys it is about, the one to point at first.
        let keyPaths: [String]
        let message: String
        let hint: String?

        init(_ keyPaths: [String], _ message: String, hint: String? = nil) {
            self.keyPaths = keyPaths
            self.message = message
            self.hint = hint
        }
    }

    /// Everything in the profile that contradicts itself.
    func conflicts() -> [Conflict] {
        gateConflicts() + objectiveConflicts() + timeoutConflicts()
    }

    private func gateConflicts() -> [Conflict] {
        var conflicts: [Conflict] = []
        if gate.minProbes > gate.maxProbes {
            conflicts.append(
                Conflict(
                    ["gate.minProbes", "gate.maxProbes"],
                    "gate.minProbes (\(gate.minProbes)) is larger than gate.maxProbes "
                        + "(\(gate.maxProbes)); READY could never be said"))
        }
        if let interval = gate.interval {
            let rounds = Self.rounds(every: interval, during: gate.maxDuration)
            let probes = rounds.multipliedReportingOverflow(by: workload.concurrency)
            if !probes.overflow, probes.partialValue < gate.minProbes {
                conflicts.append(
                    Conflict(
                        ["gate.interval", "gate.maxDuration"],
                        "one round every \(DurationText.exact(interval)) during "
                            + "\(DurationText.exact(gate.maxDuration)) gives "
                            + "\(probes.partialValue) probes, fewer than gate.minProbes "
                            + "(\(gate.minProbes)); shorten gate.interval or lengthen "
                            + "gate.maxDuration"))
            }
        }
        return conflicts
    }

    /// The rounds that start during a time when the first starts at once.
    static func rounds(every interval: Duration, during duration: Duration) -> Int {
        let step = max(interval.attoseconds, 1)
        return Int(clamping: (duration.attoseconds + step - 1) / step)
    }

    private func objectiveConflicts() -> [Conflict] {
        var conflicts: [Conflict] = []
        if objectives.isEmpty {
            conflicts.append(
                Conflict(
                    ["objectives"],
                    "objectives is empty; without a hard limit every endpoint would be READY. "
                        + "List one, or remove the key to use the defaults"))
        }
        for (list, items) in [("objectives", objectives), ("warnings", warnings)] {
            var first: [String: Int] = [:]
            for (index, objective) in items.enumerated() {
                let path = "\(list)[\(index)]"
                if let earlier = first[objective.id] {
                    conflicts.append(
                        Conflict(
                            [path, list],
                            "\(path): \(objective.description.quoted) limits the same as "
                                + "\(items[earlier].description.quoted) in \(list)[\(earlier)]; "
                                + "keep one of them"))
                }
                first[objective.id] = first[objective.id] ?? index
                if let missing = missingBasis(of: objective) {
                    conflicts.append(
                        Conflict([path, list, missing.key], "\(path): \(missing.reason)"))
                }
            }
        }
        return conflicts
    }

    private func missingBasis(of objective: Objective) -> (key: String, reason: String)? {
        let name = objective.metric.rawValue
        if objective.metric.needsStreaming, !workload.stream {
            return (
                "workload.stream",
                "\(name) can only be measured on a stream; set workload.stream to true"
            )
        }
        if objective.metric == .itl || objective.metric == .tpot, workload.maxTokens < 2 {
            return (
                "workload.maxTokens",
                "\(name) needs at least two tokens; set workload.maxTokens to 2 or more"
            )
        }
        return nil
    }

    private func timeoutConflicts() -> [Conflict] {
        // The readiness-gate project's rule keeps its own timeout, whatever its limits say.
        guard gate.probeLimits == nil else { return [] }
        let phases: [(key: String, timeout: Duration?, metrics: [ObjectiveMetric])] = [
            ("connect", timeouts.connect, [.connect]),
            ("firstToken", timeouts.firstToken, [.ttft, .ttfb, .ttfc]),
            ("gap", timeouts.gap, [.itl]),
            ("total", timeouts.total, ObjectiveMetric.timed),
        ]
        return phases.flatMap { key, timeout, metrics in
            guard let timeout else { return [Conflict]() }
            let ended = allObjectives.filter { objective in
                metrics.contains(objective.metric)
                    && Duration.seconds(objective.threshold) > timeout
            }
            return ended.map { objective in
                Conflict(
                    ["timeouts.\(key)", "objectives", "warnings"],
                    "timeouts.\(key) (\(DurationText.exact(timeout))) ends requests that "
                        + "\(objective.description.quoted) would still allow; make it longer")
            }
        }
    }
}
