import Inference

/// What reports say about the profile of a run.
extension Profile {
    /// What was sent, as names and values.
    var workloadSettings: [GateReport.Setting] {
        let prompt =
            switch workload.prompt {
            case .named(let name): name
            case .text: "one fixed text"
            }
        var settings: [GateReport.Setting] = [
            .init(name: "prompt", value: prompt),
            .init(name: "prompt tokens", value: "\(workload.promptTokens)"),
            .init(name: "max tokens", value: "\(workload.maxTokens)"),
            .init(name: "concurrency", value: "\(workload.concurrency)"),
            .init(name: "stream", value: workload.stream ? "yes" : "no"),
            .init(name: "connections", value: target.keepAlive ? "keep-alive" : "fresh"),
        ]
        if let temperature = workload.temperature {
            settings.append(.init(name: "temperature", value: "\(temperature)"))
        }
        if let interval = gate.interval {
            settings.append(.init(name: "interval", value: DurationText.exact(interval)))
        }
        return settings
    }

    /// How the gate decides, for the report.
    var decisionRule: DecisionRule {
        switch gate.decision {
        case .sequential: .sequential
        case .threshold: .threshold(minProbes: gate.minProbes, passRate: gate.passRate)
        }
    }

    /// A fingerprint of what the gate asks: equal questions have equal digests.
    ///
    /// Secrets, names and places of results are no part of it. FNV-1a, 64 bits; not meant to withstand forgery.
    package var digest: String {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for field in questions {
            // A byte that no UTF-8 text has keeps neighbouring fields apart.
            for byte in Array(field.utf8) + [0xFF] {
                hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
            }
        }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    /// Everything that a verdict depends on, field by field.
    private var questions: [String] {
        var fields = ["\(version)", target.url.text, target.model ?? "", target.api.rawValue]
        for setting in workloadSettings { fields += [setting.name, setting.value] }
        if case .text(let prompt) = workload.prompt { fields.append(prompt) }
        fields += ["objectives"] + objectives.map(\.description)
        fields += ["warnings"] + warnings.map(\.description)
        fields += [
            gate.decision.rawValue, "\(gate.minProbes)", "\(gate.maxProbes)",
            DurationText.exact(gate.maxDuration), "\(gate.confidence)", "\(gate.warmup)",
            "\(gate.passRate)",
        ]
        if let limits = gate.probeLimits {
            fields += [
                "probe limits", limits.ttft.map(DurationText.exact) ?? "",
                limits.latency.map(DurationText.exact) ?? "",
                limits.tokensPerSecond.map { "\($0)" } ?? "",
            ]
        }
        let limits = requestTimeouts
        fields += [limits.connect, limits.firstToken, limits.gap, limits.total]
            .map(DurationText.exact)
        fields += ["metrics"] + engine.metrics.map(\.text)
        fields += engine.prometheus.map { ["prometheus", $0.text] } ?? []
        fields += engine.selector.sorted { $0.key < $1.key }.flatMap { [$0.key, $0.value] }
        fields.append(engine.expect.maxNumSeqs.map { "\($0)" } ?? "")
        return fields
    }
}
