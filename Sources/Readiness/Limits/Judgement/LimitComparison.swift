/// The sources of each limit beside each other.
struct LimitComparison {
    let input: LimitsInput
    /// What is believed and what is declared, with the capacity in full-length requests added.
    let live: LimitSet
    let manifest: [LimitReading]

    init(_ input: LimitsInput) {
        self.input = input
        manifest = input.declared?.limits ?? []
        live = Self.withFullLength(input.live, manifest: manifest, tolerance: input.tolerance)
    }

    /// What is believed of the running process.
    func trusted(_ kind: LimitKind) -> TrustedLimit? {
        live.trusted(kind, tolerance: input.tolerance)
    }

    /// What the manifest says.
    func declared(_ kind: LimitKind) -> LimitReading? { manifest.first { $0.kind == kind } }

    /// What the profile expects.
    func expected(_ kind: LimitKind) -> LimitReading? {
        guard kind == .runningRequests, let count = input.expectations.maxNumSeqs else {
            return nil
        }
        return LimitReading(
            kind, Double(count), .profile, source: "engine.expect.maxNumSeqs of the profile")
    }

    /// The best knowledge: of the running process, or the manifest's word where that tells only a
    /// lower bound or nothing.
    func best(_ kind: LimitKind) -> LimitReading? {
        let live = trusted(kind)?.reading
        if let live, !live.isLeast { return live }
        guard let declared = declared(kind) else { return live }
        // More ran at once than the manifest allows: its word is not true of this process.
        if let live, !input.tolerance.agrees(live, declared) { return live }
        return declared
    }

    /// Computes how many requests of full length the KV cache holds where the parts are known.
    private static func withFullLength(
        _ live: LimitSet, manifest: [LimitReading], tolerance: LimitTolerance
    ) -> LimitSet {
        var live = live
        func value(_ kind: LimitKind) -> LimitReading? {
            live.trusted(kind, tolerance: tolerance)?.reading
                ?? manifest.first { $0.kind == kind }
        }
        guard let tokens = value(.kvCacheTokens), let length = value(.contextTokens),
            length.value > 0, !tokens.isLeast
        else { return live }
        live.readings.append(
            LimitReading(
                .fullLengthRequests, tokens.value / length.value, .derived,
                source: "\(tokens.text) tokens / \(length.text)", replica: tokens.replica))
        return live
    }

    // MARK: - Findings

    /// Contradictions about the running process.
    var disagreements: [LimitFinding] {
        LimitKind.allCases.flatMap { kind -> [LimitFinding] in
            guard let trusted = trusted(kind) else { return [] }
            var findings: [LimitFinding] = []
            let reading = trusted.reading
            let others = trusted.disagreeing
            if let other = others.first(where: { Self.isOtherReplica($0, than: reading) }),
                let there = other.replica, let here = reading.replica
            {
                findings.append(
                    LimitFinding(
                        .replicasDiffer, .warning, kind: kind,
                        "\(kind.title): \(reading.text) at \(here), \(other.text) at \(there)",
                        next: "start every replica of a service with the same limits"))
            }
            // Values of one sort are of several engines, or of several bounds on the same thing: the
            // lowest holds, and they contradict nothing.
            let contradiction = others.first { other in
                // llama-server's slots may share one context; its log knows better.
                let isShared = input.engine == "llamacpp" && other.origin == .derived
                return !isShared && !Self.isOtherReplica(other, than: reading)
                    && other.origin != reading.origin
            }
            if let other = contradiction {
                findings.append(
                    LimitFinding(
                        .sourcesDisagree, .warning, kind: kind,
                        "\(kind.title): \(reading.text) says \(reading.source), "
                            + "\(other.text) says \(other.source); the first is believed as "
                            + trusted.reason,
                        next: other.origin == .log
                            ? "make sure that the log is of the running process" : nil))
            }
            return findings
        }
    }

    /// Where the running process is not what the manifest or the profile says.
    var drifts: [LimitFinding] {
        LimitKind.allCases.flatMap { kind -> [LimitFinding] in
            guard let live = trusted(kind)?.reading else { return [] }
            let sources: [(LimitReading?, LimitFinding.ID)] = [
                (declared(kind), .manifestDrift), (expected(kind), .profileDrift),
            ]
            return sources.compactMap { other, id in
                guard let other, !input.tolerance.agrees(live, other) else { return nil }
                return drift(of: live, from: other, id: id)
            }
        }
    }

    private func drift(
        of live: LimitReading, from other: LimitReading, id: LimitFinding.ID
    ) -> LimitFinding {
        let kind = live.kind
        // SGLang lowers its slots when the memory is short; that is no other configuration.
        let isLowered =
            input.engine == "sglang" && kind == .runningRequests && live.value < other.value
        let subject = live.origin == .log ? "the log" : "the running process"
        return LimitFinding(
            id, isLowered || kind.isMeasuredAtStart ? .warning : .critical, kind: kind,
            "\(kind.title): \(subject) has \(live.text) (\(live.source)), "
                + "\(other.source) says \(other.text)",
            next: advice(id, isLog: live.origin == .log))
    }

    private func advice(_ id: LimitFinding.ID, isLog: Bool) -> String {
        if id == .profileDrift {
            return "start the engine with what the profile expects, or correct the profile"
        }
        return isLog
            ? "start the engine anew with this manifest, and compare the new log"
            : "roll the manifest out, or write down what runs"
    }

    private static func isOtherReplica(_ left: LimitReading, than right: LimitReading) -> Bool {
        left.replica != nil && right.replica != nil && left.replica != right.replica
    }

    // MARK: - Dashboards

    /// Where a dashboard compares with a number that is not the limit.
    var dashboardFindings: [LimitFinding] {
        input.dashboards.compactMap { constant in
            guard let limit = best(constant.kind) else { return nil }
            let sums = sums(of: limit)
            let total = sums.last ?? limit
            switch constant.use {
            case .limit where !sums.contains { input.tolerance.agrees($0, constant.reading) }:
                return drift(of: constant, total: total)
            case .threshold where !total.isLeast && constant.value > total.value:
                return LimitFinding(
                    .thresholdUnreachable, .warning, kind: constant.kind,
                    "\(constant.holder) has a threshold at \(LimitText.number(constant.value)) and "
                        + "never gets there: \(constant.kind.title) are \(total.text)",
                    next: Self.dashboardAdvice, place: constant.place)
            case .limit, .threshold: return nil
            }
        }
    }

    private func drift(of constant: DashboardConstant, total: LimitReading) -> LimitFinding {
        let effect =
            constant.kind == .runningRequests && !total.isLeast
            ? ": with every slot taken it reads "
                + LimitText.percent(total.value / constant.value) : ""
        let subject = total.kind.addsUp && input.engineCount > 1 ? "the target" : "the engine"
        return LimitFinding(
            .dashboardDrift, .warning, kind: constant.kind,
            "\(constant.holder) counts on \(LimitText.number(constant.value)) "
                + "\(constant.kind.title), \(subject) has \(total.text)" + effect,
            next: Self.dashboardAdvice, place: constant.place)
    }

    private static let dashboardAdvice =
        "divide by the series of \"firstlight limits --format openmetrics\" instead of a typed-in "
        + "number"

    /// What a panel may rightly count on: one engine, one replica, or all of them.
    private func sums(of limit: LimitReading) -> [LimitReading] {
        guard limit.kind.addsUp else { return [limit] }
        return [1, input.live.engines, input.engineCount].map { factor in
            var sum = limit
            sum.value *= Double(factor)
            return sum
        }
    }
}
