import EngineModel
import Exposition
import Inference
import Load
import Rehearsal
import Signals
import Simulator
import Testing

@Suite struct ServerFaultTests {
    private func record(_ world: Rehearsed, seed: UInt64 = 1) throws -> Recording {
        try Rehearsal(world, seed: seed).record()
    }

    @Test func `a process that goes and comes back counts from zero`() throws {
        let recording = try record(Worlds.struck(.down, from: 20, to: 35))
        let tokens = recording.values("vllm:generation_tokens_total")
        #expect(zip(tokens, tokens.dropFirst()).contains { $0 > $1 })
        let starts = Set(recording.values("process_start_time_seconds"))
        #expect(starts.count == 2 && starts.contains(Worlds.start + 35))
        #expect(recording.missed.count == 3)
        #expect(recording.missed.allSatisfy { $0.instance == "10.0.0.1:8000" })
        let outcomes = Set(recording.probes.filter { !$0.isSuccess }.map(\.outcome))
        #expect(outcomes.contains("connect_refused") && outcomes.contains("truncated"))
        #expect(recording.beacons.contains { $0.status == nil })
        let late = recording.probes.filter { $0.intendedStart > .seconds(36) }
        #expect(late.contains { $0.isSuccess })
    }

    @Test func `an engine that hangs answers beacons and no request`() throws {
        var world = Worlds.struck(.hang, from: 20, to: 10_000)
        world.load.silenceLimitSeconds = 8
        let recording = try record(world)
        let tokens = recording.values("vllm:generation_tokens_total")
        #expect(Set(tokens[5...]).count == 1)
        #expect(recording.values("vllm:num_requests_running")[5...].allSatisfy { $0 > 0 })
        #expect(recording.beacons.allSatisfy { $0.status == 200 })
        let late = recording.probes.filter {
            $0.intendedStart > .seconds(20) && $0.outcomeClass != .excluded
        }
        #expect(late.count > 4)
        #expect(late.allSatisfy { $0.outcome == "timeout_first_token" && $0.httpStatus == 200 })
    }

    @Test func `slow steps stretch the first token and the gaps alike`() throws {
        let healthy = try record(Worlds.healthy()).probes.successes
        let slow = try record(Worlds.struck(.throttled(factor: 2, reason: .thermal)))
        let factor =
            slow.probes.successes.flatMap { $0.gaps.map(\.seconds) }.mean
            / healthy.flatMap { $0.gaps.map(\.seconds) }.mean
        #expect(abs(factor - 2) < 0.1)
        let clock = slow.values("DCGM_FI_DEV_SM_CLOCK", at: "10.0.0.1:9400").dropFirst()
        #expect(clock.allSatisfy { $0 < 1_500 })
    }

    @Test func `work of the API server is in the first token and not in the queue`() throws {
        let healthy = try record(Worlds.healthy())
        let busy = try record(
            Worlds.struck(.apiWork(perRequest: .milliseconds(150), perPromptToken: .zero)))
        func first(_ recording: Recording) -> Double {
            recording.probes.successes.compactMap { $0.timeToFirstToken?.seconds }.mean
        }
        #expect(abs(first(busy) - first(healthy) - 0.15) < 0.02)
        let queue = busy.values("vllm:request_queue_time_seconds_sum").last ?? 0
        let count = busy.values("vllm:request_queue_time_seconds_count").last ?? 0
        #expect(queue / count < 0.05)
    }

    @Test func `one slow replica of two splits the records by its name`() throws {
        let recording = try record(
            Worlds.struck(
                .neighbour(factor: 3, resource: .gpu), replica: 1, replicas: 2))
        let groups = Dictionary(grouping: recording.probes.successes) { $0.replica ?? "" }
        #expect(Set(groups.keys) == ["10.0.0.1:8000", "10.0.0.2:8000"])
        func gap(_ name: String) -> Double {
            (groups[name] ?? []).flatMap { $0.gaps.map(\.seconds) }.mean
        }
        #expect(gap("10.0.0.2:8000") > 2.5 * gap("10.0.0.1:8000"))
    }

    @Test func `a dead replica of three fails a third of the requests`() throws {
        let recording = try record(Worlds.struck(.down, replica: 2, replicas: 3))
        let ended = recording.probes.filter { $0.outcomeClass != .excluded }
        let failed = ended.filter { $0.httpStatus == 502 }
        #expect(failed.count + ended.filter(\.isSuccess).count == ended.count)
        let share = Double(failed.count) / Double(ended.count)
        #expect(share > 0.28 && share < 0.39)
        #expect(recording.missed.allSatisfy { $0.instance == "10.0.0.3:8000" })
        #expect(recording.beacons.allSatisfy { $0.status == 200 })
    }

    @Test func `gauges stand still while counters go on`() throws {
        let recording = try record(Worlds.struck(.frozenGauges, from: 12, to: 10_000))
        let running = recording.values("vllm:num_requests_running")
        #expect(Set(running[3...]).count == 1)
        let tokens = recording.values("vllm:generation_tokens_total")
        #expect(zip(tokens[3...], tokens[4...]).allSatisfy { $0 < $1 })
    }

    @Test func `a page that stands still says the same until the end`() throws {
        let recording = try record(Worlds.struck(.frozenPage, from: 12, to: 10_000))
        let tokens = recording.values("vllm:generation_tokens_total")
        #expect(Set(tokens[3...]).count == 1 && tokens[1] < tokens[3])
    }

    @Test func `pages that cannot be had are missed and families go by other names`() throws {
        let missing = try record(Worlds.struck(.scrapeFails, from: 12, to: 28))
        #expect(missing.missed.count == 3)
        let renamed = try record(
            Worlds.struck(
                .renamedFamilies([
                    "vllm:kv_cache_usage_perc": "vllm:gpu_cache_usage_perc",
                    "vllm:num_requests_waiting": "",
                ])))
        let names = Set(renamed.pages("10.0.0.1:8000")[3].families.map(\.name))
        #expect(names.contains("vllm:gpu_cache_usage_perc"))
        #expect(!names.contains("vllm:kv_cache_usage_perc"))
        #expect(!names.contains("vllm:num_requests_waiting"))
    }

    @Test func `a wrong clock shows in the date of every answer`() throws {
        let probes = try record(Worlds.struck(.clockSkew(.seconds(90)))).probes.successes
        #expect(
            probes.allSatisfy { abs(($0.serverClockOffset ?? .zero).seconds - 89.5) < 0.6 })
        let right = try record(Worlds.healthy()).probes.successes
        #expect(right.allSatisfy { abs(($0.serverClockOffset ?? .seconds(9)).seconds + 0.5) < 0.6 })
    }

    @Test func `the server itself refuses wrong keys, names and lengths`() throws {
        var key = Worlds.healthy(seconds: 20)
        key.deployment.server.apiKey = BearerKey("secret")
        key.load.hasKey = false
        let refused = try record(key)
        #expect(refused.probes.allSatisfy { $0.outcome == "unauthorized" })
        #expect(refused.beacons.allSatisfy { $0.status == 401 })
        #expect(refused.values("vllm:generation_tokens_total").last == 0)
        var name = Worlds.healthy(seconds: 20)
        name.load.model = "Demo-8B"
        #expect(try record(name).probes.allSatisfy { $0.outcome == "model_not_found" })
        var length = Worlds.healthy(seconds: 20)
        length.load.longShare = 0.3
        length.load.longPromptTokens = 9_000
        let probes = try record(length).probes.filter { $0.outcomeClass != .excluded }
        #expect(Set(probes.map(\.outcome)) == ["completed", "rejected"])
        #expect(probes.filter { $0.httpStatus == 400 }.allSatisfy { !$0.isSuccess })
    }

    @Test func `refusals, caps, wrong usage and reasoning are in the records`() throws {
        let refused = try record(Worlds.struck(.refusal)).probes.successes
        #expect(refused.count > 50 && refused.allSatisfy { $0.isRefusal == true })
        let capped = try record(Worlds.struck(.tokenCap(20))).probes.successes
        #expect(capped.allSatisfy { $0.outputTokens == 20 && $0.finishReason == "length" })
        let doubled = try record(Worlds.struck(.usageFactor(2))).probes.successes
        #expect(doubled.allSatisfy { $0.outputTokens == 96 && $0.chunks == 48 })
        let silent = try record(Worlds.struck(.usageFactor(0))).probes.successes
        #expect(silent.allSatisfy { $0.outputTokensEstimated && $0.promptTokens == nil })
        let grouped = try record(Worlds.struck(.tokensPerEvent(4))).probes.successes
        #expect(grouped.allSatisfy { $0.outputTokens == 48 && $0.chunks == 12 })
        let thinking = try record(Worlds.struck(.emptyAnswer(reasoning: true))).probes
            .filter { $0.outcomeClass != .excluded }
        #expect(thinking.allSatisfy { $0.reasoningChunks == 48 })
    }

    @Test func `clients that give up leave work behind in a deaf engine`() throws {
        var world = Worlds.healthy()
        world.load.cancelShare = 1
        world.load.maxTokens = 400
        let heard = try record(world)
        #expect(heard.probes.contains { $0.outcome == "cancelled_requested" && $0.chunks == 8 })
        world.deployment.server.faults = FaultScript(rules: [FaultRule(faults: [.deafToHangUps])])
        let deaf = try record(world)
        func running(_ recording: Recording) -> Double {
            recording.values("vllm:num_requests_running").mean
        }
        #expect(running(deaf) > 3 * running(heard))
        #expect(running(heard) <= 4)
    }

    @Test func `repeated prompts are found again unless the cache is defeated`() throws {
        var world = Worlds.healthy(sessions: 1)
        world.load.repeatShare = 0.4
        world.load.prompt = .fixed(2_000)
        let warm = try record(world).probes.successes
        world.deployment.server.faults = FaultScript(rules: [
            FaultRule(faults: [.coldPrefixCache])
        ])
        let cold = try record(world).probes.successes
        func first(_ probes: [ProbeRecord], repeated: Bool) -> Double {
            probes.filter { ($0.repeats != nil) == repeated && $0.reusedConnection == true }
                .compactMap { $0.timeToFirstToken?.seconds }.median
        }
        #expect(first(warm, repeated: true) < 0.5 * first(warm, repeated: false))
        #expect(first(cold, repeated: true) > 0.9 * first(cold, repeated: false))
    }

    @Test func `a client that is late stamps clumps and knows it`() throws {
        var world = Worlds.healthy()
        world.clientLagSeconds = 0.05
        let recording = try record(world)
        let probes = recording.probes.successes
        #expect(probes.allSatisfy { ($0.reads ?? 0) < 40 && $0.chunks == 48 })
        let lag = recording.lag
        #expect((lag?.median ?? .zero) > .milliseconds(20))
        #expect((lag?.p99 ?? .zero) > .milliseconds(150))
    }
}
