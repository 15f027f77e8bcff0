import Estimates
import Exposition
import Load
import Signals
import Testing

@testable import Diagnosis

@Suite struct ServerCluesTests {
    static func find(
        _ clue: Clue, _ scrapes: [TimedScrape], missed: [MissedScrape] = [],
        expectations: Expectations = Expectations(), baseline: [TimedScrape]? = nil
    ) async -> ClueFinding? {
        let evidence = Evidence(
            server: ServerEvidence(scrapes: scrapes, missed: missed),
            baseline: baseline.map { Evidence.Baseline(server: ServerEvidence(scrapes: $0)) },
            expectations: expectations)
        return await ServerClues(evidence).findings().first { $0.clue == clue }
    }

    /// A change to a healthy service, and what a clue has to say of it.
    struct Case: Sendable, CustomTestStringConvertible {
        let clue: Clue
        let state: ClueFinding.State
        let testDescription: String
        let change: @Sendable (Int, inout ServerPages.Moment) -> Void

        init(
            _ clue: Clue, _ state: ClueFinding.State, _ description: String,
            _ change: @escaping @Sendable (Int, inout ServerPages.Moment) -> Void
        ) {
            self.clue = clue
            self.state = state
            testDescription = "\(clue.rawValue) \(state.rawValue): \(description)"
            self.change = change
        }
    }

    /// A vLLM's cache of so many blocks.
    private static func cache(blocks: Int) -> String {
        #"vllm:cache_config_info{block_size="16",engine="0",num_gpu_blocks="\#(blocks)"} 1"#
    }

    static let cases = [
        Case(.requestsWait, .holds, "two wait all the time") { $1.waiting = 2 },
        Case(.requestsWait, .fails, "one waits once") { $1.waiting = $0 == 9 ? 1 : 0 },
        Case(.runningAtLimit, .holds, "running stands while others wait") { $1.waiting = 3 },
        Case(.runningAtLimit, .unknown, "running varies while others wait") {
            $1.waiting = 3
            $1.running = Double(4 + $0 % 2)
        },
        Case(.runningAtLimit, .fails, "nothing waits") { $1.running = 8 },
        Case(.queueDominates, .holds, "half of the time is queueing") { $1.queueMean = 0.5 },
        Case(.queueDominates, .holds, "it does in the last third") {
            $1.queueMean = $0 > 16 ? 0.6 : 0.002
        },
        Case(.queueDominates, .fails, "queueing takes 2 ms") { _, _ in },
        Case(.cacheFull, .holds, "97 % at times") { $1.cache = $0 % 4 == 1 ? 0.97 : 0.6 },
        Case(.cacheFull, .fails, "never above 16 %") { _, _ in },
        Case(.cacheLow, .holds, "never above 16 %") { _, _ in },
        Case(.cacheLow, .fails, "four fifths all along") { $1.cache += 0.65 },
        Case(.preempts, .holds, "one at each scrape") { $1.preemptions = Double($0) },
        Case(.preempts, .unknown, "a single one") { $1.preemptions = $0 > 9 ? 1 : 0 },
        Case(.preempts, .fails, "none") { _, _ in },
        Case(.swaps, .unknown, "the present engine tells nothing") { _, _ in },
        Case(.swaps, .holds, "the host's cache is in use") {
            $1.extra = "vllm:cpu_cache_usage_perc \(0.02 * Double($0 % 3))"
        },
        Case(.cacheHeldIdle, .holds, "the floor rises") { $1.cache += 0.02 * Double($0) },
        Case(.cacheHeldIdle, .fails, "it comes and goes") { _, _ in },
        Case(.waitsDeferred, .holds, "an adapter is waited for") {
            $1.waiting = 2
            $1.deferred = $0 % 2 == 0 ? 2 : 0
        },
        Case(.waitsDeferred, .fails, "all wait for room") { $1.waiting = 2 },
        Case(.prefixHitsFell, .holds, "nothing is found from the middle on") {
            $1.queries = 1000 * Double($0)
            $1.hits = 500 * Double(min($0, 12))
        },
        Case(.prefixHitsFell, .fails, "half is found all along") {
            $1.queries = 1000 * Double($0)
            $1.hits = 500 * Double($0)
        },
        Case(.prefixHitsFell, .unknown, "nothing is ever found") {
            $1.queries = 1000 * Double($0)
        },
        Case(.serverGapsWorsened, .holds, "half as long again from the middle on") {
            $1.gapMean = $0 > 12 ? 0.015 : 0.0101
        },
        Case(.serverGapsWorsened, .holds, "now and then twice as long") {
            $1.gapMean = $0 % 8 < 3 ? 0.02 : 0.01 + 0.0001 * Double($0 % 5)
        },
        Case(.serverGapsWorsened, .fails, "they wander by a twentieth") {
            $1.gapMean = 0.01 + 0.0005 * Double($0 % 3)
        },
        Case(.serverGapsWorsened, .unknown, "they grow with what runs") {
            $1.running = $0 > 12 ? 12 : 2
            $1.gapMean = $0 > 12 ? 0.02 : 0.01
        },
        Case(.prefillWorsened, .holds, "twice as long from the middle on") {
            $1.prefillMean = $0 > 12 ? 0.14 : 0.07
        },
        Case(.timeBeforeCore, .holds, "150 ms before the core") { $1.firstMean = 0.222 },
        Case(.timeBeforeCore, .fails, "8 ms before the core") { _, _ in },
        Case(.tokensStandStill, .holds, "none for a minute while two run") {
            if $0 > 12 {
                $1.tokens = 0
                $1.ended = 0
                $1.waiting = Double($0 - 12)
            }
        },
        Case(.tokensStandStill, .fails, "some in every interval") { _, _ in },
        Case(.restarted, .holds, "the process start changes") {
            $1.start += $0 > 12 ? 1000 : 0
        },
        Case(.restarted, .unknown, "one address for two processes") {
            $1.start += Double($0 % 2) * 10
        },
        Case(.restarted, .fails, "one process all along") { _, _ in },
        Case(.engineCountsErrors, .holds, "every tenth request fails") {
            $1.errors = Double($0)
        },
        Case(.engineCountsErrors, .fails, "none fails") { _, _ in },
        Case(.gaugesFrozen, .holds, "the cache stands still while tokens come") {
            if $0 > 12 { $1.cache = 0.2 }
        },
        Case(.gaugesFrozen, .fails, "the cache moves") { _, _ in },
        Case(.gaugesFrozen, .fails, "two slots with a block each are full for a while") {
            $1.running = 2
            $1.waiting = 4
            $1.extra = cache(blocks: 200)
            $1.cache = [0.01, 0.015, 0.02][$0 > 6 && $0 < 18 ? 0 : $0 % 3]
        },
        Case(.gaugesFrozen, .holds, "two slots with 25 blocks each are not like that") {
            $1.running = 2
            $1.waiting = 4
            $1.extra = cache(blocks: 500)
            $1.cache = $0 > 6 && $0 < 18 ? 0.1 : 0.1 + 0.002 * Double($0 % 3)
        },
        Case(.serverLengthFinishesRose, .holds, "all do from the middle on") {
            $1.lengths = $0 > 12 ? 10 : 0
        },
        Case(.serverLengthFinishesRose, .fails, "a fifth does all along") { $1.lengths = 2 },
        Case(.clockOff, .unknown, "no page tells the time") { _, _ in },
        Case(.clockOff, .holds, "the process started in an hour") { $1.start += 4600 },
        Case(.oneReplicaSlow, .unknown, "there is one") { _, _ in },
        Case(.adapterSlotsFull, .unknown, "there are none") { _, _ in },
        Case(.acceptanceLow, .unknown, "nothing is drafted") { _, _ in },
        Case(.acceptanceLow, .holds, "drafts are accepted no more") {
            $1.extra = """
                vllm:spec_decode_num_draft_tokens_total \(100 * $0)
                vllm:spec_decode_num_accepted_tokens_total \($0 > 12 ? 10 * $0 + 600 : 60 * $0)
                """
        },
        Case(.adapterSlotsFull, .holds, "one waits for one of two slots") {
            $1.extra =
                #"vllm:lora_requests_info{max_lora="2",running_lora_adapters="a,b","#
                + #"waiting_lora_adapters="c"} \#(1_800_000_000 + $0)"#
        },
    ]

    @Test(arguments: cases, [5.0, 15.0])
    func `a clue says what the pages say`(_ expected: Case, step: Double) async throws {
        let pages = ServerPages(step: step)
        let finding = await Self.find(
            expected.clue, try pages.scrapes(25, expected.change))
        #expect(finding?.state == expected.state, "\(finding?.statement ?? "nothing")")
    }

    @Test func `a healthy service has nothing but room in its cache`() async throws {
        let evidence = Evidence(
            server: ServerEvidence(scrapes: try ServerPages().scrapes(60)))
        let held = await ServerClues(evidence).findings().filter { $0.state == .holds }
        #expect(held.map(\.clue) == [.cacheLow])
    }

    @Test func `a level gap is judged by a baseline where there is one`() async throws {
        let slow = try ServerPages().scrapes(25) { $1.gapMean = 0.016 }
        let usual = try ServerPages().scrapes(25)
        let alone = await Self.find(.serverGapsWorsened, slow)
        #expect(alone?.state == .fails)
        #expect((alone?.strength ?? 1) <= 0.3)
        let compared = await Self.find(.serverGapsWorsened, slow, baseline: usual)
        #expect(compared?.state == .holds)
        let same = await Self.find(.serverGapsWorsened, usual, baseline: usual)
        #expect(same?.state == .fails)
        #expect(same?.strength == 1)
    }

    @Test func `one of three replicas is slower`() async throws {
        func scrapes(_ gap: Double) throws -> [TimedScrape] {
            try (1...3).flatMap { number in
                try ServerPages(instance: "10.0.0.\(number):8000").scrapes(25) {
                    $1.gapMean = number == 2 ? gap : 0.01
                }
            }
        }
        #expect(await Self.find(.oneReplicaSlow, try scrapes(0.02))?.state == .holds)
        #expect(await Self.find(.oneReplicaSlow, try scrapes(0.0105))?.state == .fails)
    }

    @Test func `a replica that gets nothing is gone`() async throws {
        let scrapes = try (1...3).flatMap { number in
            try ServerPages(instance: "10.0.0.\(number):8000").scrapes(25) {
                guard number == 3 else { return }
                $1.ended = 0
                $1.tokens = 0
                $1.running = 0
            }
        }
        #expect(await Self.find(.oneReplicaGone, scrapes)?.state == .holds)
    }

    @Test func `a page that cannot be had says nothing of a replica whose counters went on`()
        async throws
    {
        let whole = try (1...2).flatMap { number in
            try ServerPages(instance: "10.0.0.\(number):8000").scrapes(25)
        }
        func isLost(_ scrape: TimedScrape) -> Bool {
            scrape.instance.hasPrefix("10.0.0.2")
                && (40...80).contains(scrape.unixSeconds - ServerPages.begin)
        }
        let missed = whole.filter(isLost).map {
            MissedScrape(instance: $0.instance, unixSeconds: $0.unixSeconds, reason: "timeout")
        }
        let kept = whole.filter { !isLost($0) }
        #expect(await Self.find(.oneReplicaGone, kept, missed: missed)?.state == .fails)
        #expect(await Self.find(.scrapesStale, kept, missed: missed)?.state == .holds)
        #expect(await Self.find(.scrapesStale, whole)?.state == .fails)
    }

    @Test func `a declared limit is held against what runs`() async throws {
        let waiting = try ServerPages().scrapes(25) {
            $1.running = 4
            $1.waiting = 2
        }
        let three = Expectations(slotLimit: 3)
        #expect(
            await Self.find(.declaredLimitWrong, waiting, expectations: three)?.state == .holds)
        let four = Expectations(slotLimit: 4)
        #expect(await Self.find(.declaredLimitWrong, waiting, expectations: four)?.state == .fails)
        let sixteen = Expectations(slotLimit: 16)
        #expect(
            await Self.find(.declaredLimitWrong, waiting, expectations: sixteen)?.state == .holds)
        let calm = try ServerPages().scrapes(25)
        #expect(
            await Self.find(.declaredLimitWrong, calm, expectations: sixteen)?.state == .unknown)
    }

    @Test func `series that dashboards ask for are looked up as families and as series`()
        async throws
    {
        let scrapes = try ServerPages().scrapes(5)
        let right = Expectations(series: [
            "vllm:kv_cache_usage_perc", "vllm:time_to_first_token_seconds_bucket",
        ])
        #expect(
            await Self.find(.expectedSeriesMissing, scrapes, expectations: right)?.state == .fails)
        let old = Expectations(series: ["vllm:gpu_cache_usage_perc"])
        #expect(
            await Self.find(.expectedSeriesMissing, scrapes, expectations: old)?.state == .holds)
        #expect(await Self.find(.expectedSeriesMissing, scrapes)?.state == .unknown)
    }

    @Test func `an exporter of cards tells heat, errors and memory`() async throws {
        func cards(_ change: (Int) -> (clock: Double, heat: Double, xid: Int, used: Double)) throws
            -> [TimedScrape]
        {
            try (0..<25).map { index in
                let card = change(index)
                let body = """
                    DCGM_FI_DEV_SM_CLOCK{gpu="0"} \(card.clock)
                    DCGM_FI_DEV_GPU_TEMP{gpu="0"} \(card.heat)
                    DCGM_FI_DEV_XID_ERRORS{gpu="0"} \(card.xid)
                    DCGM_FI_DEV_FB_USED{gpu="0"} \(card.used)
                    DCGM_FI_DEV_FB_FREE{gpu="0"} \(46_000 - card.used)

                    """
                return TimedScrape(
                    instance: "10.0.0.1:9400", unixSeconds: ServerPages.begin + 5 * Double(index),
                    families: try ExpositionParser.parse(Array(body.utf8)))
            }
        }
        let engine = try ServerPages().scrapes(25)
        let bad = try engine + cards { $0 > 10 ? (1400, 88, 79, 44_000) : (2500, 60, 0, 42_000) }
        let good = try engine + cards { _ in (2500, 60, 0, 42_000) }
        for clue in [Clue.clockFell, .throttleReported, .cardReportsError, .cardShared] {
            #expect(await Self.find(clue, bad)?.state == .holds, "\(clue)")
            #expect(await Self.find(clue, good)?.state == .fails, "\(clue)")
            #expect(await Self.find(clue, engine)?.state == .unknown, "\(clue)")
        }
    }
}
