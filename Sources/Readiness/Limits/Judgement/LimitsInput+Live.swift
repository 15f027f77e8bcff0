import Signals
package import Telemetry

extension LimitsInput {
    /// Takes over what a server told of itself.
    ///
    /// - Parameters:
    ///   - identity: its answers.
    ///   - model: the model that is meant; the only served one when nil.
    package mutating func add(_ identity: EngineIdentity, model: String?) {
        let served = (identity.models ?? []).map(\.id)
        self.model = model ?? (served.count == 1 ? served.first : nil)
        engine = identity.engine?.value.rawValue
        engineVersion = identity.version?.value
        let set = LiveLimits.set(of: identity, model: self.model ?? served.first)
        live.readings += set.readings
        live.engines = max(live.engines, set.engines)
        if identity.isUnreachable {
            failure = identity.failure(at: .models)?.description ?? "no answer"
        } else if set.readings.isEmpty, let refusal = identity.failure(at: .models),
            refusal == .unauthorized || refusal == .forbidden
        {
            failure = "the endpoint tells nothing without a key (\(refusal))"
        } else {
            notes += Self.remarks(on: identity, hasReadings: !set.readings.isEmpty)
        }
    }

    /// What stands between the reader and an engine's limits.
    private static func remarks(on identity: EngineIdentity, hasReadings: Bool) -> [String] {
        if identity.isRouter {
            return [
                "vLLM's production-stack router answers here, which has no limits of its own; name "
                    + "the engines behind it"
            ]
        }
        if identity.isSimulator {
            return ["the llm-d inference simulator answers here: its limits are configured"]
        }
        guard !hasReadings, identity.engine == nil else { return [] }
        return [ProbePath.models, .metrics].compactMap { path in
            identity.failure(at: path).map { "GET \(path.rawValue) gave \($0)" }
        }
    }

    /// Takes over what a start-up log tells, and who wrote it where nothing better says so.
    ///
    /// - Parameters:
    ///   - log: the log.
    ///   - file: what messages call it.
    package mutating func add(_ log: StartupLog, file: String) {
        let readings = LogLimits.readings(of: log, file: file)
        live.readings += readings
        engine = engine ?? log.engine?.value.rawValue
        engineVersion = engineVersion ?? log.version?.value
        if log.restarts > 0 {
            notes.append("\(file) holds \(log.restarts + 1) starts; the last one counts")
        }
        if readings.isEmpty {
            notes.append("\(file) tells no limit; give the log from the start of the engine on")
        }
    }

    /// Takes over what scrapes saw: limits, lengths of requests, and the plateau.
    ///
    /// - Parameter seen: one value for each metrics URL.
    package mutating func add(_ seen: [LimitWatch.Seen]) {
        var peak = 0.0
        var obstacles: [String] = []
        for one in seen {
            if let failure = one.failure { notes.append(failure) }
            guard let families = one.families else { continue }
            let replica = one.source.replica
            let set = LiveLimits.set(of: families, replica: replica)
            live.engines = max(live.engines, set.engines)
            live.readings += set.readings.filter { reading in
                !live.readings.contains { $0.isSameFact(as: reading) }
            }
            if let slots = PlateauInference.slots(
                one.samples, engines: set.engines, replica: replica)
            {
                live.readings.append(slots)
            }
            if let obstacle = PlateauInference.obstacle(one.samples) { obstacles.append(obstacle) }
            peak = max(peak, one.samples.map { $0.running + $0.waiting }.max() ?? 0)
            if tokensPerRequest == nil {
                let length = live.trusted(.contextTokens, tolerance: tolerance)?.reading.value
                tokensPerRequest = TokenLengths.mean(in: families, contextTokens: length)
            }
        }
        if seen.contains(where: { !$0.samples.isEmpty }) { observedPeak = peak }
        obstacle = obstacles.first
    }
}

extension LimitReading {
    /// Whether two readings say the same of the same thing, one of them without a replica's name.
    fileprivate func isSameFact(as other: LimitReading) -> Bool {
        kind == other.kind && value == other.value && source == other.source
            && scope == other.scope && (replica == other.replica || replica == nil)
    }
}
