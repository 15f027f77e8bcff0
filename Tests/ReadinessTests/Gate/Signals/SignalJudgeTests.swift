import Estimates
import Readiness
import Signals
import Testing

@Suite struct SignalJudgeTests {
    // MARK: - Gauges

    @Test func `the highest level at the scrapes is judged and said to be sampled`() throws {
        let window = try SignalWindow.of([0.3, 0.85, 0.1].map { Metrics(kvCache: $0) })
        let found = try window.finding("kv cache max <= 85%")
        #expect(found.judgement == .met)
        #expect(found.observed == .exact(0.85, count: 3, provenance: .sampledGauge))
        #expect(
            found.note == "highest at 3 scrapes, one every 1 s; what lies between is unseen")
        #expect(try window.finding("kv cache max <= 84%").judgement == .violated)
    }

    @Test func `a queue is sustained only where it never was shorter`() throws {
        let waiting = try SignalWindow.of([4, 1, 3].map { Metrics(waiting: $0) })
        let found = try waiting.finding("waiting sustained <= 0")
        #expect(found.judgement == .violated && found.observed?.point == 1)
        #expect(found.note.hasPrefix("never lower at 3 scrapes"))
        let once = try SignalWindow.of([4, 0, 3].map { Metrics(waiting: $0) })
        #expect(try once.finding("waiting sustained <= 0").judgement == .met)
        #expect(try once.finding("waiting max <= 3").judgement == .violated)
    }

    @Test func `a replica that does not tell may be worse and cannot be better`() throws {
        let scrapes = [
            try Metrics(kvCache: 0.3).scrape(at: 100, of: "a"),
            try Metrics(kvCache: nil).scrape(at: 100, of: "b"),
        ]
        let window = SignalWindow(
            scrapes, origin: .scrapes, from: 100, to: 100,
            detection: EngineDetection(kind: .vllm))
        let found = try window.finding("kv cache max <= 85%")
        #expect(found.judgement == .undecided)
        #expect(
            found.note
                == "highest at a single scrape; what lies between is unseen; one replica does not tell"
        )
        #expect(found.advice == "kv cache max <= 85 % needs the metrics of every replica")
        #expect(try window.finding("kv cache max <= 20%").judgement == .violated)
    }

    // MARK: - Counters

    @Test func `the growth of a counter between two scrapes is exact`() throws {
        let window = try SignalWindow.of([
            Metrics(preemptions: 7), Metrics(preemptions: 7), Metrics(preemptions: 9),
        ])
        let found = try window.finding("preemptions <= 2")
        #expect(found.judgement == .met)
        #expect(found.observed == .exact(2, count: 1, provenance: .serverCounter))
        #expect(found.note == "growth over the run, exact")
        #expect(try window.finding("preemptions <= 1").judgement == .violated)
        // 2 in 2 s.
        #expect(try window.finding("preemptions rate <= 1/s").judgement == .met)
        #expect(try window.finding("preemptions rate <= 0.99/s").judgement == .violated)
        #expect(try window.finding("preemptions rate <= 60/min").judgement == .met)
    }

    @Test func `throughput is what the engine generated for everybody`() throws {
        let window = try SignalWindow.of([Metrics(generated: 100), Metrics(generated: 700)])
        #expect(try window.finding("server throughput >= 600 tok/s").judgement == .met)
        #expect(try window.finding("server throughput >= 601 tok/s").judgement == .violated)
    }

    @Test func `a hit rate is of what was looked up in the window`() throws {
        let window = try SignalWindow.of([
            Metrics(lookedUp: 1000, found: 990), Metrics(lookedUp: 1100, found: 1020),
        ])
        let found = try window.finding("prefix cache hit rate >= 30%")
        #expect(found.judgement == .met && found.observed?.point == 0.3)
        #expect(try window.finding("prefix cache hit rate >= 31%").judgement == .violated)
        let idle = try SignalWindow.of([Metrics(lookedUp: 9), Metrics(lookedUp: 9)])
        #expect(
            try idle.finding("prefix cache hit rate >= 30%")
                == .unseen("nothing was looked up in the prefix cache during the run"))
    }

    @Test(arguments: [
        (Metrics(preemptions: 7, began: 1), Metrics(preemptions: 7, began: 2)),
        (Metrics(preemptions: 7), Metrics(preemptions: 3)),
        (Metrics(preemptions: 7), Metrics(preemptions: nil)),
    ])
    func `a restart leaves counters undecided`(before: Metrics, after: Metrics) throws {
        let found = try SignalWindow.of([before, after]).finding("preemptions <= 0")
        #expect(
            found == .unseen("the server restarted during the run, so its counters say nothing"))
    }

    @Test func `a replica that does not count leaves the sum undecided, unless it is exceeded`()
        throws
    {
        func window(_ grown: Double) throws -> SignalWindow {
            SignalWindow(
                [
                    try Metrics().scrape(at: 100, of: "a"),
                    try Metrics(preemptions: grown).scrape(at: 101, of: "a"),
                    try Metrics(preemptions: nil).scrape(at: 100, of: "b"),
                    try Metrics(preemptions: nil).scrape(at: 101, of: "b"),
                ], origin: .scrapes, from: 100, to: 101, detection: EngineDetection(kind: .vllm))
        }
        let open = try window(0).finding("preemptions <= 0")
        #expect(open.judgement == .undecided)
        #expect(open.note == "growth over the run, exact; one replica does not tell")
        #expect(try window(1).finding("preemptions <= 0").judgement == .violated)
    }

    // MARK: - Histograms

    /// Observations of which so many take 0.2, 0.4 and 0.6 s.
    private func queue(_ fast: Int, _ medium: Int = 0, _ slow: Int = 0) throws -> SignalWindow {
        let observed =
            Array(repeating: 0.2, count: fast) + Array(repeating: 0.4, count: medium)
            + Array(repeating: 0.6, count: slow)
        // What was observed before the window is not part of it.
        let before = Array(repeating: 9.0, count: 50)
        return try SignalWindow.of([
            Metrics(queueTimes: before), Metrics(queueTimes: before + observed),
        ])
    }

    @Test func `a limit that is a bound is judged by the exact counts`() throws {
        let met = try queue(77).finding("queue p95 <= 300ms", ours: 77)
        #expect(met.judgement == .met && met.within == 77 && met.total == 77)
        #expect(met.note == "counted exactly: the limit is a bound of the engine's histogram")
        #expect(met.share?.method == .betaMixture && met.share?.provenance == .serverBucket)
        let open = try queue(60).finding("queue p95 <= 300ms")
        #expect(open.judgement == .undecided && open.furtherObservations == 17)
        #expect(try queue(40, 30).finding("queue p95 <= 300ms").judgement == .violated)
        #expect(try queue(40, 37).finding("queue p95 <= 500ms").judgement == .met)
    }

    @Test func `a limit inside a bucket is undecided unless both ends agree`() throws {
        // 0.4 s lies in (0.3, 0.5].
        let open = try queue(40, 37).finding("queue p95 <= 400ms")
        #expect(open.judgement == .undecided)
        #expect(open.within == nil && open.total == nil)
        #expect(
            open.note
                == "the limit 400 ms lies between the bounds 300 ms and 500 ms of the engine's "
                + "histogram: of 77 requests 40 at most 300 ms, 77 at most 500 ms")
        #expect(
            open.advice
                == "queue p95 <= 400 ms lies inside a bucket: a limit of 300 ms (violated by this "
                + "run) or 500 ms (met by this run) can be decided; or start vLLM with "
                + "--custom-histogram-buckets '{\"request_latency\": [0.3, 0.4, 0.5, 0.8, 1, 1.5]}'"
        )
        #expect(try queue(77).finding("queue p95 <= 400ms").judgement == .met)
        #expect(try queue(0, 0, 40).finding("queue p95 <= 400ms").judgement == .violated)
    }

    @Test func `below the first bound nothing can be shown to be within`() throws {
        let found = try queue(300).finding("queue p95 <= 200ms")
        #expect(found.judgement == .undecided)
        #expect(found.observed?.lower == 0 && found.observed?.upper == 0.3)
        #expect(
            found.note
                == "the limit 200 ms lies between the bounds 0 s and 300 ms of the engine's "
                + "histogram: of 300 requests none has a bound below, 300 at most 300 ms")
        #expect(
            found.advice?.contains("a limit of 300 ms (met by this run) can be decided") == true)
        #expect(try queue(0, 40).finding("queue p95 <= 200ms").judgement == .violated)
    }

    @Test func `beyond the last bound nothing can be shown to be within`() throws {
        let observed = Array(repeating: 3.0, count: 80)
        let window = try SignalWindow.of([Metrics(queueTimes: []), Metrics(queueTimes: observed)])
        let found = try window.finding("queue p95 <= 5s")
        #expect(found.judgement == .undecided)
        #expect(found.note.contains("between the bounds 1.5 s and infinity"))
        #expect(found.advice?.contains("a limit of 1.5 s (violated by this run)") == true)
    }

    struct Release: Sendable {
        let version: String?
        let hasFlag: Bool
    }

    @Test(arguments: [
        Release(version: "0.32.0", hasFlag: true), Release(version: "0.33.1rc1", hasFlag: true),
        Release(version: "1.0", hasFlag: true), Release(version: "0.31.2", hasFlag: false),
        Release(version: "0.9.2", hasFlag: false), Release(version: nil, hasFlag: true),
    ])
    func `the flag is named where the release has it`(_ release: Release) throws {
        let observed = Array(repeating: 0.4, count: 80)
        let window = try SignalWindow.of(
            [Metrics(queueTimes: []), Metrics(queueTimes: observed)],
            engineVersion: release.version)
        let advice = try #require(try window.finding("queue p95 <= 400ms").advice)
        #expect(advice.contains("--custom-histogram-buckets") == release.hasFlag)
        #expect(advice.contains("0.32 and later") == (release.version == nil))
    }

    @Test func `gaps of one request count as one`() throws {
        func window(requests: Int) throws -> SignalWindow {
            let gaps = Array(repeating: 0.02, count: 3100)
            return try SignalWindow.of([
                Metrics(gaps: [], latencies: []),
                Metrics(gaps: gaps, latencies: Array(repeating: 1, count: requests)),
            ])
        }
        let few = try window(requests: 60).finding("server itl p95 <= 50ms")
        #expect(few.judgement == .undecided && few.furtherObservations == 17)
        #expect(few.note.contains("60 requests stand behind the gaps"))
        #expect(try window(requests: 77).finding("server itl p95 <= 50ms").judgement == .met)
    }

    @Test func `a mean is exact`() throws {
        let window = try SignalWindow.of([
            Metrics(queueTimes: [9]), Metrics(queueTimes: [9, 0.1, 0.3]),
        ])
        let found = try window.finding("queue mean <= 200ms")
        #expect(found.judgement == .met)
        #expect(found.note == "mean of 2 observations of the engine, exact")
        #expect(try window.finding("queue mean <= 199ms").judgement == .violated)
    }

    @Test func `others' requests are judged with ours and said to be theirs`() throws {
        let found = try queue(100).finding("queue p95 <= 300ms", ours: 40)
        #expect(found.judgement == .met)
        #expect(
            found.note
                == "counted exactly: the limit is a bound of the engine's histogram; about 60 of the 100 "
                + "requests were not ours")
    }

    /// A store scraped every second; the run's ends lie in the middle between two scrapes.
    private func store(slowAtEnd: Int = 0) throws -> SignalWindow {
        let counts = [3, 10, 25, 40, 55, 70, 83 - slowAtEnd]
        let scrapes = try counts.enumerated().map { place, count in
            let isLast = place == counts.count - 1
            let times =
                Array(repeating: 0.1, count: count)
                + Array(repeating: 0.9, count: isLast ? slowAtEnd : 0)
            return try Metrics(queueTimes: times).scrape(at: 100 + Double(place))
        }
        return SignalWindow(
            scrapes, origin: .store("Prometheus"), from: 100.5, to: 105.5,
            detection: EngineDetection(kind: .vllm))
    }

    @Test func `a store's scrapes miss requests of ours at the ends, which are known to be there`()
        throws
    {
        let found = try store().finding("queue p95 <= 300ms", ours: 77)
        #expect(found.judgement == .met)
        #expect(found.within == 77 && found.total == 77)
        #expect(
            found.note
                == "the limit is a bound of the engine's histogram, and the ends of the run lie "
                + "between its scrapes, scraped by Prometheus")
        // A limit inside a bucket below whose bound everything is.
        #expect(try store().finding("queue p95 <= 400ms", ours: 77).judgement == .met)
    }

    @Test func `nothing is assumed of requests that a store cannot have seen`() throws {
        // Without our count, and with more of ours than all the scrapes hold.
        for ours in [nil, 81] {
            let found = try store().finding("queue p95 <= 300ms", ours: ours)
            #expect(found.judgement == .undecided && found.within == 60)
            #expect(found.advice?.hasPrefix("queue p95 <= 300 ms needs a longer run") == true)
        }
        // Slow ones at the end may have been ours.
        let slow = try store(slowAtEnd: 2).finding("queue p95 <= 300ms", ours: 77)
        #expect(slow.judgement == .undecided && slow.within == 75 && slow.total == 77)
    }

    // MARK: - What is not told

    @Test func `a signal that an engine does not tell is unknown, with the nearest that it does`()
        throws
    {
        let window = SignalWindow(
            [try Metrics().scrape(at: 100)], origin: .scrapes, from: 100, to: 100,
            detection: EngineDetection(kind: .llamacpp))
        let cases = [
            ("queue p95 <= 300ms", "queue time; the nearest is waiting sustained"),
            ("server ttft p95 <= 1s", "time to first token; the nearest is ttft"),
            ("preemptions <= 0", "preemptions; the nearest is kv cache max"),
        ]
        for (text, reason) in cases {
            #expect(
                try window.finding(text).note == "the metrics of llama.cpp do not tell \(reason)")
        }
    }

    @Test func `without a single scrape nothing is known`() throws {
        let found = try SignalWindow.of([]).finding("kv cache max <= 85%")
        #expect(found.judgement == .undecided && found.note == "no metrics are readable")
        #expect(
            found.advice
                == "kv cache max <= 85 % needs the endpoint's metrics: name every replica's with "
                + "--metrics or engine.metrics")
    }

    @Test func `an engine that observed nothing decides nothing`() throws {
        let window = try SignalWindow.of([Metrics(queueTimes: [1]), Metrics(queueTimes: [1])])
        #expect(
            try window.finding("queue p95 <= 300ms")
                == .unseen("the engine observed nothing in its histogram during the run"))
        #expect(try window.finding("queue mean <= 300ms").judgement == .undecided)
    }
}
