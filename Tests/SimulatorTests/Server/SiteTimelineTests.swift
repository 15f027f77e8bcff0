import EngineModel
import Testing

@testable import Simulator

@Suite struct SiteTimelineTests {
    /// A deployment nobody listens for; its story is told by hand.
    static func site(
        replicas: Int = 1, _ rules: [FaultRule]
    ) throws -> (timeline: SiteTimeline, replicas: [ServerState]) {
        var deployment = Deployment(server: TestServers.quick(faults: rules))
        deployment.replicas = replicas
        let site = SiteState(deployment: deployment) { 1_800_000_000 }
        let states = try (0..<replicas).map { try ServerState(replica: $0, site: site) }
        return (SiteTimeline(site: site, replicas: states), states)
    }

    static func submit(_ server: ServerState) throws -> AnswerStream {
        try server.engine.submit([RequestSpec(promptTokens: 10, maxTokens: 5)])
    }

    @Test func `a process that comes back has empty counters and another start time`() throws {
        let rule = FaultRule(
            elapsed: .seconds(100)..<(.seconds(130)), replica: 1, faults: [.down])
        let (timeline, replicas) = try Self.site(replicas: 2, [rule])
        for server in replicas {
            _ = try Self.submit(server)
            server.counters.countGeneration()
        }
        timeline.advance(to: .seconds(99))
        #expect(replicas.map(\.engine.unfinishedRequests) == [1, 1])
        timeline.advance(to: .seconds(100))
        #expect(replicas.map(\.engine.unfinishedRequests) == [1, 0])
        timeline.advance(to: .seconds(131))
        #expect(replicas.map(\.startUnixSeconds) == [1_800_000_000, 1_800_000_130])
        #expect(replicas.map(\.counters.values.generations) == [1, 0])
        #expect(timeline.next == nil)
    }

    @Test func `the requests of a dying process end without an answer`() async throws {
        let rule = FaultRule(elapsed: .seconds(100)..<(.seconds(130)), faults: [.down])
        let (timeline, replicas) = try Self.site([rule])
        let answer = try Self.submit(replicas[0])
        timeline.advance(to: .seconds(100))
        for await _ in answer.events { Issue.record("a dead engine emitted a token") }
    }

    @Test func `gauges stand still from the moment the condition begins`() throws {
        let rule = FaultRule(
            elapsed: .seconds(100)..<(.seconds(130)), faults: [.frozenGauges])
        let (timeline, replicas) = try Self.site([rule])
        timeline.advance(to: .seconds(99))
        #expect(replicas[0].frozen.gauges == nil)
        replicas[0].counters.countGeneration()
        timeline.advance(to: .seconds(100))
        replicas[0].counters.countGeneration()
        #expect(replicas[0].frozen.gauges?.http.generations == 1)
        #expect(replicas[0].frozen.pages == nil)
        timeline.advance(to: .seconds(130))
        #expect(replicas[0].frozen.gauges == nil)
    }

    @Test func `what was missed is made up for, in order`() throws {
        let rules = [
            FaultRule(elapsed: .seconds(10)..<(.seconds(20)), faults: [.down]),
            FaultRule(elapsed: .seconds(30)..<(.seconds(40)), faults: [.down]),
        ]
        let (timeline, replicas) = try Self.site(rules)
        #expect(timeline.next == .zero)
        timeline.advance(to: .seconds(1_000))
        #expect(replicas[0].startUnixSeconds == 1_800_000_040)
    }
}
