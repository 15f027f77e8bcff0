import Capacity
import Estimates
import Inference
import Load
import Readiness

/// What every report says about a load.
struct LoadWords {
    let report: LoadReport

    /// A line of the figures: what it is called, and its value.
    struct Figure {
        var name: String
        var text: String
    }

    // MARK: - Standing

    /// The standing as a title.
    var title: String {
        switch report.standing {
        case .passed: "PASSED"
        case .failed: "FAILED"
        case .inconclusive: "INCONCLUSIVE"
        }
    }

    /// The verdict whose colours fit.
    var verdict: Verdict {
        switch report.standing {
        case .passed: .ready
        case .failed: .notReady
        case .inconclusive: .inconclusive
        }
    }

    /// The reason in one sentence.
    var headline: String {
        let counts = report.counts
        if counts.failed > 0 {
            return "\(Decimals.grouped(counts.failed)) of \(Decimals.grouped(counts.counted)) "
                + "requests failed"
        }
        if report.selfCheck.state == .failed { return report.selfCheck.message }
        func names(_ judgement: Judgement) -> [String] {
            report.objectives.filter { $0.severity == .hard && $0.judgement == judgement }
                .map(\.objective.description)
        }
        if case let violated = names(.violated), !violated.isEmpty {
            return "\(violated.joined(separator: ", ")) is violated"
        }
        if report.end == .overSaturated {
            return
                "the endpoint does not keep up with what is offered: \(inFlightMax) requests were "
                + "in flight after \(FigureText.time(report.measured)), and no more are allowed"
        }
        if counts.succeeded == 0 { return "no request was answered" }
        if report.end == .cancelled {
            return
                "the run was interrupted; all \(Decimals.grouped(counts.succeeded)) requests until "
                + "then were answered whole"
        }
        if case let undecided = names(.undecided), !undecided.isEmpty {
            return "\(undecided.joined(separator: ", ")) is undecided"
        }
        let answered =
            counts.succeeded == 1
            ? "1 request" : "all \(Decimals.grouped(counts.succeeded)) requests"
        return report.objectives.isEmpty
            ? "\(answered) answered whole" : "\(answered) answered whole, every objective is met"
    }

    // MARK: - Figures

    /// Rates, delays and what else is no distribution over requests.
    var figures: [Figure] {
        var figures: [Figure] = []
        func add(_ name: String, _ text: String?) {
            if let text { figures.append(Figure(name: name, text: text)) }
        }
        add("offered", report.offeredRate.map { "\(Decimals.significant($0)) sessions/s" })
        add("answered", report.requestRate.map { rate($0, "requests/s") })
        add("tokens", report.outputTokenRate.map { rate($0, "tok/s") })
        add("goodput", report.goodput.map { rate($0, "requests/s within every limit") })
        add("in flight", report.meanInFlight.map { "\(Decimals.significant($0)) on average" })
        add("delay", startDelay)
        add("connect", report.opened.flatMap { OpenedConnectionsText(opened: $0).words })
        add(
            "coalesced",
            report.coalescedShare.map {
                "\(ShareText.figure($0)) of the gaps are within one read, and so zero"
            })
        add(
            "unsent",
            report.unsentCount > 0
                ? "\(Decimals.grouped(report.unsentCount)) planned requests" : nil)
        add("end", end)
        return figures
    }

    private func rate(_ estimate: Estimate, _ unit: String) -> String {
        let point = "\(Decimals.significant(estimate.point)) \(unit)"
        guard estimate.hasLowerBound, estimate.hasUpperBound else { return point }
        return point + " (\(Decimals.significant(estimate.lower)) to "
            + "\(Decimals.significant(estimate.upper)))"
    }

    private var startDelay: String? {
        guard let median = report.startDelayMedian, let late = report.startDelay,
            let most = report.startDelayMax
        else { return nil }
        let words = LatencyWords(.ttft)
        return
            "starts late by p50 \(words.text(median)), p99 \(words.text(late)), max \(FigureText.time(most))"
    }

    private var inFlightMax: String { Decimals.grouped(report.plan.inFlightMax ?? 0) }

    private var end: String {
        switch report.end {
        case .timeSpent: "the time was up"
        case .requestsSpent: "all requests were made"
        case .tokensSpent: "the token budget was spent"
        case .overSaturated:
            "over-saturated: \(inFlightMax) requests were in flight and no more are allowed"
        case .stopped: "stopped"
        case .cancelled: "interrupted"
        }
    }

    // MARK: - Plan

    /// What was asked, as name and value.
    var settings: [GateReport.Setting] {
        let plan = report.plan
        var settings: [GateReport.Setting] = []
        func add(_ name: String, _ value: String?) {
            if let value { settings.append(.init(name: name, value: value)) }
        }
        add("address", report.target.url)
        add("workload", report.workload)
        switch plan.shape {
        case .closed(let curve): add("sessions", Self.curve(curve))
        case .open(let rate, let arrivals):
            add("rate", Self.curve(rate) + " sessions/s")
            add("arrivals", Self.words(arrivals))
        case .replay(let scale): add("trace", "times stretched by \(Decimals.significant(scale))")
        }
        add("history", plan.history.rawValue)
        add("warm-up", plan.warmup > .zero ? FigureText.time(plan.warmup) : nil)
        add("duration", plan.duration.map { FigureText.time($0) })
        add("requests at most", plan.requestsMax.map(Decimals.grouped))
        add("tokens at most", plan.tokensMax.map(Decimals.grouped))
        add("in flight at most", plan.inFlightMax.map(Decimals.grouped))
        add("seed", "\(plan.seed)")
        return settings
    }

    /// A curve as it is typed: one number, or its points.
    static func curve(_ curve: LoadCurve) -> String {
        guard curve.points.count > 1 else { return Decimals.significant(curve.points[0].value) }
        let shown = curve.points.prefix(8).map {
            "\(Decimals.significant($0.value)) at \(FigureText.time(.seconds($0.offsetSeconds)))"
        }
        return shown.joined(separator: ", ") + (curve.points.count > 8 ? ", ..." : "")
    }

    /// An arrival process by name.
    static func words(_ arrivals: ArrivalProcess) -> String {
        switch arrivals {
        case .constant: "constant"
        case .poisson: "poisson"
        case .gamma(let shape): "gamma, shape \(Decimals.significant(shape))"
        }
    }

    // MARK: - As evidence

    /// The load as the evidence tables and plots of a gate take it.
    ///
    /// - Parameter probes: The requests.
    /// - Returns: A report with every text printable.
    func evidence(_ probes: [ProbeRecord]) -> GateReport {
        var target = report.target
        target.url = nil
        var gate = GateReport(
            verdict: verdict, headline: headline, name: report.name, target: target,
            startedAt: report.startedAt, rule: .sequential, confidence: report.confidence)
        gate.duration = report.measured
        gate.objectives = report.objectives
        gate.checks = [report.selfCheck]
        gate.counts = report.counts
        gate.failures = report.failures
        gate.latencies = report.latencies
        gate.notes = report.notes
        gate.probes = probes.sorted { $0.index < $1.index }
        gate.workload = settings
        gate.directory = report.directory
        gate.toolVersion = ToolVersion.current
        return gate.printable()
    }
}
