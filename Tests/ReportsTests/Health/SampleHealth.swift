import Estimates
import Foundation
import Readiness
import Signals

/// Health reports with every kind of finding.
enum SampleHealth {
    static let names = ["health-queueing", "health-fleet", "health-idle", "health-no-metrics"]

    static func report(_ name: String) -> HealthReport {
        switch name {
        case "health-queueing": queueing
        case "health-fleet": fleet
        case "health-idle": idle
        default: noMetrics
        }
    }

    private static func bucket(_ lower: Double, _ upper: Double, _ count: Int) -> Estimate {
        Estimate(
            point: upper.isFinite ? (lower + upper) / 2 : lower, lower: lower, upper: upper,
            count: count, confidence: 1, provenance: .serverBucket, method: .histogramBucket)
    }

    private static func gauge(_ value: Double) -> Estimate {
        .exact(value, provenance: .sampledGauge)
    }

    private static func base(
        _ grade: HealthGrade, _ gradeClass: String?, _ headline: String, name: String,
        replicas: [HealthReplica], items: [HealthItem], kind: HealthWindow.Kind = .scrapes
    ) -> HealthReport {
        HealthReport(
            grade: grade, gradeClass: gradeClass, headline: headline, name: name,
            startedAt: Date(timeIntervalSince1970: 1_795_230_900.25),
            window: HealthWindow(
                kind: kind, duration: kind == .single ? .zero : .seconds(10),
                scrapes: kind == .single ? 1 : 6),
            replicas: replicas, items: items, toolVersion: "1.2.3")
    }

    private static func replica(
        _ name: String, _ grade: HealthGrade, state: HealthReplica.State = .up,
        engine: EngineKind = .vllm, scrapes: Int = 6,
        readings: [HealthComparison.Quantity: Estimate] = [:]
    ) -> HealthReplica {
        HealthReplica(
            name: name, state: state, engine: engine, version: engine == .vllm ? "0.32.0" : nil,
            grade: grade, scrapes: scrapes, failedScrapes: state == .down ? 2 : 0,
            readings: readings)
    }

    private static let latencyRange = HealthRange(
        .quantile(0.95), warningAbove: 1, criticalAbove: 2, source: "The gate's default.")

    private static func ttft(
        _ replica: String, _ grade: HealthGrade, _ estimate: Estimate?, _ evidence: String,
        mayBe: HealthGrade? = nil
    ) -> HealthItem {
        HealthItem(
            id: "ttft_p95", section: .latency, replica: replica,
            title: "time to first token p95", signal: .timeToFirstToken, statistic: "p95",
            estimate: estimate, unit: .seconds, grade: grade, mayBe: mayBe, range: latencyRange,
            evidence: evidence)
    }

    private static var queueing: HealthReport {
        let place = "127.0.0.1:8000"
        var report = base(
            .critical, "latency", "time to first token p95 is critical, and 1 more finding",
            name: "http://127.0.0.1:8000", replicas: [replica(place, .critical)],
            items: [
                ttft(
                    place, .critical, bucket(5, 7.5, 31),
                    "Time to first token p95 is 5 to 7.5 s, of 31 observations; warning > 1 s, "
                        + "critical > 2 s."),
                HealthItem(
                    id: "e2e_p95", section: .latency, replica: place,
                    title: "end-to-end latency p95", signal: .endToEndLatency, statistic: "p95",
                    estimate: bucket(20, .infinity, 12), unit: .seconds, grade: .warning,
                    mayBe: .critical,
                    range: HealthRange(
                        .quantile(0.95), warningAbove: 15, criticalAbove: 30, source: "Default."),
                    evidence: "End-to-end latency p95 is over 20 s; whether it is critical its "
                        + "buckets do not tell."),
                HealthItem(
                    id: "error_share", section: .errors, replica: place, title: "failed requests",
                    signal: .errors, statistic: "share",
                    estimate: BinomialInterval.clopperPearson(
                        successes: 0, trials: 31, provenance: .serverCounter),
                    unit: .ratio, grade: .unknown, mayBe: .critical,
                    range: HealthRange(
                        .value, warningAbove: 0.01, criticalAbove: 0.05, source: "Default."),
                    evidence: "0 of 31 ended requests failed."),
                HealthItem(
                    id: "slot_plateau", section: .queue, replica: place, title: "slot limit",
                    estimate: gauge(2), unit: .requests, grade: .critical,
                    evidence: "Running flat: never more than 2 while up to 4 wait.",
                    next: "raise the slot limit of 2 (vLLM: --max-num-seqs)"),
                HealthItem(
                    id: "gpu_temperature_max", section: .gpu, replica: place,
                    title: "GPU temperature max", signal: .gpuTemperature, statistic: "max",
                    estimate: gauge(86), unit: .celsius, grade: .warning, role: .informs,
                    range: HealthRange(
                        .maximum, warningAbove: 83, criticalAbove: 90, judges: false,
                        source: "Data sheets."),
                    evidence: "GPU temperature max is 86 °C."),
            ])
        report.absences = [
            HealthAbsence(
                .preemptions, section: .kvCache, replica: place,
                reason: "This body of vLLM 0.32.0 does not have it.")
        ]
        report.notes = ["GPU and node inform; they never move the grade."]
        report.next = ["raise the slot limit of 2 (vLLM: --max-num-seqs)"]
        return report
    }

    private static var fleet: HealthReport {
        let readings: [HealthComparison.Quantity: Estimate] = [
            .timeToFirstToken: gauge(0.25), .running: gauge(3.5), .kvCacheUsage: gauge(0.41),
        ]
        var slow = readings
        slow[.timeToFirstToken] = gauge(0.9)
        var report = base(
            .critical, "freshness", "connection refused at c:8000", name: "chat",
            replicas: [
                replica("a:8000", .healthy, readings: readings),
                replica("b:8000", .warning, readings: slow),
                replica("c:8000", .critical, state: .down, scrapes: 0),
            ],
            items: [
                ttft("a:8000", .healthy, bucket(0.25, 0.5, 40), "It is quick."),
                ttft(
                    "b:8000", .warning, bucket(1, 2.5, 40), "It is between 1 s and 2.5 s.",
                    mayBe: .critical),
                HealthItem(
                    id: "down", section: .freshness, replica: "c:8000", title: "answers",
                    grade: .critical, isVital: true, evidence: "Connection refused.",
                    next: "check the address and the server"),
                HealthItem(
                    id: "slow_replica_ttft", section: .replicas, replica: "b:8000",
                    title: "slow replica", signal: .timeToFirstToken, statistic: "median",
                    estimate: bucket(0.5, 1, 40), unit: .seconds, grade: .warning,
                    evidence: "Its mean time to first token is 900 ms, 3.6 times that of the "
                        + "others."),
            ])
        report.comparisons = [
            HealthComparison(
                quantity: .timeToFirstToken, largest: "b:8000", maximum: 0.9, median: 0.575),
            HealthComparison(quantity: .running, largest: "a:8000", maximum: 3.5, median: 3.5),
            HealthComparison(
                quantity: .kvCacheUsage, largest: "a:8000", maximum: 0.41, median: 0.41),
        ]
        report.next = ["check the address and the server"]
        return report
    }

    private static var idle: HealthReport {
        var report = base(
            .healthy, nil, "idle: nothing was served in the window", name: "http://a:8000",
            replicas: [replica("a:8000", .healthy)],
            items: [
                ttft(
                    "a:8000", .unknown, nil,
                    "Time to first token p95 is unknown: nothing was served in the window.")
            ])
        report.notes = ["Idle: nothing was served in the window."]
        return report
    }

    private static var noMetrics: HealthReport {
        var report = base(
            .unknown, "freshness", "Ollama exports no metrics\u{1B}[2J",
            name: "http://a:11434",
            replicas: [
                replica("a:11434", .unknown, state: .unmeasured, engine: .ollama, scrapes: 0)
            ],
            items: [
                HealthItem(
                    id: "metrics", section: .freshness, replica: "a:11434", title: "metrics",
                    grade: .unknown, isVital: true, evidence: "Ollama exports no metrics.",
                    next: "firstlight gate measures from outside, without metrics")
            ], kind: .single)
        report.next = ["firstlight gate measures from outside, without metrics"]
        report.interruptedBy = 2
        return report
    }
}
