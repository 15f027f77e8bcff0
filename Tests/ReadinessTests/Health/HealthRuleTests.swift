import Estimates
import Readiness
import Signals
import Testing

/// Every rule on windows written by hand.
@Suite struct HealthRuleTests {
    /// A window of one replica, and what must be found in it.
    struct Case: Sendable, CustomTestStringConvertible {
        var testDescription: String
        /// The first body, and how it changes with each scrape; the number is the scrape's.
        var bodies: [EngineBody]
        var grade: HealthGrade
        /// The finding of the rule, and its own grade; nil for no such finding.
        var id: String
        var found: HealthGrade?

        init(
            _ name: String, scrapes: Int = 6, grade: HealthGrade, _ id: String,
            _ found: HealthGrade?, _ change: (inout EngineBody, Double) -> Void
        ) {
            testDescription = name
            bodies = (0..<scrapes).map { number in
                var body = EngineBody()
                body.running = 2
                body.tokens = 100 * Double(number)
                body.finished = 10 * Double(number)
                body.ttft = [0.1: 10 * Double(number)]
                body.itl = [0.05: 100 * Double(number)]
                body.e2e = [1: 10 * Double(number)]
                body.queueTime = [0.3: 10 * Double(number)]
                change(&body, Double(number))
                return body
            }
            self.grade = grade
            self.id = id
            self.found = found
        }
    }

    static let latency = [
        Case("quick", grade: .healthy, "ttft_p95", .healthy) { _, _ in },
        Case("over the warning, below the critical bound", grade: .warning, "ttft_p95", .warning) {
            $0.ttft = [2.5: 10 * $1]
            $0.e2e = [5: 10 * $1]
        },
        Case("slow", grade: .critical, "ttft_p95", .critical) {
            $0.ttft = [5: 10 * $1]
            $0.e2e = [10: 10 * $1]
        },
        Case("beyond every bound", grade: .critical, "e2e_p95", .critical) {
            $0.e2e = [60: 10 * $1]
        },
        Case("slow gaps", grade: .warning, "itl_p95", .warning) { $0.itl = [0.15: 100 * $1] },
        Case("slow since long ago, quick now", grade: .healthy, "ttft_p95", .healthy) {
            $0.ttft = [0.1: 10 * $1, 10: 1000]
        },
        Case("nothing observed", grade: .healthy, "ttft_p95", .unknown) { body, _ in
            body.ttft = [0.1: 5]
        },
    ]

    static let errors = [
        Case("none of fifty", grade: .healthy, "error_share", .unknown) { _, _ in },
        Case("none of five hundred", grade: .healthy, "error_share", .healthy) {
            $0.finished = 100 * $1
        },
        Case("half of them", grade: .critical, "error_share", .critical) { $0.failed = 10 * $1 },
        Case(
            "one in five hundred is not decided, and is in range", grade: .healthy, "error_share",
            .unknown
        ) {
            $0.finished = 100 * $1
            $0.failed = $1 >= 3 ? 1 : 0
        },
        Case(
            "one in ten is not decided, and is out of range", grade: .unknown, "error_share",
            .unknown
        ) {
            $0.finished = 2 * $1
            $0.failed = $1 >= 3 ? 1 : 0
        },
        Case("clients that left are no failures", grade: .healthy, "error_share", .healthy) {
            $0.finished = 100 * $1
            $0.aborted = 20 * $1
        },
        Case("one turned away", grade: .warning, "admission_rejections_rate", .warning) {
            $0.rejected = $1 >= 3 ? 1 : 0
        },
        Case("many turned away", grade: .critical, "admission_rejections_rate", .critical) {
            $0.rejected = 4 * $1
        },
    ]

    static let queue = [
        Case("a queue that empties", grade: .healthy, "waiting_min", .healthy) {
            $0.waiting = $1 == 2 ? 0 : 3
            $0.kvCache = 0.5
        },
        Case("a queue that never empties", grade: .warning, "waiting_min", .warning) {
            $0.waiting = 1
            $0.running = $1.truncatingRemainder(dividingBy: 2) == 0 ? 8 : 3
        },
        Case("flat at two of many", grade: .warning, "slot_plateau", .warning) { body, _ in
            body.waiting = 3
        },
        Case("flat at two, and slow for it", grade: .critical, "slot_plateau", .critical) {
            $0.waiting = 3
            $0.queueTime = [2.5: 10 * $1]
            $0.e2e = [5: 10 * $1]
            $0.ttft = [2.5: 10 * $1]
        },
        Case("flat but for one moment", scrapes: 11, grade: .warning, "slot_plateau", .warning) {
            $0.waiting = 3
            $0.running = $1 == 4 ? 1 : 2
        },
        Case("flat with a full cache is no slot limit", grade: .warning, "slot_plateau", nil) {
            body, _ in
            body.waiting = 3
            body.kvCache = 0.85
        },
        Case("flat with preemptions is no slot limit", grade: .critical, "slot_plateau", nil) {
            $0.waiting = 3
            $0.preemptions = $1
        },
        Case("flat without a queue is no slot limit", grade: .healthy, "slot_plateau", nil) {
            _, _ in
        },
        Case("two looks are no plateau", scrapes: 2, grade: .warning, "slot_plateau", nil) {
            body, _ in
            body.waiting = 3
        },
    ]

    static let cache = [
        Case(
            "over nine tenths and nobody suffers", grade: .warning, "kv_cache_usage_max",
            .warning
        ) { body, _ in body.kvCache = 0.95 },
        Case(
            "over nine tenths while requests wait", grade: .critical, "kv_cache_usage_max",
            .critical
        ) { body, _ in
            body.kvCache = 0.95
            body.waiting = 1
        },
        Case("over nine tenths with preemptions", grade: .critical, "kv_cache_usage_max", .critical)
        {
            $0.kvCache = 0.95
            $0.preemptions = $1 >= 3 ? 1 : 0
        },
        Case("full for a moment", grade: .warning, "kv_cache_usage_max", .warning) {
            $0.kvCache = $1 == 2 ? 0.85 : 0.3
        },
        Case("one preemption warns and no more", grade: .warning, "preemptions_rate", .warning) {
            $0.preemptions = $1 >= 3 ? 2 : 0
        },
        Case("a storm of preemptions", grade: .critical, "preemptions_rate", .critical) {
            $0.preemptions = 2 * $1
        },
    ]

    static let progress = [
        Case("waiting and no token", grade: .critical, "stuck", .critical) {
            $0.waiting = 2
            $0.tokens = 50
            $0.finished = 5
            $0.running = $1.truncatingRemainder(dividingBy: 2)
            $0.ttft = [:]
        },
        Case("running and no token", grade: .warning, "stuck", .warning) { body, _ in
            body.tokens = 50
        },
        Case("asleep", grade: .critical, "asleep", .critical) { body, _ in
            body.isAwake = false
        },
        Case("idle", grade: .healthy, "error_share", .unknown) { body, _ in
            body = EngineBody()
        },
        Case("started again in the window", grade: .warning, "restarted", .warning) {
            $0.processStart = $1 < 3 ? 1000 : 2000
        },
        Case("a start time that rounds is no restart", grade: .healthy, "restarted", nil) {
            $0.processStart = $1 < 3 ? 1000 : 1000.4
        },
        Case("a start time in the future informs", grade: .healthy, "clock", .warning) { body, _ in
            body.processStart = HealthScene.start + 600
        },
        Case("nothing moves while requests run", grade: .warning, "frozen", .unknown) { body, _ in
            body = EngineBody()
            body.running = 3
        },
    ]

    @Test(arguments: latency + errors + queue + cache + progress)
    func `each window gets its grade, for its reason`(test: Case) async throws {
        let report = try await HealthScene(test.bodies).report()
        #expect(report.grade == test.grade, "\(report.headline)")
        #expect(report.item(test.id)?.grade == test.found)
        #expect(report.items.allSatisfy { $0.evidence.hasSuffix(".") && !$0.evidence.isEmpty })
    }

    @Test func `a bucket across the critical bound is a warning that may be critical`()
        async throws
    {
        let slow = Self.latency[1]
        let report = try await HealthScene(slow.bodies).report()
        let item = try #require(report.item("ttft_p95"))
        #expect(item.mayBe == .critical)
        #expect(item.estimate?.lower == 1)
        #expect(item.estimate?.upper == 2.5)
    }

    @Test func `queue time, TTFT and E2E of the same requests narrow each other`() async throws {
        let bodies = (0..<6).map { number in
            var body = EngineBody()
            body.tokens = 100 * Double(number)
            body.queueTime = [0.3: 10 * Double(number)]
            body.ttft = [0.1: 10 * Double(number)]
            body.e2e = [0.3: 10 * Double(number)]
            return body
        }
        let report = try await HealthScene(bodies).report()
        #expect(report.item("queue_time_p95")?.estimate?.upper == 0.1)
        #expect(report.item("e2e_p95")?.estimate?.upper == 0.3)
    }

    @Test func `TTFT of requests that have not ended narrows nothing`() async throws {
        let bodies = (0..<6).map { number in
            var body = EngineBody()
            body.tokens = 100 * Double(number)
            body.queueTime = [0.3: Double(number)]
            body.ttft = [0.1: 10 * Double(number)]
            body.e2e = [0.3: Double(number)]
            return body
        }
        let report = try await HealthScene(bodies).report()
        #expect(report.item("queue_time_p95")?.estimate?.upper == 0.3)
    }
}
