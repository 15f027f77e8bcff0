package import Signals

/// What rules have to know about an engine beyond its series.
extension GenerationSubject {
    /// The quantiles recorded of a signal's histogram, ascending; empty where none can be read.
    package func recordedQuantiles(of signal: Signal) -> [Double] {
        guard histogram(of: signal) != nil else { return [] }
        return Set([0.5, 0.95, 0.99] + judgedQuantiles(of: signal)).sorted()
    }

    /// The quantiles that alerts judge a signal by, ascending.
    package func judgedQuantiles(of signal: Signal) -> [Double] {
        var found: Set<Double> = []
        for limit in [
            AlertLimits(signal, for: self)?.critical, AlertLimits(signal, for: self)?.warning,
        ] {
            if let limit, case .quantile(let share) = limit.statistic { found.insert(share) }
        }
        return found.sorted()
    }

    /// The bounds of a signal's histogram, for intervals; nil where they are not known.
    func intervalBounds(of signal: Signal) -> IntervalBounds? {
        guard let (selector, scale) = histogram(of: signal), let all = bounds(of: signal),
            !judgedQuantiles(of: signal).isEmpty
        else { return nil }
        let bounds = all.filter { $0 > 0 }
        return bounds.isEmpty
            ? nil : IntervalBounds(histogram: selector, bounds: bounds, scale: scale)
    }

    /// The label by which finished requests are told apart by how they ended; nil where there is
    /// none.
    package var finishReason: String? {
        let reason = sources(of: .requestsFinished).first?.reasonLabel
        return reason?.hasPrefix("finish") == true ? reason : nil
    }

    /// Whether requests whose client went away are counted among the finished ones.
    ///
    /// TensorRT-LLM's words are `stop`, `length`, `timeout` and `cancelled` (`CompletionOutput.finish_reason`), and its server stops
    /// listening to a request that is cancelled.
    var countsAborts: Bool { finishReason != nil && engine != .tensorrtLLM }

    /// Whether failed requests are among the finished ones.
    var countsFailuresAsFinished: Bool {
        switch engine {
        case .vllm, .sglang, .dynamo: true
        case .tgi, .llamacpp, .tensorrtLLM, .triton, .lmdeploy, .ollama, .unknown: false
        }
    }

    /// Whether tokens are counted only when their request ends, so that a long answer looks like
    /// none.
    var countsTokensAtTheEnd: Bool {
        switch engine {
        case .sglang, .tgi, .triton: true
        case .vllm, .llamacpp, .tensorrtLLM, .dynamo, .lmdeploy, .ollama, .unknown: false
        }
    }

    /// What is odd about a signal's series, as a comment; nil when nothing is.
    func remark(on signal: Signal) -> String? {
        if engine == .lmdeploy, signal == .errors {
            return
                "LMDeploy types this total as a gauge; it only grows until a restart, so rate() is "
                + "right.\nfirstlight: ignore rate-on-gauge"
        }
        let selectors = sources(of: signal).flatMap(\.formula.selectors)
        let isGone = selectors.allSatisfy { selector in
            let all = KnownFamilies.series(named: selector.name)
            // Routers and simulators borrow the names of engines, and keep them longer.
            let own = all.filter { $0.family.exporter.engine == engine }
            let known = own.isEmpty ? all : own
            return !known.isEmpty
                && known.allSatisfy { $0.family.lifetime.presence(in: version) != .exported }
        }
        guard isGone, !selectors.isEmpty else { return nil }
        return "Only older releases have it.\nfirstlight: ignore removed-metric"
    }

    /// The labels by which a signal of the machine is told apart.
    func machineLabels(_ signal: Signal) -> [String] {
        let place = [labels.job, labels.replica]
        guard case .dcgm? = exporter(of: signal) else { return place }
        return place + ["gpu"]
    }

    private func exporter(of signal: Signal) -> ExporterKind? {
        if dialect.sources[signal] != nil { return dialect.exporter }
        return Dialect.machine.first { $0.sources[signal] != nil }?.exporter
    }
}
