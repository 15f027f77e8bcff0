import Estimates
import Readiness
import Signals
import Telemetry
import TestKit
import Testing

@Suite struct StoreWatchTests {
    private static let objectives = [
        "kv cache max <= 85%", "waiting sustained <= 0", "preemptions <= 2",
        "preemptions rate <= 0.05/s", "queue p95 <= 300ms", "queue p50 <= 400ms",
        "queue mean <= 350ms", "server throughput >= 100 tok/s",
    ]

    private func window(_ outcome: StoreWatch.Outcome) throws -> SignalWindow {
        guard case .window(let window) = outcome else {
            Issue.record("\(outcome)")
            throw CancellationError()
        }
        return window
    }

    /// A history of an engine, one moment for every tenth of a second from 1000 s on.
    private struct History {
        var moments: [Metrics] = []

        /// Ends a request, or not; fills the cache, or not.
        init(seconds: Int, using random: inout SplitMix) {
            let speed = Double.random(in: 0.05...0.9, using: &random)
            let slow = Double.random(in: 0...0.6, using: &random)
            let preempting = Double.random(in: 0...0.01, using: &random)
            let level = Double.random(in: 0.2...0.95, using: &random)
            var now = Metrics(generated: 0, queueTimes: [])
            for _ in 0..<seconds * 10 {
                if Double.random(in: 0..<1, using: &random) < speed {
                    let isSlow = Double.random(in: 0..<1, using: &random) < slow
                    now.queueTimes?.append(isSlow ? 0.45 : 0.1)
                    now.finished = (now.finished ?? 0) + 1
                    now.generated = (now.generated ?? 0) + 32
                }
                if Double.random(in: 0..<1, using: &random) < preempting {
                    now.preemptions = (now.preemptions ?? 0) + 1
                }
                now.kvCache = level
                now.waiting = slow > 0.3 ? 2 : 0
                moments.append(now)
            }
        }

        func scrapes(from first: Int, every step: Int) throws -> [TimedScrape] {
            try stride(from: first, to: moments.count, by: step).map {
                try moments[$0].scrape(at: 1000 + Double($0) / 10)
            }
        }
    }

    @Test func `a store says the same as our own scrapes, or nothing, and never the opposite`()
        async throws
    {
        var random = SplitMix(seed: 20_261_121)
        var (same, open) = (0, 0)
        for _ in 0..<150 {
            let history = History(seconds: 200, using: &random)
            // A minute of the middle; the store scrapes every 10 s, beginning anywhere.
            let direct = SignalWindow(
                try history.scrapes(from: 600, every: 10).filter { $0.unixSeconds <= 1120 },
                origin: .scrapes, from: 1060, to: 1120, detection: EngineDetection(kind: .vllm))
            let store = ScriptedStore(
                try history.scrapes(from: Int.random(in: 0..<100, using: &random), every: 100),
                now: 1121)
            let watch = try store.watch(Self.objectives)
            let kept = try window(await watch.look(from: 1060, to: 1120))
            for text in Self.objectives {
                let ours = try direct.finding(text).judgement
                let theirs = try kept.finding(text).judgement
                if ours == theirs { same += 1 } else { open += 1 }
                #expect(ours == theirs || theirs == .undecided || ours == .undecided, "\(text)")
            }
        }
        // Undecided is for what lies at the edges of the window only.
        #expect(same > 8 * open, "\(same) the same, \(open) left open")
    }

    @Test func `the same scrapes give the same findings`() async throws {
        let moments = (0..<8).map { number in
            Metrics(
                kvCache: 0.5, preemptions: Double(number / 4), generated: Double(number) * 900,
                queueTimes: Array(repeating: 0.2, count: number * 20))
        }
        let scrapes = try moments.enumerated().map { try $1.scrape(at: 100 + Double($0)) }
        let direct = SignalWindow(
            scrapes, origin: .scrapes, from: 100, to: 107, detection: EngineDetection(kind: .vllm))
        let watch = try ScriptedStore(scrapes, now: 107).watch(Self.objectives)
        let kept = try window(await watch.look(from: 100, to: 107))
        for text in Self.objectives {
            let (ours, theirs) = (try direct.finding(text), try kept.finding(text))
            #expect(ours.judgement == theirs.judgement && ours.judgement != .undecided, "\(text)")
            #expect(ours.observed == theirs.observed, "\(text)")
            #expect(ours.share == theirs.share)
        }
    }

    @Test func `fewer than four scrapes decide nothing, and say what would`() async throws {
        let scrapes = try [85, 100, 115].map { try Metrics().scrape(at: $0) }
        let watch = try ScriptedStore(scrapes, now: 115).watch(["kv cache max <= 85%"])
        let kept = try window(await watch.look(from: 92, to: 106))
        let found = try kept.finding("kv cache max <= 85%")
        #expect(found.judgement == .undecided)
        #expect(
            found.note == "the window of 14 s holds 1 scrape, one every 15 s; 4 are needed")
        #expect(
            found.advice
                == "kv cache max <= 85 % needs 4 scrapes in the window: gate for 1 m 15 s or longer, or "
                + "name the metrics with --metrics")
    }

    @Test func `the scrape after the end is waited for`() async throws {
        let scrapes = try stride(from: 100.0, through: 140, by: 5).map {
            try Metrics().scrape(at: $0)
        }
        let store = ScriptedStore(scrapes, now: 128)
        let watch = try store.watch(["preemptions <= 0"])
        let kept = try window(await watch.look(from: 101, to: 127))
        #expect(try kept.finding("preemptions <= 0").judgement == .met)
        #expect(store.questions.count > 1)
        #expect(store.time >= 130 && store.time < 132)
    }

    @Test func `a store that has stopped is waited for and then believed nothing`()
        async throws
    {
        let scrapes = try stride(from: 100.0, through: 125, by: 5).map {
            try Metrics().scrape(at: $0)
        }
        let store = ScriptedStore(scrapes, now: 128)
        let kept = try window(
            await store.watch(["preemptions <= 0"]).look(from: 101, to: 127))
        let found = try kept.finding("preemptions <= 0")
        #expect(found.judgement == .undecided)
        #expect(found.note.hasSuffix("no scrape of a lies on both sides of the window"))
        // Two intervals of 5 s, and 5 s until a scrape is shown.
        #expect(store.time >= 142 && store.time < 144)
    }

    @Test func `a store that is gone leaves its objectives undecided`() async throws {
        let url = try ServerURL("http://store:9090")
        let store = ScriptedStore(
            [], now: 0,
            failure: .api(url: url, status: 503, type: "unavailable", message: "starting"))
        let outcome = try await store.watch(["preemptions <= 0"]).look(from: 0, to: 10)
        guard case .failed(let why) = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(why.hasPrefix("Prometheus at http://store:9090 cannot be asked: "))
    }

    @Test func `what two jobs scrape would count twice and is refused`() async throws {
        let scrapes = try [100.0, 105, 110].map { try Metrics().scrape(at: $0) }
        let store = ScriptedStore(scrapes, now: 110, jobs: ["a-job", "b-job"])
        let outcome = try await store.watch(["preemptions <= 0"]).look(from: 100, to: 110)
        guard case .failed(let why) = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(
            why == "a is scraped by the jobs \"a-job\" and \"b-job\": name one with engine.selector"
        )
    }

    @Test func `a store without the endpoint says so`() async throws {
        let store = ScriptedStore([], now: 10)
        let kept = try window(await store.watch(["preemptions <= 0"]).look(from: 0, to: 10))
        let found = try kept.finding("preemptions <= 0")
        #expect(found.note == "Prometheus at http://store:9090 holds no series of this endpoint")
        #expect(found.advice?.contains("check engine.selector") == true)
    }

    @Test func `the selector asks for the needed series of the endpoint`() async throws {
        let store = ScriptedStore([], now: 10)
        _ = try await store.watch(["preemptions <= 0"], model: "m.1").look(from: 0, to: 10)
        _ = try await store.watch(["preemptions <= 0"], selector: ["job": "x"], model: "m.1")
            .look(from: 0, to: 10)
        let (byModel, bySelector) = (store.questions[0], store.questions[1])
        #expect(byModel.hasPrefix("{__name__=~\""))
        #expect(byModel.contains("vllm:num_preemptions_total"))
        #expect(byModel.contains("ray_vllm_num_preemptions_total"))
        #expect(byModel.hasSuffix(#", model_name=~"|m\\.1"}"#))
        #expect(!byModel.contains("kv_cache"))
        #expect(bySelector.hasSuffix(#", job="x"}"#))
    }
}
