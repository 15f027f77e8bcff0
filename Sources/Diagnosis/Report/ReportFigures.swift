import Estimates
import Inference
import Load
import Signals

/// The figures of a report: what users felt, what servers said, where the time went.
struct ReportFigures {
    private let evidence: Evidence
    private let service: ObservedService

    init(_ evidence: Evidence) {
        self.evidence = evidence
        service = ObservedService(evidence)
    }

    private var measured: [ProbeRecord] {
        (evidence.client?.probes ?? []).filter { !$0.isWarmup && $0.outcomeClass != .excluded }
    }

    // MARK: - Felt

    /// TTFT, time per token, E2E and failures by the client's records; empty without a client.
    ///
    /// Failed requests count as slower than any limit.
    var felt: [DiagnosisReport.Figure] {
        let records = measured
        guard !records.isEmpty else { return [] }
        var figures: [DiagnosisReport.Figure] = []
        func times(_ name: String, _ shares: [Double], _ value: (ProbeRecord) -> Duration?) {
            let values = records.map { $0.isSuccess ? value($0)?.seconds : .infinity }
                .compactMap { $0 }.sorted()
            guard !values.isEmpty else { return }
            for share in shares {
                figures.append(
                    DiagnosisReport.Figure(
                        "\(name) p\(Int((share * 100).rounded()))",
                        OrderStatistic.percentile(sorted: values, share: share), unit: "s"))
            }
        }
        times("TTFT", [0.5, 0.95]) { $0.timeToFirstToken }
        times("time per token", [0.5]) { $0.timePerOutputToken }
        times("E2E", [0.95]) { $0.endToEnd }
        if let longest = records.flatMap(\.gaps).max() {
            figures.append(
                DiagnosisReport.Figure(
                    "longest gap", .exact(longest.seconds, count: records.count), unit: "s"))
        }
        figures.append(
            DiagnosisReport.Figure(
                "failed",
                BinomialInterval.clopperPearson(
                    successes: records.count { !$0.isSuccess }, trials: records.count),
                unit: "ratio"))
        return figures
    }

    // MARK: - Said

    /// Running, waiting, KV cache, preemptions, times and speed by the servers' metrics; empty without them.
    var said: [DiagnosisReport.Figure] {
        guard let story = service.story, !story.engines.isEmpty else { return [] }
        var figures: [DiagnosisReport.Figure] = []
        for (signal, name, unit) in [
            (Signal.running, "running", "requests"), (.waiting, "waiting", "requests"),
            (.kvCacheUsage, "KV cache", "ratio"),
        ] {
            let values = story.engines.flatMap { $0.gauge(signal).map(\.value) }
            guard !values.isEmpty else { continue }
            let figure = ServerClues.sampled(name, values, unit: unit)
            figures.append(DiagnosisReport.Figure(name, figure.estimate, unit: unit))
        }
        for (signal, name) in [
            (Signal.preemptions, "preemptions"), (.requestsFinished, "requests ended"),
            (.errors, "requests failed"),
        ] {
            guard let count = story.increase(signal) else { continue }
            figures.append(
                DiagnosisReport.Figure(
                    name, .exact(count, provenance: .serverCounter), unit: ""))
        }
        for (signal, name) in [
            (Signal.queueTime, "queue time mean"), (.timeToFirstToken, "server TTFT mean"),
            (.endToEndLatency, "server E2E mean"),
        ] {
            guard let mean = story.mean(signal) else { continue }
            figures.append(
                DiagnosisReport.Figure(
                    name, .exact(mean.mean, count: mean.count, provenance: .serverCounter),
                    unit: "s"))
        }
        if let gap = service.gap {
            figures.append(
                DiagnosisReport.Figure(
                    "server gap mean", .exact(gap, provenance: .serverCounter), unit: "s"))
        }
        if let speed = service.tokensPerSecond {
            figures.append(
                DiagnosisReport.Figure(
                    "generation", .exact(speed, provenance: .serverCounter), unit: "tok/s"))
        }
        return figures
    }

    // MARK: - Phases

    /// Where the time of a mean request goes, in the order of a request; empty when unknown.
    var phases: [PhaseShare] {
        let joint = evidence.client.flatMap { client in
            service.story.flatMap { JointStory(client, $0) }
        }
        let whole =
            joint.flatMap { TwoViews.endToEnd($0)?.clientMean } ?? clientWhole
            ?? service.mean(.endToEndLatency)
        var parts: [(PhaseShare.Phase, Estimate)] = []
        if let network = network(joint) { parts.append((.network, network)) }
        for (signal, phase) in [
            (Signal.queueTime, PhaseShare.Phase.queue), (.prefillTime, .prefill),
            (.decodeTime, .decode),
        ] {
            guard let mean = service.story?.mean(signal) else { continue }
            parts.append(
                (phase, .exact(mean.mean, count: mean.count, provenance: .serverCounter)))
        }
        return parts.map { phase, seconds in
            PhaseShare(
                phase: phase, seconds: seconds,
                share: whole.flatMap { $0 > 0 ? min(max(seconds.point / $0, 0), 1) : nil })
        }
    }

    private var clientWhole: Double? {
        let values = measured.filter(\.isSuccess).compactMap { $0.endToEnd?.seconds }
        return values.isEmpty ? nil : Sample.mean(values)
    }

    /// The client's TTFT less the server's; without a server, what connections and cheap requests take.
    private func network(_ joint: JointStory?) -> Estimate? {
        if let joint, let views = TwoViews.firstToken(joint), views.areSame {
            return Estimate(
                point: max(views.difference, 0), lower: max(views.gap.lowerBound, 0),
                upper: max(views.gap.upperBound, 0), count: views.clientCount, confidence: 1,
                provenance: .client, method: .observed)
        }
        let connects = measured.filter(\.isSuccess).map { record in
            [record.resolve, record.connect, record.secure].compactMap { $0?.seconds }
                .reduce(0, +)
        }
        let ways = (evidence.client?.beacons ?? []).filter { $0.status != nil && !$0.isFresh }
            .map(\.duration.seconds)
        guard !ways.isEmpty, !connects.isEmpty else { return nil }
        let way = MedianComparison.percentile(ways)
        let connect = Sample.mean(connects)
        return Estimate(
            point: way.point + connect, lower: max(way.lower, 0) + connect,
            upper: way.upper + connect, count: ways.count, confidence: way.confidence,
            provenance: .client, method: .orderStatistic)
    }
}
