import Estimates
import Inference
import Load
import Signals
import Telemetry

/// What closed forms need to know of an observed service.
///
/// Means over all replicas and all of the window; what nobody tells is nil.
struct ObservedService {
    let story: ServerStory?
    let client: ClientEvidence?

    init(_ evidence: Evidence) {
        story = evidence.server.map { ServerStory($0) }
        client = evidence.client
    }

    /// The engine the scrapes are of.
    var engine: EngineKind? { story?.engines.first?.detection.kind }

    /// Seconds between the first and the last scrape.
    var seconds: Double? {
        story?.span.map { $0.upperBound - $0.lowerBound }
    }

    /// An exact mean of the servers.
    func mean(_ signal: Signal) -> Double? {
        story?.mean(signal)?.mean
    }

    /// The gap between tokens, mean.
    var gap: Double? {
        guard let story, let signal = story.engines.lazy.compactMap(\.gapSignal).first else {
            return nil
        }
        return story.mean(signal)?.mean
    }

    /// Tokens generated a second over the whole window.
    var tokensPerSecond: Double? {
        guard let tokens = story?.increase(.generationTokens), let seconds, seconds > 0 else {
            return nil
        }
        return tokens / seconds
    }

    /// Tokens of a mean answer.
    var answerTokens: Double? {
        mean(.generationLength) ?? clientMean { $0.outputTokens.map(Double.init) }
    }

    /// Tokens of a mean prompt.
    var promptTokens: Double? {
        mean(.promptLength) ?? clientMean { $0.promptTokens.map(Double.init) }
    }

    private func clientMean(_ value: (ProbeRecord) -> Double?) -> Double? {
        let values = (client?.probes ?? []).filter(\.isSuccess).compactMap(value)
        return values.isEmpty ? nil : Sample.mean(values)
    }

    /// TTFT of our requests, failed ones as infinite, ascending; empty without a client.
    var firstTokens: [Double] {
        (client?.probes ?? []).filter { !$0.isWarmup && $0.outcomeClass != .excluded }
            .map { $0.timeToFirstToken?.seconds ?? .infinity }.sorted()
    }

    /// Running and waiting requests of all replicas: mean and maximum over scrapes at which something ran.
    var inSystem: (mean: Double, most: Double, running: Double)? {
        guard let story, !story.engines.isEmpty else { return nil }
        var means = (0.0, 0.0)
        var most = 0.0
        for track in story.engines {
            let levels = track.readings.compactMap { reading -> (Double, Double)? in
                guard let running = reading.gauge(.running), running > 0,
                    let waiting = reading.gauge(.waiting)
                else { return nil }
                return (running, waiting)
            }
            guard !levels.isEmpty else { return nil }
            means.0 += Sample.mean(levels.map { $0.0 + $0.1 })
            means.1 += Sample.mean(levels.map(\.0))
            most += levels.map { $0.0 + $0.1 }.max() ?? 0
        }
        return (means.0, most, means.1)
    }

    /// Tokens that the KV caches of all replicas hold.
    var cacheTokens: Double? {
        guard let story, !story.engines.isEmpty else { return nil }
        let gauges = story.engines.compactMap { track in
            track.readings.last { $0.gauge(.kvCacheTokens) != nil }?.gauge(.kvCacheTokens)
        }
        if gauges.count == story.engines.count { return gauges.reduce(0, +) }
        var total = 0.0
        for track in story.engines {
            let limits =
                EngineLimit.limits(in: track.pages.last?.families ?? [])
                + (story.identity?.limits ?? []) + (story.startupLog?.limits ?? [])
            func limit(_ kind: EngineLimit.Kind) -> Double? {
                limits.first { $0.kind == kind }?.value
            }
            if let tokens = limit(.kvCacheTokens) {
                total += tokens
            } else if let blocks = limit(.kvCacheBlocks), let size = limit(.kvBlockTokens) {
                total += blocks * size
            } else {
                return nil
            }
        }
        return total
    }

    /// What an engine calls its slot limit on the command line.
    var slotFlag: String {
        switch engine {
        case .sglang: "--max-running-requests"
        case .llamacpp: "--parallel"
        case .lmdeploy: "--max-batch-size"
        case .tgi: "--max-batch-size"
        case .tensorrtLLM, .triton: "--max_batch_size"
        case .ollama: "OLLAMA_NUM_PARALLEL"
        case .vllm, .dynamo, .unknown, nil: "--max-num-seqs"
        }
    }
}
