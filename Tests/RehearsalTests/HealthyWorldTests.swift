import EngineModel
import Inference
import Load
import Rehearsal
import Signals
import Simulator
import Testing

@Suite struct HealthyWorldTests {
    @Test func `a healthy world answers every request whole`() throws {
        let recording = try Rehearsal(Worlds.healthy(), seed: 1).record()
        #expect(recording.probes.count > 100)
        let ended = recording.probes.filter { $0.outcomeClass != .excluded }
        #expect(ended.allSatisfy { $0.isSuccess })
        #expect(recording.probes.count - ended.count <= 4)
        #expect(recording.probes.map(\.index) == Array(recording.probes.indices))
        #expect(recording.missed.isEmpty)
        #expect(recording.beacons.count == 12)
        #expect(
            recording.beacons.allSatisfy { $0.status == 200 && $0.duration < .milliseconds(20) })
        #expect(recording.lag?.p99 == .zero)
        for probe in ended {
            #expect(probe.outputTokens == 48)
            #expect(probe.chunks == 48)
            #expect(probe.reads == 48)
            #expect(probe.gaps.count == 47)
            #expect(probe.finishReason == "length")
            #expect(probe.sawEndMark == true)
            #expect(probe.maxTokens == 48)
            #expect(probe.isRefusal == false)
            #expect((100...300).contains(probe.promptTokens ?? 0))
        }
    }

    @Test func `only the first request of a session pays for its connection`() throws {
        let recording = try Rehearsal(Worlds.healthy(), seed: 2).record()
        let fresh = recording.probes.filter { $0.reusedConnection == false }
        #expect(fresh.count == 4)
        #expect(fresh.allSatisfy { $0.resolve != nil && $0.connect != nil && $0.secure != nil })
        let reused = recording.probes.filter { $0.reusedConnection == true }
        #expect(reused.allSatisfy { $0.resolve == nil && $0.connect == nil && $0.secure == nil })
    }

    @Test func `the pages of engine, card and machine are scraped on time`() throws {
        let recording = try Rehearsal(Worlds.healthy(), seed: 3).record()
        for instance in ["10.0.0.1:8000", "10.0.0.1:9400", "10.0.0.1:9100"] {
            let times = recording.pages(instance).map(\.unixSeconds)
            #expect(times == (0...12).map { Worlds.start + Double($0) * 5 })
        }
        let tokens = recording.values("vllm:generation_tokens_total")
        #expect(zip(tokens, tokens.dropFirst()).allSatisfy { $0 < $1 })
        #expect(recording.values("DCGM_FI_DEV_GPU_UTIL", at: "10.0.0.1:9400").contains { $0 > 50 })
    }

    @Test func `the engine counts what the clients got`() throws {
        var world = try World(Worlds.healthy(), seed: 4)
        let trace = try world.run()
        let emitted = trace.exchanges.reduce(0) { $0 + $1.emittedTokens }
        #expect(UInt64(emitted) == trace.engines[0].generationTokens)
        let recording = try Rehearsal.recording(of: trace, load: Worlds.healthy().load)
        for (exchange, probe) in zip(trace.exchanges, recording.probes) where probe.isSuccess {
            #expect(probe.outputTokens == exchange.emittedTokens)
        }
        let last = recording.values("vllm:generation_tokens_total").last
        #expect(last == Double(emitted))
    }

    @Test func `the same seed gives the same recording, another one does not`() throws {
        let world = Worlds.struck(.truncate(afterTokens: 5), share: 0.2)
        let first = try Rehearsal(world, seed: 5).record()
        let again = try Rehearsal(world, seed: 5).record()
        let other = try Rehearsal(world, seed: 6).record()
        #expect(first.probes == again.probes)
        #expect(first.beacons == again.beacons)
        #expect(first.scrapes.map(\.families) == again.scrapes.map(\.families))
        #expect(first.probes != other.probes)
    }

    @Test func `latencies are those of a virtual run plus the path`() throws {
        let configuration = SimulatedServerConfiguration(calibration: .demonstration)
        var run = try VirtualRun(
            configuration: configuration.engine, costs: configuration.costs,
            workload: ClosedLoopWorkload(
                count: 4, staggerSeconds: 0.3, pacing: .think(meanSeconds: 0.28, variation: 0.3),
                prompt: .uniform(100...300), output: .fixed(48)), seed: 7)
        let window = try run.measure(seconds: 300)
        let recording = try Rehearsal(Worlds.healthy(seconds: 300), seed: 8).record()
        let probes = recording.probes.successes
        let first = probes.compactMap { $0.timeToFirstToken?.seconds }
        let whole = probes.compactMap { $0.endToEnd?.seconds }
        let gaps = probes.flatMap { $0.gaps.map(\.seconds) }
        #expect(
            abs(first.mean - window.timeToFirstToken.mean) < 0.04 * window.timeToFirstToken.mean)
        #expect(abs(whole.mean - window.endToEnd.mean) < 0.03 * window.endToEnd.mean)
        #expect(
            abs(gaps.mean - window.interTokenLatency.mean) < 0.03 * window.interTokenLatency.mean)
        #expect(
            abs(Double(probes.count) - Double(window.records.count)) < 0.03 * Double(probes.count))
    }
}
