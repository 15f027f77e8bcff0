import Readiness
import Testing

@Suite struct ObjectiveParsingTests {
    struct Accepted: Sendable, CustomTestStringConvertible {
        let text: String
        let canonical: String
        let id: String
        let threshold: Double
        let unit: String
        let share: Double?
        let kind: Objective.Kind
        var testDescription: String { text }

        init(
            _ text: String, _ canonical: String, _ id: String, _ threshold: Double, _ unit: String,
            share: Double?, _ kind: Objective.Kind = .perRequestShare
        ) {
            self.text = text
            self.canonical = canonical
            self.id = id
            self.threshold = threshold
            self.unit = unit
            self.share = share
            self.kind = kind
        }
    }

    @Test(arguments: [
        Accepted("ttft p95 <= 500ms", "ttft p95 <= 500 ms", "ttft_p95", 0.5, "ms", share: 0.95),
        Accepted("TTFT  P95<=2S", "ttft p95 <= 2 s", "ttft_p95", 2, "s", share: 0.95),
        Accepted("ttft p95 < 2s", "ttft p95 <= 2 s", "ttft_p95", 2, "s", share: 0.95),
        Accepted("ttft p95 \u{2264} 2 s", "ttft p95 <= 2 s", "ttft_p95", 2, "s", share: 0.95),
        Accepted("p95(ttft) <= 2s", "ttft p95 <= 2 s", "ttft_p95", 2, "s", share: 0.95),
        Accepted("P95( TTFT ) <= 2s", "ttft p95 <= 2 s", "ttft_p95", 2, "s", share: 0.95),
        Accepted("p95 ttft <= 2s", "ttft p95 <= 2 s", "ttft_p95", 2, "s", share: 0.95),
        Accepted("ttft_p95 <= 2s", "ttft p95 <= 2 s", "ttft_p95", 2, "s", share: 0.95),
        Accepted("ttft-p95 <= 2s", "ttft p95 <= 2 s", "ttft_p95", 2, "s", share: 0.95),
        Accepted(
            "time to first token p95 <= 2s", "ttft p95 <= 2 s", "ttft_p95", 2, "s", share: 0.95),
        Accepted("ttft p95 <= 2000ms", "ttft p95 <= 2 s", "ttft_p95", 2, "ms", share: 0.95),
        Accepted("ttft p99.9 <= 1.5s", "ttft p99.9 <= 1.5 s", "ttft_p99.9", 1.5, "s", share: 0.999),
        Accepted(
            "ttft median <= 250us", "ttft p50 <= 250 us", "ttft_p50", 0.00025, "us", share: 0.5),
        Accepted("ttfb p90 <= 500ms", "ttfb p90 <= 500 ms", "ttfb_p90", 0.5, "ms", share: 0.9),
        Accepted("ttfc p95 <= 1s", "ttfc p95 <= 1 s", "ttfc_p95", 1, "s", share: 0.95),
        Accepted(
            "connect p95 <= 100ms", "connect p95 <= 100 ms", "connect_p95", 0.1, "ms", share: 0.95),
        Accepted("e2e p95 <= 10s", "e2e p95 <= 10 s", "e2e_p95", 10, "s", share: 0.95),
        Accepted("e2e p95 <= 1m30s", "e2e p95 <= 1 m 30 s", "e2e_p95", 90, "m30s", share: 0.95),
        Accepted("latency p50 <= 2m", "e2e p50 <= 2 m", "e2e_p50", 120, "m", share: 0.5),
        Accepted(
            "end-to-end latency p95 <= 10s", "e2e p95 <= 10 s", "e2e_p95", 10, "s", share: 0.95),
        Accepted(
            "itl p99 <= 150ms", "itl p99 <= 150 ms", "itl_p99", 0.15, "ms", share: 0.99,
            .perGapShare),
        Accepted(
            "inter-token latency p99 <= 150ms", "itl p99 <= 150 ms", "itl_p99", 0.15, "ms",
            share: 0.99, .perGapShare),
        Accepted("tpot p90 <= 50ms", "tpot p90 <= 50 ms", "tpot_p90", 0.05, "ms", share: 0.9),
        Accepted(
            "throughput p50 >= 3 tok/s", "throughput p50 >= 3 tok/s", "throughput_p50", 3, "tok/s",
            share: 0.5),
        Accepted(
            "throughput median >= 3.5tokens/s", "throughput p50 >= 3.5 tok/s", "throughput_p50",
            3.5, "tokens/s", share: 0.5),
        Accepted(
            "throughput p5 \u{2265} 3 token/s", "throughput p5 >= 3 tok/s", "throughput_p5", 3,
            "token/s", share: 0.95),
        Accepted(
            "throughput p95 > 3 t/s", "throughput p95 >= 3 tok/s", "throughput_p95", 3, "t/s",
            share: 0.05),
        Accepted("error rate <= 1%", "error rate <= 1 %", "error_rate", 0.01, "%", share: 0.99),
        Accepted("errors <= 1 %", "error rate <= 1 %", "error_rate", 0.01, "%", share: 0.99),
        Accepted("Error Rate <= 0.01", "error rate <= 1 %", "error_rate", 0.01, "", share: 0.99),
        Accepted(
            "error_rate <= 0.1%", "error rate <= 0.1 %", "error_rate", 0.001, "%", share: 0.999),
        Accepted(
            "success rate >= 99%", "success rate >= 99 %", "success_rate", 0.99, "%", share: 0.99),
        Accepted(
            "kv cache max <= 85%", "kv cache max <= 85 %", "kv_cache_max", 0.85, "%", share: nil,
            .sampledGauge),
        Accepted(
            "kv cache <= 0.85", "kv cache max <= 85 %", "kv_cache_max", 0.85, "", share: nil,
            .sampledGauge),
        Accepted(
            "max(kv_cache) <= 85%", "kv cache max <= 85 %", "kv_cache_max", 0.85, "%", share: nil,
            .sampledGauge),
        Accepted(
            "waiting max <= 0", "waiting max <= 0", "waiting_max", 0, "", share: nil,
            .sampledGauge),
        Accepted(
            "running max <= 16", "running max <= 16", "running_max", 16, "", share: nil,
            .sampledGauge),
        Accepted(
            "preemptions <= 0", "preemptions <= 0", "preemptions", 0, "", share: nil, .counterDelta),
        Accepted(
            "waiting sustained <= 0", "waiting sustained <= 0", "waiting_sustained", 0, "",
            share: nil, .sampledGauge),
        Accepted(
            "sustained(running) <= 8", "running sustained <= 8", "running_sustained", 8, "",
            share: nil, .sampledGauge),
        Accepted(
            "kv-cache sustained <= 50%", "kv cache sustained <= 50 %", "kv_cache_sustained", 0.5,
            "%", share: nil, .sampledGauge),
        Accepted(
            "preemptions rate <= 0.01/s", "preemptions rate <= 0.01/s", "preemptions_rate", 0.01,
            "/s", share: nil, .counterRate),
        Accepted(
            "preemption rate <= 0.6 / min", "preemptions rate <= 0.6/min", "preemptions_rate", 0.01,
            "/min", share: nil, .counterRate),
        Accepted(
            "preemptions_rate <= 36/h", "preemptions rate <= 36/h", "preemptions_rate", 0.01, "/h",
            share: nil, .counterRate),
        Accepted(
            "queue p95 <= 300ms", "queue p95 <= 300 ms", "queue_p95", 0.3, "ms", share: 0.95,
            .serverHistogram),
        Accepted(
            "queue mean <= 100ms", "queue mean <= 100 ms", "queue_mean", 0.1, "ms", share: nil,
            .serverHistogram),
        Accepted(
            "avg(prefill time) <= 1s", "prefill mean <= 1 s", "prefill_mean", 1, "s", share: nil,
            .serverHistogram),
        Accepted(
            "decode median <= 2s", "decode p50 <= 2 s", "decode_p50", 2, "s", share: 0.5,
            .serverHistogram),
        Accepted(
            "server ttft p95 <= 1s", "server ttft p95 <= 1 s", "server_ttft_p95", 1, "s",
            share: 0.95, .serverHistogram),
        Accepted(
            "server_itl_p99 <= 100ms", "server itl p99 <= 100 ms", "server_itl_p99", 0.1, "ms",
            share: 0.99, .serverHistogram),
        Accepted(
            "p95(server tpot) <= 50ms", "server tpot p95 <= 50 ms", "server_tpot_p95", 0.05, "ms",
            share: 0.95, .serverHistogram),
        Accepted(
            "server latency p95 <= 10s", "server e2e p95 <= 10 s", "server_e2e_p95", 10, "s",
            share: 0.95, .serverHistogram),
        Accepted(
            "server throughput >= 500 tok/s", "server throughput >= 500 tok/s",
            "server_throughput", 500, "tok/s", share: nil, .counterRate),
        Accepted(
            "prefix cache hit rate >= 30%", "prefix cache hit rate >= 30 %",
            "prefix_cache_hit_rate", 0.3, "%", share: nil, .windowShare),
    ])
    func `a text is read`(_ accepted: Accepted) throws {
        let objective = try Objective.parse(accepted.text)
        #expect(objective.description == accepted.canonical)
        #expect(objective.id == accepted.id)
        #expect(objective.threshold == accepted.threshold)
        #expect(objective.unit == accepted.unit)
        #expect(objective.requiredShare == accepted.share)
        #expect(objective.kind == accepted.kind)
        #expect(objective.source == accepted.text)
        #expect(objective.comparison == objective.metric.comparison)
        #expect(try Objective.parse(accepted.canonical) == objective)
    }

    @Test func `every metric's example is an objective on that metric`() throws {
        for metric in ObjectiveMetric.allCases {
            #expect(try Objective.parse(metric.example).metric == metric)
        }
    }

    @Test func `the canonical text of any objective parses back to it`() throws {
        var random = SplitMix(seed: 424_242)
        for _ in 0..<3_000 {
            let objective = try #require(Self.random(&random))
            let read = try Objective.parse(objective.description)
            #expect(read == objective, "\(objective)")
            #expect(read.description == objective.description)
            #expect(read.id == objective.id)
            #expect(read.requiredShare == objective.requiredShare)
        }
    }

    private static func random(_ random: inout SplitMix) -> Objective? {
        guard let metric = ObjectiveMetric.allCases.randomElement(using: &random) else {
            return nil
        }
        let rank = Double(Int.random(in: 1..<100_000, using: &random)) / 1_000
        let statistic: Objective.Statistic
        switch metric.kind {
        case .sampledGauge: statistic = Bool.random(using: &random) ? .maximum : .sustained
        case .counterDelta: statistic = .increase
        case .counterRate: statistic = .rate
        case .windowShare: statistic = .part
        case .serverHistogram:
            statistic = Bool.random(using: &random) ? .mean : .percentile(rank)
        case .perGapShare: statistic = .percentile(rank)
        case .perRequestShare:
            statistic = metric.dimension == .ratio ? .share : .percentile(rank)
        }
        let threshold: Double
        switch metric.dimension {
        case .duration:
            let scales: [Double] = [1e9, 1e6, 1e3, 1]
            let scale = scales.randomElement(using: &random) ?? 1
            threshold = Double(Int.random(in: 1..<1_000_000, using: &random)) / scale
        case .ratio: threshold = Double(Int.random(in: 1..<1_000_000, using: &random)) / 1_000_000
        case .tokenRate, .eventRate:
            threshold = Double(Int.random(in: 1..<1_000_000, using: &random)) / 1_000
        case .count: threshold = Double(Int.random(in: 0..<1_000_000, using: &random))
        }
        return Objective(metric: metric, statistic: statistic, threshold: threshold)
    }

    @Test func `any bytes are read or refused, and a refusal is one line`() {
        var random = SplitMix(seed: 99)
        let pieces = [
            "ttft", "p95", "p", "p0", "p100", "kv cache", "max", "<=", ">=", "<", "=", " ", "(",
            ")",
            "_", "2s", "5%", "-1", "tok/s", "\u{1B}", "\u{7}", "\u{2264}", "1.2.3", "e", "\n",
            "\u{1F600}",
        ]
        for _ in 0..<5_000 {
            let count = Int.random(in: 0..<8, using: &random)
            let text = (0..<count).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
            do throws(ObjectiveError) {
                let objective = try Objective.parse(text)
                #expect((try? Objective.parse(objective.description)) == objective)
            } catch {
                #expect(
                    !error.description.contains { $0.isNewline || $0 == "\u{1B}" || $0 == "\u{7}" })
            }
        }
    }

    @Test func `two spellings of one demand are equal, two demands are not`() throws {
        #expect(try Objective.parse("p95(ttft) < 2000ms") == Objective.parse("TTFT p95 <= 2 s"))
        #expect(try Objective.parse("ttft p95 <= 2s") != Objective.parse("ttft p95 <= 2.1s"))
        #expect(try Objective.parse("ttft p95 <= 2s") != Objective.parse("ttft p99 <= 2s"))
        #expect(try Objective.parse("ttft p95 <= 2s") != Objective.parse("ttfb p95 <= 2s"))
    }
}
