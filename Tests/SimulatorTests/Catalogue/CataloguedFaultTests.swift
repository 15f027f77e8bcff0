import EngineModel
import Testing

@testable import Simulator

@Suite struct CataloguedFaultTests {
    private static let strengths = [0, 0.3, 0.7, 1]
    private static let seeds: Range<UInt64> = 0..<20

    private struct World: CustomStringConvertible {
        let fault: String
        let strength: Double
        let seed: UInt64
        let rehearsed: Rehearsed

        var description: String { "\(fault) at \(strength), seed \(seed)" }
    }

    private static let worlds: [World] = CataloguedFault.all.flatMap { fault in
        strengths.flatMap { strength in
            seeds.map { seed in
                World(
                    fault: fault.name, strength: strength, seed: seed,
                    rehearsed: fault.rehearsed(strength, seed))
            }
        }
    }

    private static let healthyWorlds: [World] = CataloguedFault.LoadLevel.allCases.flatMap {
        level in
        seeds.map { seed in
            World(
                fault: "healthy \(level.rawValue)", strength: 0, seed: seed,
                rehearsed: CataloguedFault.healthy(level, seed: seed))
        }
    }

    @Test func `every fault has a name of its own and is found by it`() {
        let names = CataloguedFault.all.map(\.name)
        #expect(names.count == 41)
        #expect(Set(names).count == names.count)
        #expect(names.allSatisfy { CataloguedFault.named($0)?.name == $0 })
        #expect(CataloguedFault.named("slot limit") == nil)
    }

    @Test func `summaries are clauses without a full stop`() {
        for fault in CataloguedFault.all {
            for text in [fault.summary, fault.shows, fault.notServable ?? "-"] {
                #expect(!text.isEmpty && !text.hasSuffix("."), "\(fault.name): \(text)")
            }
        }
    }

    @Test func `every replica of every world can start`() throws {
        for world in Self.worlds + Self.healthyWorlds {
            let deployment = world.rehearsed.deployment
            #expect(deployment.replicas >= 1, "\(world)")
            for replica in 0..<deployment.replicas {
                #expect(throws: Never.self, "\(world)") {
                    try deployment.configuration(of: replica).validate()
                }
            }
            #expect(deployment.overrides.keys.allSatisfy { $0 < deployment.replicas }, "\(world)")
        }
    }

    @Test func `every load can be played`() {
        for world in Self.worlds + Self.healthyWorlds {
            for load in [world.rehearsed.load, world.rehearsed.background].compactMap(\.self) {
                let shares = [
                    load.repeatShare, load.longShare, load.freshConnectionShare, load.adapterShare,
                    load.cancelShare,
                ]
                #expect(shares.allSatisfy { (0...1).contains($0) }, "\(world)")
                #expect(load.sessions >= 1 && load.maxTokens >= 1, "\(world)")
                #expect(load.thinkSeconds >= 0 && load.staggerSeconds >= 0, "\(world)")
                #expect(load.prompt.mean > Double(load.sharedPrefixTokens), "\(world)")
                #expect(load.longShare == 0 || load.longPromptTokens > 0, "\(world)")
            }
        }
    }

    @Test func `only the overflowing requests are longer than the context`() {
        for world in Self.worlds + Self.healthyWorlds {
            let limit = world.rehearsed.deployment.server.engine.maxModelLen
            for load in [world.rehearsed.load, world.rehearsed.background].compactMap(\.self) {
                #expect(load.longestUsualPrompt + load.maxTokens <= limit, "\(world)")
                guard load.longShare > 0 else { continue }
                let longFits = load.longPromptTokens + load.maxTokens <= limit
                #expect(longFits == (world.fault != "context-overflow"), "\(world)")
            }
        }
    }

    @Test func `rules are about replicas that are there and times that come`() {
        for world in Self.worlds {
            let rehearsed = world.rehearsed
            for rule in rehearsed.deployment.server.faults.rules {
                #expect((0...1).contains(rule.share) && rule.share > 0, "\(world)")
                #expect(!rule.faults.isEmpty, "\(world)")
                #expect(rule.replica.map { $0 < rehearsed.deployment.replicas } ?? true, "\(world)")
                guard let elapsed = rule.elapsed else { continue }
                #expect(!elapsed.isEmpty, "\(world)")
                #expect(elapsed.lowerBound < .seconds(rehearsed.durationSeconds), "\(world)")
            }
        }
    }

    @Test func `a fault has something that is wrong and a healthy world has not`() {
        for world in Self.worlds {
            let rehearsed = world.rehearsed
            let declared = DeclaredSeries.right(for: rehearsed.deployment.server.release)
            let isSpoilt =
                !rehearsed.deployment.server.faults.rules.isEmpty
                || !rehearsed.deployment.overrides.isEmpty || rehearsed.clientLagSeconds > 0
                || !rehearsed.load.hasKey || rehearsed.load.model != nil
                || !rehearsed.declaredSeries.allSatisfy(declared.contains)
            // These are settings, which are wrong only for the load.
            let settings = [
                "slot-limit", "kv-exhaustion", "kv-swap-stall", "long-prompt-blocking",
                "adapter-thrash", "context-overflow", "stale-limit", "bucket-percentile",
            ]
            #expect(isSpoilt || settings.contains(world.fault), "\(world)")
        }
        for world in Self.healthyWorlds {
            let rehearsed = world.rehearsed
            let server = rehearsed.deployment.server
            #expect(server.faults == .none && rehearsed.clientLagSeconds == 0, "\(world)")
            let sessions = rehearsed.load.sessions + (rehearsed.background?.sessions ?? 0)
            #expect(sessions <= server.engine.maxNumSeqs, "\(world)")
            #expect(
                rehearsed.declaredSlots.map { $0 == server.engine.maxNumSeqs } ?? true, "\(world)")
        }
    }

    @Test func `the same strength and seed give the same world and others give others`() throws {
        for fault in CataloguedFault.all {
            #expect(fault.rehearsed(0.4, 7) == fault.rehearsed(0.4, 7))
            #expect(fault.rehearsed(0.4, 7) != fault.rehearsed(0.4, 8))
        }
        let weak = try #require(CataloguedFault.named("slot-limit")).rehearsed(0, 3)
        let strong = try #require(CataloguedFault.named("slot-limit")).rehearsed(1, 3)
        #expect(
            strong.deployment.server.engine.maxNumSeqs < weak.deployment.server.engine.maxNumSeqs)
        #expect(strong.load == weak.load)
    }
}
