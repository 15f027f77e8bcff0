import Estimates
import Exposition
import Readiness
import Signals
import Testing

/// What a report says as a whole: traffic, windows, engines without metrics, the machine below.
@Suite struct HealthWholeTests {
    private static func busy(_ number: Int, tokens: Double = 100) -> EngineBody {
        var body = EngineBody()
        body.running = 2
        body.tokens = tokens * Double(number)
        body.finished = 10 * Double(number)
        body.ttft = [0.1: 10 * Double(number)]
        body.itl = [0.05: 100 * Double(number)]
        body.e2e = [1: 10 * Double(number)]
        body.queueTime = [0.3: 10 * Double(number)]
        return body
    }

    @Test func `an idle engine is healthy and says that it was idle`() async throws {
        let report = try await HealthScene(Array(repeating: EngineBody(), count: 6)).report()
        #expect(report.grade == .healthy)
        #expect(report.gradeClass == nil)
        #expect(report.headline == "idle: nothing was served in the window")
        #expect(report.item("ttft_p95")?.grade == .unknown)
        #expect(report.item("kv_cache_usage_max")?.grade == .healthy)
        #expect(report.notes.contains { $0.contains("--require-traffic") })
    }

    @Test func `an idle engine is unknown where traffic is required`() async throws {
        var scene = try HealthScene(Array(repeating: EngineBody(), count: 6))
        scene.requiresTraffic = true
        let report = try await scene.report()
        #expect(report.grade == .unknown)
        #expect(report.headline == "nothing was served in the window")
        scene = try HealthScene((0..<6).map { Self.busy($0) })
        scene.requiresTraffic = true
        #expect(try await scene.report().grade == .healthy)
    }

    @Test func `of a fleet in an upgrade each release tells its own series`() async throws {
        let bodies = (0..<4).map { number -> EngineBody in
            var body = Self.busy(number)
            body.kvCache = 0.3
            return body
        }
        var scene = try HealthScene(replicas: [("new:8000", bodies), ("old:8000", bodies)])
        // An older release has other names for two of them.
        scene.replicas[1].bodies = try scene.replicas[1].bodies.map { families in
            var text = String(decoding: ExpositionEncoder.encode(families), as: UTF8.self)
            for (new, old) in [
                ("vllm:kv_cache_usage_perc", "vllm:gpu_cache_usage_perc"),
                ("vllm:inter_token_latency_seconds", "vllm:time_per_output_token_seconds"),
            ] {
                text = text.replacing(new, with: old)
            }
            return try ExpositionParser.parse(text.utf8)
        }
        let report = try await scene.report()
        for replica in ["new:8000", "old:8000"] {
            #expect(report.item("kv_cache_usage_max", of: replica)?.estimate?.point == 0.3)
            #expect(report.item("itl_p95", of: replica)?.estimate != nil)
        }
        #expect(!report.absences.contains { $0.signal == .kvCacheUsage })
    }

    @Test func `a window that ends before the first answer says so`() async throws {
        var scene = try HealthScene([EngineBody()])
        scene.adjust = {
            $0.scrapes = 0
            $0.detection = nil
        }
        let report = try await scene.report()
        #expect(report.grade == .unknown)
        #expect(report.headline == "nothing was read")
    }

    @Test func `a counter that falls is a restart, or another engine's`() async throws {
        var scene = try HealthScene([Self.busy(5), Self.busy(6), Self.busy(1), Self.busy(2)])
        let bodies = scene.replicas[0].bodies
        let fallen = try #require(FallenCounter(in: bodies))
        #expect(fallen.name == "vllm:generation_tokens_total")
        #expect(fallen.before == 600)
        #expect(fallen.after == 100)
        #expect(FallenCounter(in: Array(bodies.prefix(2))) == nil)
        #expect(FallenCounter(in: []) == nil)
        scene.adjust = { $0.fallenCounter = fallen }
        let report = try await scene.report()
        #expect(report.grade == .warning)
        #expect(report.item("restarted")?.evidence.contains("fell from 600 to 100") == true)
    }

    @Test func `one scrape has levels and no latency`() async throws {
        var body = Self.busy(3)
        body.ttft = [10: 1000]
        body.waiting = 5
        let report = try await HealthScene([body]).report()
        #expect(report.grade == .healthy)
        #expect(report.items(in: .latency).isEmpty)
        #expect(report.items(in: .errors).isEmpty)
        #expect(report.item("kv_cache_usage_max") != nil)
        // One look is no queue that never empties.
        #expect(report.item("waiting")?.grade == nil)
        #expect(report.absences.contains { $0.signal == .timeToFirstToken })
        #expect(report.notes.first?.hasPrefix("One scrape shows levels only") == true)
    }

    @Test func `a full cache is seen in one scrape`() async throws {
        var body = EngineBody()
        body.kvCache = 0.97
        #expect(try await HealthScene([body]).report().grade == .warning)
    }

    /// A body that is no engine's.
    struct Foreign: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var text: String
        var says: String
    }

    @Test(arguments: [
        Foreign(
            testDescription: "the production-stack router",
            text: "# TYPE vllm:num_requests_running gauge\n"
                + "vllm:num_requests_running{server=\"http://e:8000\"} 3\n",
            says: "router"),
        Foreign(
            testDescription: "some other program",
            text: "# TYPE go_goroutines gauge\ngo_goroutines 12\n",
            says: "no metrics of a known engine"),
    ])
    func `metrics of something else are unknown and never healthy`(foreign: Foreign) async throws {
        let families = try ExpositionParser.parse(foreign.text.utf8)
        let scene = HealthScene(
            name: "r:8001", families: [families, families, families], secondsApart: 2)
        let report = try await scene.report()
        #expect(report.grade == .unknown)
        #expect(report.gradeClass == "freshness")
        #expect(report.replicas.first?.state == .unmeasured)
        #expect(report.headline.contains(foreign.says))
        #expect(!report.next.isEmpty)
    }

    @Test func `the llm-d simulator is named as what it is`() async throws {
        let bodies = try (0..<6).map { number in
            var body = Self.busy(number)
            body.extra =
                "# TYPE vllm:max_num_generation_tokens gauge\n"
                + "vllm:max_num_generation_tokens 3\n"
            return try body.families
        }
        let report = try await HealthScene(name: "s", families: bodies, secondsApart: 2).report()
        #expect(report.notes.contains { $0.contains("llm-d inference simulator") })
    }

    @Test func `an engine that tells no latency says who does`() async throws {
        let bodies = try (0..<6).map { number in
            try ExpositionParser.parse(
                """
                # TYPE tgi_batch_current_size gauge
                tgi_batch_current_size 2
                # TYPE tgi_queue_size gauge
                tgi_queue_size 0
                # TYPE tgi_request_count counter
                tgi_request_count \(number * 10)
                # TYPE tgi_request_success counter
                tgi_request_success \(number * 10)

                """.utf8)
        }
        let report = try await HealthScene(name: "t", families: bodies, secondsApart: 2).report()
        #expect(report.grade == .healthy)
        let missing = report.absences.first { $0.signal == .timeToFirstToken }
        #expect(missing?.reason == "Not told by TGI; firstlight gate measures it.")
        #expect(report.absences.contains { $0.signal == .kvCacheUsage })
    }

    @Test func `tokens that are counted at the end make no stuck engine`() async throws {
        let bodies = try (0..<6).map { number in
            try ExpositionParser.parse(
                """
                # TYPE llamacpp:requests_processing gauge
                llamacpp:requests_processing 2
                # TYPE llamacpp:requests_deferred gauge
                llamacpp:requests_deferred 4
                # TYPE llamacpp:tokens_predicted_total counter
                llamacpp:tokens_predicted_total 400
                # TYPE llamacpp:n_decode_total counter
                llamacpp:n_decode_total \(400 + number * 60)

                """.utf8)
        }
        let report = try await HealthScene(name: "l", families: bodies, secondsApart: 2).report()
        #expect(report.item("stuck") == nil)
        #expect(report.item("progress")?.grade == .unknown)
        #expect(report.item("slot_plateau")?.estimate?.point == 2)
        #expect(report.grade == .warning)
    }

    @Test func `GPUs and nodes inform and never move the grade`() async throws {
        let hot = (0..<6).map { number in
            var body = Self.busy(number)
            body.extra = """
                # TYPE DCGM_FI_DEV_GPU_TEMP gauge
                DCGM_FI_DEV_GPU_TEMP{UUID="u"} 95
                # TYPE DCGM_FI_DEV_XID_ERRORS gauge
                DCGM_FI_DEV_XID_ERRORS{UUID="u"} \(number < 3 ? 0 : 79)

                """
            return body
        }
        let report = try await HealthScene(hot).report()
        #expect(report.grade == .healthy)
        #expect(report.item("gpu_temperature_max")?.grade == .critical)
        #expect(report.item("gpu_temperature_max")?.role == .informs)
        #expect(report.item("gpu_xid_new")?.evidence.contains("XID 79") == true)
    }

    @Test func `an old XID is not a new one`() async throws {
        let bodies = (0..<6).map { number in
            var body = Self.busy(number)
            body.extra =
                "# TYPE DCGM_FI_DEV_XID_ERRORS gauge\n"
                + "DCGM_FI_DEV_XID_ERRORS{UUID=\"u\"} 31\n"
            return body
        }
        let report = try await HealthScene(bodies).report()
        #expect(report.item("gpu_xid_new") == nil)
        #expect(report.item("gpu_xid_max")?.grade == .warning)
    }

    @Test func `slow, lost and unhealthy answers are told`() async throws {
        var scene = try HealthScene((0..<6).map { Self.busy($0) })
        scene.adjust = {
            $0.longestScrape = .milliseconds(1500)
            $0.failedScrapes = 1
        }
        var report = try await scene.report()
        #expect(report.grade == .warning)
        #expect(report.item("scrape_duration")?.grade == .warning)
        #expect(report.item("lost_scrapes")?.evidence.hasPrefix("1 of 7") == true)
        scene.adjust = { $0.unhealthyAnswer = "503" }
        report = try await scene.report()
        #expect(report.grade == .critical)
        #expect(report.headline == "/health answers 503")
    }

    @Test func `a profile's objectives replace the catalogue's ranges`() async throws {
        let objectives = [
            Objective(metric: .ttft, statistic: .percentile(95), threshold: 0.05, unit: "ms"),
            Objective(metric: .errorRate, statistic: .share, threshold: 0.2, unit: "%"),
        ]
        let soft = [
            Objective(metric: .kvCache, statistic: .maximum, threshold: 0.05, unit: "%")
        ]
        var scene = try HealthScene((0..<6).map { Self.busy($0) })
        scene.ranges = .catalogue.applying(objectives: objectives, warnings: soft)
        let report = try await scene.report()
        // Of 50 requests all lie in (0, 0.1]: 50 ms cannot be told from its buckets.
        #expect(report.item("ttft_p95")?.grade == .unknown)
        #expect(report.item("kv_cache_usage_max")?.grade == .warning)
        #expect(report.item("error_share")?.grade == .healthy)
        #expect(report.item("itl_p95")?.grade == .healthy)
    }
}
