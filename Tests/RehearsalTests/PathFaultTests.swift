import EngineModel
import Inference
import Load
import Rehearsal
import Simulator
import Testing

@Suite struct PathFaultTests {
    private func record(_ world: Rehearsed, seed: UInt64 = 1) throws -> [ProbeRecord] {
        try Rehearsal(world, seed: seed).record().probes
    }

    @Test func `a proxy that buffers all brings the answer in one read at its end`() throws {
        let probes = try record(Worlds.struck(.buffering(bytes: nil))).successes
        #expect(probes.count > 50)
        for probe in probes {
            #expect(probe.reads == 1)
            #expect(probe.chunks == 48)
            let (first, whole) = (probe.timeToFirstToken ?? .zero, probe.endToEnd ?? .zero)
            #expect(first == whole)
            #expect(probe.responseHead ?? whole < whole / 2)
        }
    }

    @Test func `a small buffer brings several tokens with each read`() throws {
        let probes = try record(Worlds.struck(.buffering(bytes: 4096))).successes
        #expect(probes.count > 50)
        #expect(probes.allSatisfy { (2...5).contains($0.reads ?? 0) && $0.chunks == 48 })
    }

    @Test func `a narrow link makes answers late and keeps the engine as it is`() throws {
        let healthy = try record(Worlds.healthy()).successes
        let narrow = try record(Worlds.struck(.bandwidth(bytesPerSecond: 30_000))).successes
        let (fast, slow) = (
            healthy.compactMap { $0.endToEnd?.seconds }.mean,
            narrow.compactMap { $0.endToEnd?.seconds }.mean
        )
        #expect(slow > 1.5 * fast)
        let bytes = narrow.compactMap(\.bodyBytes).reduce(0, +)
        #expect(Double(bytes) <= 30_000 * 60 * 1.001)
    }

    @Test func `only new connections are slow`() throws {
        var world = Worlds.struck(
            .slowConnect(
                resolve: .milliseconds(200), connect: .milliseconds(100), secure: .milliseconds(50))
        )
        world.load.freshConnectionShare = 0.4
        let recording = try Rehearsal(world, seed: 2).record()
        let probes = recording.probes.successes
        let fresh = probes.filter { $0.reusedConnection == false }
        let kept = probes.filter { $0.reusedConnection == true }
        #expect(fresh.count > 10 && kept.count > 10)
        #expect(
            fresh.allSatisfy {
                ($0.resolve ?? .zero) > .milliseconds(200)
                    && ($0.connect ?? .zero) > .milliseconds(100)
                    && ($0.secure ?? .zero) > .milliseconds(50)
            })
        let difference =
            fresh.compactMap { $0.timeToFirstToken?.seconds }.mean
            - kept.compactMap { $0.timeToFirstToken?.seconds }.mean
        #expect(abs(difference - 0.352) < 0.03)
        let beacons = recording.beacons
        #expect(beacons.allSatisfy { $0.isFresh == ($0.duration > .milliseconds(300)) })
    }

    @Test func `a gateway with one worker holds back requests and beacons alike`() throws {
        let recording = try Rehearsal(
            Worlds.struck(.gatewayQueue(workers: 1, service: .milliseconds(300))), seed: 3
        ).record()
        let probes = recording.probes.successes
        #expect(probes.compactMap { $0.timeToFirstToken?.seconds }.mean > 0.4)
        #expect(recording.beacons.map(\.duration.seconds).mean > 0.3)
        #expect(recording.values("vllm:num_requests_waiting").allSatisfy { $0 == 0 })
    }

    @Test func `a proxy that cuts leaves no answer longer than its patience`() throws {
        let probes = try record(Worlds.struck(.cutAfter(.milliseconds(500))))
        let cut = probes.filter { $0.outcome == "truncated" }
        #expect(cut.count > 20)
        #expect(probes.successes.isEmpty)
        for probe in cut {
            let written = probe.requestWritten ?? .zero
            let lasting = (probe.endToEnd ?? .zero) - written
            #expect(lasting > .milliseconds(500) && lasting < .milliseconds(530))
        }
    }

    struct Ending: Sendable, CustomTestStringConvertible {
        let fault: Fault
        let outcome: String
        var testDescription: String { outcome }
    }

    @Test(arguments: [
        Ending(fault: .refuseConnection, outcome: "connect_refused"),
        Ending(fault: .closeBeforeHead, outcome: "connection_lost"),
        Ending(fault: .emptyStream, outcome: "empty"),
        Ending(fault: .malformedChunk(afterTokens: 3), outcome: "malformed"),
        Ending(fault: .truncate(afterTokens: 5), outcome: "truncated"),
        Ending(fault: .errorInStream(afterTokens: 4), outcome: "error_in_stream"),
        Ending(fault: .emptyAnswer(reasoning: false), outcome: "empty"),
        Ending(
            fault: .status(code: 429, type: "RateLimitError", message: "x", retryAfterSeconds: 2),
            outcome: "rate_limited"),
        Ending(
            fault: .status(code: 403, type: "Forbidden", message: "no", retryAfterSeconds: nil),
            outcome: "forbidden"),
    ])
    func `a fault that strikes every request gives every record its outcome`(
        _ ending: Ending
    ) throws {
        var world = Worlds.struck(ending.fault)
        world.durationSeconds = 20
        let ended = try record(world).filter { $0.outcomeClass != .excluded }
        #expect(ended.count > 10)
        #expect(ended.allSatisfy { $0.outcome == ending.outcome })
    }

    @Test func `a stall is one long gap and the engine goes on`() throws {
        var world = Worlds.struck(.stall(afterTokens: 10, pause: .seconds(3)))
        world.load.thinkSeconds = 1
        let probes = try record(world).successes
        #expect(probes.count > 20)
        for probe in probes {
            #expect(probe.gaps.filter { $0 > .seconds(1) }.count == 1)
            #expect((probe.gaps.max() ?? .zero) < .seconds(3.1))
            #expect((probe.reads ?? 0) < 30)
        }
    }

    @Test func `silence beyond the client's limit ends as a stall`() throws {
        var world = Worlds.struck(.stall(afterTokens: 10, pause: .seconds(30)))
        world.load.silenceLimitSeconds = 4
        let ended = try record(world).filter { $0.outcomeClass != .excluded }
        #expect(ended.count > 10)
        #expect(
            ended.allSatisfy { $0.outcome == "stalled" && ($0.gaps.max() ?? .zero) < .seconds(4) })
    }

    @Test func `retries are records of their own and repeat the prompt`() throws {
        var world = Worlds.struck(.truncate(afterTokens: 5), share: 0.3)
        world.load.retriesMax = 2
        let probes = try record(world)
        let retried = probes.filter { $0.repeats != nil }
        #expect(retried.count > 10)
        for probe in retried {
            let first = probes[probe.repeats ?? 0]
            #expect(first.index < probe.index)
            #expect(first.outcome == "truncated")
        }
    }
}
