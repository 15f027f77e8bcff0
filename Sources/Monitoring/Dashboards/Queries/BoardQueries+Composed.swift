import Signals

/// Queries that compose several signals.
extension BoardQueries {
    // MARK: - Limits

    /// A limit that `firstlight limits --format openmetrics` publishes.
    enum LiveLimit: String {
        case slots = "firstlight_engine_limit_slots"
        case tokens = "firstlight_engine_limit_kv_cache_tokens"
    }

    /// The live limit: the one that firstlight read from the engine, else the engine's own series.
    ///
    /// Nil where neither can be: the engine has no such series, and names the model by a label that
    /// the published limits do not have.
    func limit(_ limit: LiveLimit, by grouping: Grouping) -> String? {
        let own = ask(limit == .slots ? .slotLimit : .kvCacheTokens, .value, by: grouping)
        let model = subject.labels.model
        guard model == nil || model == "model_name" || grouping != .service else { return own }
        let chosen =
            (model == "model_name" ? ["model_name=~\"$model\""] : [])
            + ["instance=~\"$instance\""]
        let series = "\(limit.rawValue){\(chosen.joined(separator: ", "))}"
        let kept = labels(grouping).filter { $0 != "instance" } + ["instance"]
        // Sources that agree are one limit, not two.
        let each = "max by (\(kept.joined(separator: ", "))) (\(series))"
        let published = "sum\(clause(grouping))(\(each))"
        return own.map { "\(published) or \($0)" } ?? published
    }

    /// Running requests as a share of the slots.
    func slotUsage(by grouping: Grouping) -> String? {
        guard let running = ask(.running, .value, by: grouping),
            let limit = limit(.slots, by: grouping)
        else { return nil }
        return "\(operand(running)) / ((\(limit)) > 0)"
    }

    /// Tokens in the KV cache: each replica's usage of its own limit, added up.
    func tokensInUse() -> String? {
        guard let usage = ask(.kvCacheUsage, .value, by: perReplica),
            let limit = limit(.tokens, by: perReplica)
        else { return nil }
        if subject.engine == .dynamo {
            // A worker tells its usage, and each frontend the capacity of one worker: no instance has both.
            let models = labels(.service).joined(separator: ", ")
            return "sum\(clause(.service))(\(operand(usage)) * on (\(models)) group_left () "
                + "(max\(clause(.service))(\(limit))))"
        }
        return "sum\(clause(.service))(\(operand(usage)) * (\(limit)))"
    }

    private var perReplica: Grouping {
        .labels((subject.labels.model.map { [$0] } ?? []) + [subject.labels.replica])
    }

    // MARK: - Shares

    /// Whether the engine counts failed requests among the finished ones.
    private var countsFailuresAsFinished: Bool {
        switch subject.engine {
        case .vllm, .dynamo, .sglang: true
        case .tgi, .triton, .tensorrtLLM, .lmdeploy, .llamacpp, .ollama, .unknown: false
        }
    }

    /// Failed requests as a share of all that ended.
    func errorShare(by grouping: Grouping) -> String? {
        guard let errors = ask(.errors, .rate, by: grouping),
            let finished = ask(.requestsFinished, .rate, by: grouping)
        else { return nil }
        let all =
            countsFailuresAsFinished
            ? finished : "\(operand(finished)) + (\(errors))"
        return "(\(errors)) / ((\(all)) > 0)"
    }

    /// The share of finished requests with a finish reason, such as `length`.
    func finishShare(_ reason: String, by grouping: Grouping) -> String? {
        guard let source = subject.sources(of: .requestsFinished).first,
            let label = source.reasonLabel, label != "status",
            case .sum(let selector) = source.formula
        else { return nil }
        let some = SeriesSelector(
            name: selector.name, matchers: selector.matchers + [.equal(label, reason)])
        let labels = labels(grouping)
        let part = MetricExpression.aggregate(.sum, by: labels, .rate(some))
        let whole = MetricExpression.aggregate(.sum, by: labels, .rate(selector))
        return restrictedText(.ratio(part, whole), of: .requestsFinished)
    }

    /// How many times as large as the mean of all replicas the largest replica's value is.
    ///
    /// The mean of latencies is that of all requests: one of the replicas' means would weigh an idle
    /// replica like a busy one.
    func skew(_ signal: Signal, _ statistic: SignalStatistic) -> String? {
        guard let each = ask(signal, statistic, by: perReplica) else { return nil }
        let largest = "max\(clause(.service))(\(each))"
        if statistic == .mean {
            return ask(signal, statistic, by: .service).map { "\(largest) / ((\($0)) > 0)" }
        }
        return
            "\(largest) * count\(clause(.service))(\(each)) / (sum\(clause(.service))(\(each)) > 0)"
    }

    /// A counter by the label in which the exporter says why; nil where it says nothing.
    ///
    /// Reasons that never came up are no series: there is no zero for them.
    func breakdown(of signal: Signal) -> PanelTarget? {
        guard let source = subject.sources(of: signal).first, let label = source.reasonLabel
        else { return nil }
        let formula: SeriesFormula =
            if case .sumOrZero(let selector, _) = source.formula {
                .sum(selector)
            } else {
                source.formula
            }
        return formula.expression(for: .rate, of: .counter, by: [label])
            .flatMap { restrictedText($0, of: signal) }
            .map { PanelTarget($0, "{{\(label)}}") }
    }

    /// How fast a gauge grows per second: the slope, because a gauge has no rate.
    func growth(of signal: Signal, by grouping: Grouping) -> String? {
        guard let source = subject.sources(of: signal).first,
            case .sum = source.formula, let selector = selectors(of: signal).first
        else { return nil }
        return "sum\(clause(grouping))(deriv(\(selector)[10m]))"
    }

    /// Marks a process that began anew: a counter that fell.
    func restarts() -> String? {
        selectors(of: .generationTokens).first.map { "resets(\($0)[\(Self.window)]) > 0" }
    }

    private func operand(_ text: String) -> String {
        text.contains(" or ") || text.contains(" / ") || text.contains(" * ")
            || text.contains(" + ") ? "(\(text))" : text
    }

    private func restrictedText(_ expression: MetricExpression, of signal: Signal) -> String? {
        subject.restricted(expression, of: signal, by: choice)
            .promQL(window: Self.window)?.replacing("=\"$", with: "=~\"$")
    }
}
