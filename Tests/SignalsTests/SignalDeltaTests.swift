import Estimates
import Exposition
import Signals
import Testing

@Suite struct SignalDeltaTests {
    private func reading(_ text: String) throws -> SignalReading {
        SignalReading(try families(text))
    }

    @Test func `the counters of a captured run agree with what its clients counted`() throws {
        // vllm-0.32.0-preempting-client.json: 24 requests, 10284 output tokens, none failed.
        let delta = SignalDelta(
            from: SignalReading(try Fixture.families("vllm-0.32.0-preempting-before")),
            to: SignalReading(try Fixture.families("vllm-0.32.0-preempting-after")))
        #expect(!delta.hasProcessRestarted)
        #expect(delta.resets.isEmpty)
        #expect(delta.increase(.generationTokens)?.total == 10284)
        #expect(delta.increase(.requestsFinished)?.total == 24)
        #expect(delta.increase(.requestsFinished)?.byReason["stop"] == 21)
        #expect(delta.increase(.preemptions)?.total == 37)
        #expect(delta[.running] == .level(before: 0, after: 0))
        let ttft = try #require(delta.mean(.timeToFirstToken))
        #expect(ttft.point == 42.05870270729065 / 24)
        #expect(ttft.count == 24)
        #expect(ttft.lower == ttft.upper)
        #expect(ttft.provenance == .serverCounter)
    }

    @Test func `a window inside a run gives its own means`() throws {
        let delta = SignalDelta(
            from: SignalReading(try Fixture.families("vllm-0.32.0-preempting-during")),
            to: SignalReading(try Fixture.families("vllm-0.32.0-preempting-after")))
        #expect(delta.increase(.preemptions)?.total == 25)
        let queue = try #require(delta.mean(.queueTime))
        #expect(queue.count == 15)
        #expect(abs(queue.point - (40.27096639099909 - 9.796501838999575) / 15) < 1e-12)
    }

    @Test func `the prefix-cache hit rate is that of the window`() throws {
        let delta = SignalDelta(
            from: SignalReading(try Fixture.families("vllm-0.32.0-prefix-cache-before")),
            to: SignalReading(try Fixture.families("vllm-0.32.0-prefix-cache-after")))
        let rate = try #require(delta.share(.prefixCacheHitRate))
        #expect(rate.point == 167_040.0 / 168_484.0)
        #expect(rate.count == 168_484)
        let idle = SignalReading(try Fixture.families("vllm-0.32.0-prefix-cache-after"))
        #expect(SignalDelta(from: idle, to: idle).share(.prefixCacheHitRate) == nil)
        #expect(SignalDelta(from: idle, to: idle).mean(.timeToFirstToken) == nil)
    }

    @Test func `another process is a reset even when its counters are higher`() throws {
        let delta = SignalDelta(
            from: SignalReading(try Fixture.families("vllm-0.32.0-preempting-during")),
            to: SignalReading(try Fixture.families("vllm-0.32.0-prefix-cache-after")))
        #expect(delta.hasProcessRestarted)
        #expect(delta[.generationTokens] == .reset)
        #expect(delta.increase(.generationTokens) == nil)
        #expect(delta.mean(.timeToFirstToken) == nil)
        let levels: Set<Signal> = [
            .running, .waiting, .waitingForCapacity, .waitingDeferred, .kvCacheUsage,
            .kvCacheTokens, .swapped, .speculativeAcceptance,
        ]
        let dialect = try #require(Dialect.of(.vllm))
        #expect(delta.resets == Set(dialect.sources.keys).subtracting(levels))
        #expect(delta[.running] == .level(before: 2, after: 0))
    }

    @Test func `a counter that fell is a reset without a start time too`() throws {
        let delta = SignalDelta(
            from: SignalReading(try Fixture.families("llamacpp-b11434-queueing-after")),
            to: SignalReading(try Fixture.families("llamacpp-b11434-queueing-before")))
        #expect(!delta.hasProcessRestarted)
        #expect(delta[.generationTokens] == .reset)
    }

    @Test func `a replica that started again is seen although the sum grew`() throws {
        let before = try reading(
            """
            vllm:generation_tokens_total{engine="0"} 100
            vllm:generation_tokens_total{engine="1"} 100
            """)
        let after = try reading(
            """
            vllm:generation_tokens_total{engine="0"} 5
            vllm:generation_tokens_total{engine="1"} 900
            """)
        #expect(SignalDelta(from: before, to: after)[.generationTokens] == .reset)
    }

    @Test func `a replica that went away is a reset`() throws {
        let before = try reading(
            "vllm:generation_tokens_total{engine=\"0\"} 1\nvllm:generation_tokens_total{engine=\"1\"} 1"
        )
        let after = try reading("vllm:generation_tokens_total{engine=\"0\"} 50")
        #expect(SignalDelta(from: before, to: after)[.generationTokens] == .reset)
    }

    @Test func `a reason seen for the first time has counted from zero`() throws {
        let before = try reading("trtllm_request_success_total{finished_reason=\"stop\"} 3")
        let after = try reading(
            """
            trtllm_request_success_total{finished_reason="stop"} 5
            trtllm_request_success_total{finished_reason="length"} 2
            """)
        let increase = try #require(
            SignalDelta(from: before, to: after).increase(.requestsFinished))
        #expect(increase.total == 4)
        #expect(increase.byReason == ["stop": 2, "length": 2])
    }

    @Test func `a signal that is unknown in one reading has no change`() throws {
        let before = try reading("vllm:num_requests_running{engine=\"0\"} 1")
        let after = try reading(
            "vllm:num_requests_running{engine=\"0\"} 2\nvllm:generation_tokens_total{engine=\"0\"} 9"
        )
        let delta = SignalDelta(from: before, to: after)
        #expect(delta[.generationTokens] == nil)
        #expect(delta[.running] == .level(before: 1, after: 2))
        #expect(delta.resets.isEmpty)
    }
}
