import Estimates
import Readiness
import Signals
import Testing

/// Several replicas of one endpoint.
@Suite struct HealthSkewTests {
    /// Ten requests in each step, with this time to the first token.
    private static func replica(
        ttft: Double = 0.5, perStep: Double = 10, kvCache: Double = 0.2, running: Double = 2
    ) -> [EngineBody] {
        (0..<6).map { number in
            var body = EngineBody()
            body.running = running
            body.kvCache = kvCache
            body.tokens = 10 * perStep * Double(number)
            body.finished = perStep * Double(number)
            body.ttft = [ttft: perStep * Double(number)]
            body.itl = [0.05: 10 * perStep * Double(number)]
            body.e2e = [5: perStep * Double(number)]
            body.queueTime = [0.3: perStep * Double(number)]
            return body
        }
    }

    @Test func `equal replicas are healthy and compared`() async throws {
        let report = try await HealthScene(replicas: [
            ("a:8000", Self.replica()), ("b:8000", Self.replica()), ("c:8000", Self.replica()),
        ]).report()
        #expect(report.grade == .healthy)
        #expect(report.items(in: .replicas).isEmpty)
        #expect(report.replicas.map(\.name) == ["a:8000", "b:8000", "c:8000"])
        let ttft = report.comparisons.first { $0.quantity == .timeToFirstToken }
        #expect(ttft?.ratio == 1)
        #expect(report.comparisons.first { $0.quantity == .tokenRate }?.median == 50)
    }

    @Test func `a slow replica is named`() async throws {
        let report = try await HealthScene(replicas: [
            ("a:8000", Self.replica()), ("b:8000", Self.replica(ttft: 1)),
            ("c:8000", Self.replica()),
        ]).report()
        #expect(report.grade == .warning)
        let slow = report.items(in: .replicas)
        #expect(slow.map(\.id) == ["slow_replica_ttft"])
        #expect(slow.first?.replica == "b:8000")
        #expect(slow.first?.estimate?.lower == 0.5)
        #expect(report.replicas.map(\.grade) == [.healthy, .warning, .healthy])
        #expect(report.headline == "a slow replica at b:8000")
    }

    @Test func `a few slow requests make no slow replica`() async throws {
        let report = try await HealthScene(replicas: [
            ("a:8000", Self.replica()), ("b:8000", Self.replica(ttft: 1, perStep: 1)),
            ("c:8000", Self.replica(perStep: 1)),
        ]).report()
        #expect(report.item("slow_replica_ttft") == nil)
    }

    @Test func `a replica that gets nothing is named, chance excluded`() async throws {
        let idle = Array(repeating: EngineBody(), count: 6)
        var report = try await HealthScene(replicas: [
            ("a:8000", Self.replica()), ("b:8000", idle),
        ]).report()
        #expect(report.item("starved_replica")?.replica == "b:8000")
        #expect(report.item("starved_replica")?.title == "replica without traffic")
        #expect(report.grade == .warning)
        // Five requests may all go to one of two by chance.
        report = try await HealthScene(replicas: [
            ("a:8000", Self.replica(perStep: 1)), ("b:8000", idle),
        ]).report()
        #expect(report.item("starved_replica") == nil)
    }

    @Test func `a replica that ends little because it queues is not starved`() async throws {
        var queueing = Self.replica(perStep: 1)
        for index in queueing.indices { queueing[index].waiting = 4 }
        let report = try await HealthScene(replicas: [
            ("a:8000", Self.replica()), ("b:8000", queueing),
        ]).report()
        #expect(report.item("starved_replica") == nil)
    }

    @Test func `a full cache beside empty ones is told`() async throws {
        let report = try await HealthScene(replicas: [
            ("a:8000", Self.replica(kvCache: 0.85)), ("b:8000", Self.replica(kvCache: 0.1)),
        ]).report()
        #expect(report.item("hot_replica")?.replica == "a:8000")
    }

    @Test func `a replica that is down is critical, and so is the whole`() async throws {
        var scene = try HealthScene(replicas: [
            ("a:8000", Self.replica()), ("b:8000", Self.replica()),
        ])
        scene.replicas[1].bodies = []
        scene.adjust = { observation in
            guard observation.name == "b:8000" else { return }
            observation.detection = nil
            observation.failure = MetricsFailure(.down, reason: "b port 8000 refuses connections")
        }
        var report = try await scene.report()
        #expect(report.grade == .critical)
        #expect(report.gradeClass == "freshness")
        #expect(report.replicas.map(\.state) == [.up, .down])
        #expect(report.replicas.map(\.grade) == [.healthy, .critical])
        #expect(report.headline == "b port 8000 refuses connections at b:8000")

        scene.replicas[0].bodies = []
        scene.adjust = { observation in
            observation.detection = nil
            observation.failure = MetricsFailure(.down, reason: "refused")
        }
        report = try await scene.report()
        #expect(report.gradeClass == "unreachable")
        #expect(report.headline == "none of 2 replicas answers")
    }

    @Test func `a replica without metrics keeps the whole from being healthy`() async throws {
        var scene = try HealthScene(replicas: [
            ("a:8000", Self.replica()), ("b:8000", []),
        ])
        scene.adjust = { observation in
            guard observation.name == "b:8000" else { return }
            observation.failure = MetricsFailure(
                .unmeasured, reason: "Ollama exports no metrics", advice: "firstlight gate")
        }
        let report = try await scene.report()
        #expect(report.grade == .unknown)
        #expect(report.next == ["firstlight gate"])
    }
}
