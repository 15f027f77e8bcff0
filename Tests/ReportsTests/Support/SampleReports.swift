import Estimates
import Foundation
import Inference
import Load
import Readiness

/// The fixed reports that every renderer is held against.
enum SampleReports {
    /// Their names, which golden files carry.
    static let names = [
        "ready", "degraded", "admission-cap", "nasty-failures", "inconclusive", "unreachable",
        "recorded",
    ]

    /// The report of a name.
    static func report(_ name: String) throws -> GateReport {
        switch name {
        case "ready": try ready()
        case "degraded": try degraded()
        case "admission-cap": try admissionCap()
        case "nasty-failures": try nastyFailures()
        case "inconclusive": try inconclusive()
        case "unreachable": try unreachable()
        case "recorded": try recorded()
        default: throw UnknownSample(name: name)
        }
    }

    /// A name that no report has.
    struct UnknownSample: Error {
        var name: String
    }

    // MARK: - Reports

    private static func ready() throws -> GateReport {
        var sample = SampleReport(
            healthyRequests(80), verdict: .ready, headline: "every objective is met")
        try sample.judge("ttft p95 <= 500ms")
        try sample.judge("e2e p95 <= 10s")
        try sample.judge("error rate <= 5%")
        try sample.judge("itl p99 <= 150ms", .soft)
        try sample.judge(
            "kv cache max <= 85%",
            observed: .exact(0.71, count: 12, provenance: .sampledGauge),
            note: "largest of 12 samples; what lies between is unseen")
        sample.report.checks = passedChecks()
        return sample.report
    }

    private static func degraded() throws -> GateReport {
        var requests = SampleRequests(seed: 11)
        for number in 0..<90 {
            requests.answer(ttft: 0.12, gap: number % 3 == 0 ? 0.21 : 0.05, spacing: 0.8)
        }
        var sample = SampleReport(
            requests.records, verdict: .degraded, class: .performance,
            headline: "the hard objectives are met; itl p90 <= 150 ms is not")
        try sample.judge("ttft p95 <= 500ms")
        try sample.judge("error rate <= 5%")
        try sample.judge("itl p90 <= 150ms", .soft)
        sample.report.checks = passedChecks()
        sample.report.next = ["look for requests that share the engine: decoding is uneven"]
        return sample.report
    }

    private static func admissionCap() throws -> GateReport {
        var requests = SampleRequests(seed: 3)
        for (number, ttft) in [0.1, 0.1, 5.5, 5.5, 0.1, 5.5, 5.5].enumerated() {
            requests.answer(
                ttft: ttft, gap: 0.19, spacing: number % 2 == 0 ? 0.002 : 11.2)
        }
        var sample = SampleReport(
            requests.records, verdict: .notReady, class: .performance,
            headline: "TTFT is over its limit")
        try sample.judge("ttft p95 <= 2.5s")
        try sample.judge("e2e p95 <= 20s")
        try sample.judge("error rate <= 5%")
        sample.report.checks = passedChecks()
        sample.report.why = [
            "slot limit: running stays at 2 of 2 while 1 waits; the KV cache is at most 2 % full"
        ]
        sample.report.next = ["raise --max-num-seqs: 2 requests run while others wait"]
        return sample.report
    }

    private static func nastyFailures() throws -> GateReport {
        let said = [
            "500 server error: <script>alert(\"x\")</script> & 'quoted' 100% | a\nb\r\n::error::no",
            "\u{1B}[31mred\u{1B}[0m \u{1B}]8;;http://evil.test\u{7}link \u{202E}txet\u{202C} \u{9B}2J",
            "]]> ## heading `code` ![x](http://evil.test/p.png) [l](javascript:alert(1)) ##[error]x",
        ]
        var requests = SampleRequests(seed: 5)
        for number in 0..<30 {
            switch number % 5 {
            case 1: requests.fail("server_error", error: said[0], status: 500)
            case 3 where number > 15:
                requests.fail("error_in_stream", error: said[1], status: 200, after: 0.4)
            case 4 where number > 20: requests.fail("malformed", error: said[2], status: 200)
            default: requests.answer(ttft: 0.15)
            }
        }
        requests.fail(
            "cancelled_run_ended", .excluded, error: "cancelled by the end of the run", after: 0.2)
        var sample = SampleReport(
            requests.records, verdict: .notReady, class: .failures,
            headline: "11 of 30 requests failed: \(said[1])")
        sample.report.name = "<b>name</b> \u{1B}[1m\"quoted\", 100%"
        sample.report.target.model = "</script><img src=x onerror=alert(1)>"
        sample.report.target.url = "http://127.0.0.1:8000/v1"
        try sample.judge("ttft p95 <= 2s")
        try sample.judge("error rate <= 5%")
        sample.report.objectives[0].note = "note with \u{7}bell and <i>tags</i>"
        sample.report.checks = [
            .init(id: "streams", group: .function, state: .failed, message: said[0]),
            .init(id: "usage", group: .function, state: .warning, message: said[2]),
            .init(id: "cancel", group: .function, state: .skipped, message: "no metrics"),
        ]
        sample.report.notes = ["said by the server: \(said[1])"]
        sample.report.why = ["the server said \(said[0])", said[1]]
        sample.report.next = ["ask the server why it says \(said[2])"]
        sample.report.workload = [.init(name: "prompt\u{1B}", value: "<p>|\u{8}")]
        sample.report.interruptedBy = 15
        return sample.report
    }

    private static func inconclusive() throws -> GateReport {
        var sample = SampleReport(
            healthyRequests(7), verdict: .inconclusive, class: .evidence,
            headline: "7 probes do not decide ttft p95 <= 2 s, e2e p95 <= 30 s, error rate <= 5 %")
        try sample.judge("ttft p95 <= 2s")
        try sample.judge("e2e p95 <= 30s")
        try sample.judge("error rate <= 5%")
        sample.report.checks = passedChecks()
        sample.report.next = ["allow 77 probes: --max-probes 77"]
        return sample.report
    }

    private static func unreachable() throws -> GateReport {
        var requests = SampleRequests(seed: 1)
        requests.fail(
            "connect_refused", .unreachable, error: "connection refused: 127.0.0.1:41873",
            after: 0.0006, isWarmup: true)
        var sample = SampleReport(
            requests.records, verdict: .notReady, class: .unreachable,
            headline: "connection refused: 127.0.0.1:41873")
        try sample.judge("ttft p95 <= 2s")
        try sample.judge("error rate <= 5%")
        sample.report.target.model = nil
        sample.report.target.engine = nil
        sample.report.target.engineVersion = nil
        sample.report.target.limits = []
        sample.report.failures = [
            .init(
                outcome: "connect_refused", outcomeClass: .unreachable, count: 1,
                example: "connection refused: 127.0.0.1:41873")
        ]
        sample.report.checks = [
            .init(
                id: "reachable", group: .identity, state: .failed,
                message: "connection refused: 127.0.0.1:41873")
        ]
        sample.report.next = ["check that the server is running and listening on that port"]
        return sample.report
    }

    /// Lines of the readiness-gate project: no phases, no gaps, judged by its own rule.
    private static func recorded() throws -> GateReport {
        let lines = (0..<6).map { number in
            #"{"provider":"vllm","model":"demo","status":"ok","ttft_ms":\#(110 + number * 17),"#
                + #""latency_ms":\#(1320 + number * 40),"tokens_per_sec":26.4,"#
                + #""timestamp":"2026-11-21T03:15:\#(number + 10)Z","error":""}"#
        }
        let file = try ProbeFile.read(
            Data(lines.joined(separator: "\n").utf8), file: "probes.jsonl")
        var sample = SampleReport(
            file.records, verdict: .ready, headline: "6 of 6 probes passed")
        try sample.judge("ttft p95 <= 500ms")
        try sample.judge("error rate <= 10%")
        sample.report.rule = .threshold(minProbes: 5, passRate: 0.95)
        sample.report.target = TargetIdentity(url: nil, model: "demo", api: "openai-chat")
        sample.report.duration = .zero
        sample.report.workload = []
        sample.report.directory = nil
        sample.report.notes = [
            "what these probes support: 6 of 6: at least 60 % at 95 % confidence"
        ]
        return sample.report
    }

    // MARK: - Parts

    private static func healthyRequests(_ count: Int) -> [ProbeRecord] {
        var requests = SampleRequests(seed: 7)
        for _ in 0..<2 { requests.answer(ttft: 0.9, isWarmup: true) }
        for _ in 0..<count { requests.answer(ttft: 0.1) }
        return requests.records
    }

    private static func passedChecks() -> [CheckResult] {
        [
            .init(id: "model", group: .identity, state: .passed, message: "serves demo"),
            .init(
                id: "streams", group: .function, state: .passed,
                message: "answers arrive in pieces: 32 chunks in 32 reads"),
            .init(
                id: "ends", group: .function, state: .passed, message: "finish reason and [DONE]"),
            .init(id: "usage", group: .function, state: .passed, message: "reports its tokens"),
            .init(
                id: "cancel", group: .function, state: .skipped,
                message: "no metrics to see it in"),
            .init(
                id: "self", group: .measurement, state: .passed,
                message: "firstlight ran at most 0.1 ms late"),
        ]
    }
}
