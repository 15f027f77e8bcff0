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

    /// A fingerprint of what the gate asks (not of secrets, and not of where results go): equal
    /// profiles have equal digests. FNV-1a, 64 bits; not meant to withstand forgery.
    package var digest: String {
        var text = "\(version)|\(target.url.text)|\(target.model ?? "")|\(target.api.rawValue)"
        for setting in workloadSettings { text += "|\(setting.name)=\(setting.value)" }
        text += "|" + objectives.map(\.description).joined(separator: ";")
        text += "|" + warnings.map(\.description).joined(separator: ";")
        text += "|\(gate.decision.rawValue)|\(gate.minProbes)|\(gate.maxProbes)"
        text += "|\(gate.maxDuration)|\(gate.confidence)|\(gate.warmup)|\(gate.passRate)"
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
