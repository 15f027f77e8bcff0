import Exposition
import Signals
import Testing

@Suite struct SignalReadingTests {
    @Test func `a preempting vLLM 0.32 tells every signal of its dialect`() throws {
        let reading = SignalReading(try Fixture.families("vllm-0.32.0-preempting-during"))
        #expect(reading.engine == .vllm)
        let dialect = try #require(Dialect.of(.vllm))
        #expect(
            Set(dialect.sources.keys).subtracting(reading.known)
                == [.swapped, .speculativeAcceptance])
        #expect(reading.gauge(.running) == 2)
        #expect(reading.gauge(.waiting) == 4)
        #expect(reading.gauge(.waitingForCapacity) == 4)
        #expect(reading.gauge(.kvCacheUsage) == 0.7435897435897436)
        #expect(reading.counter(.preemptions)?.total == 12)
        #expect(reading.counter(.promptTokens)?.total == 2182)
        #expect(reading.counter(.generationTokens)?.total == 4052)
        #expect(reading.counter(.requestsFinished)?.total == 9)
        #expect(
            reading.counter(.requestsFinished)?.byReason
                == ["stop": 7, "length": 2, "abort": 0, "error": 0, "repetition": 0])
        #expect(reading.observations(.timeToFirstToken)?.sum == 19.481233835220337)
        #expect(reading.observations(.timeToFirstToken)?.count == 14)
        #expect(reading.observations(.endToEndLatency)?.count == 9)
        #expect(reading.observations(.queueTime)?.sum == 9.796501838999575)
    }

    @Test func `vLLM 0.14 has no waiting by reason and that is unknown`() throws {
        let reading = SignalReading(try Fixture.families("vllm-0.14.1-load-during"))
        #expect(reading.gauge(.running) == 6)
        #expect(reading[.waitingForCapacity] == nil)
        #expect(reading.gauge(.kvCacheUsage) == 0.0010986998718183205)
        let dialect = try #require(Dialect.of(.vllm))
        #expect(
            Set(dialect.sources.keys).subtracting(reading.known) == [
                .swapped, .speculativeAcceptance, .waitingForCapacity, .waitingDeferred,
                .admissionRejections, .kvCacheTokens,
            ])
    }

    @Test func `llama.cpp tells load and tokens and nothing else`() throws {
        let reading = SignalReading(try Fixture.families("llamacpp-b11434-queueing-during"))
        #expect(reading.engine == .llamacpp)
        #expect(reading.gauge(.running) == 2)
        #expect(reading.gauge(.waiting) == 4)
        #expect(reading.counter(.promptTokens)?.total == 696)
        #expect(reading.counter(.generationTokens)?.total == 400)
        #expect(reading.counter(.prefixCacheHits)?.total == 3)
        #expect(reading.counter(.prefixCacheQueries)?.total == 699)
        for unknown in [Signal.kvCacheUsage, .preemptions, .requestsFinished, .timeToFirstToken] {
            #expect(reading[unknown] == nil)
        }
    }

    @Test func `replicas are added up, and the fullest one gives the KV usage`() throws {
        let reading = SignalReading(
            try families(
                """
                vllm:num_requests_running{engine="0",model_name="m"} 3
                vllm:num_requests_running{engine="1",model_name="m"} 4
                vllm:kv_cache_usage_perc{engine="0",model_name="m"} 0.25
                vllm:kv_cache_usage_perc{engine="1",model_name="m"} 0.75
                """))
        #expect(reading.gauge(.running) == 7)
        #expect(reading.gauge(.kvCacheUsage) == 0.75)
    }

    @Test func `of an old and a new name the new one is taken and they are not added`() throws {
        let both = SignalReading(
            try families(
                """
                vllm:kv_cache_usage_perc{engine="0"} 0.5
                vllm:gpu_cache_usage_perc{engine="0"} 0.5
                vllm:gpu_prefix_cache_hits_total{engine="0"} 7
                """))
        #expect(both.gauge(.kvCacheUsage) == 0.5)
        #expect(both.counter(.prefixCacheHits)?.total == 7)
        let old = SignalReading(try families("vllm:gpu_cache_usage_perc{model_name=\"m\"} 0.9"))
        #expect(old.gauge(.kvCacheUsage) == 0.9)
    }

    @Test(arguments: ["85", "-1", "NaN", "+Inf", "1.01"])
    func `a KV usage that is no share is unknown`(value: String) throws {
        let reading = SignalReading(try families("vllm:kv_cache_usage_perc{engine=\"0\"} \(value)"))
        #expect(reading.engine == .vllm)
        #expect(reading[.kvCacheUsage] == nil)
    }

    @Test func `one replica without a number makes the sum unknown`() throws {
        let reading = SignalReading(
            try families(
                "vllm:num_requests_running{engine=\"0\"} 3\nvllm:num_requests_running NaN\n"))
        #expect(reading[.running] == nil)
    }

    @Test(arguments: ["NaN", "+Inf", "-Inf"])
    func `what is not a number is unknown for every kind of signal`(value: String) throws {
        let reading = SignalReading(
            try families(
                """
                vllm:num_requests_running{engine="0"} \(value)
                vllm:num_preemptions_total{engine="0"} \(value)
                vllm:time_to_first_token_seconds_sum{engine="0"} \(value)
                vllm:time_to_first_token_seconds_count{engine="0"} 1
                vllm:num_requests_waiting{engine="0"} 1
                """))
        #expect(reading.known == [.waiting])
    }

    @Test func `a declared counter without a series is unknown, not zero`() throws {
        let reading = SignalReading(
            try families("# TYPE vllm:num_preemptions_total counter\nvllm:num_requests_running 0"))
        #expect(reading[.preemptions] == nil)
        #expect(reading.gauge(.running) == 0)
    }

    @Test func `a restriction keeps one model's series`() throws {
        let body = try families(
            """
            vllm:num_requests_running{engine="0",model_name="a"} 3
            vllm:num_requests_running{engine="0",model_name="b"} 4
            """)
        let one = SignalReading(body, restriction: [.equal("model_name", "b")])
        #expect(one.gauge(.running) == 4)
        let other = SignalReading(body, restriction: [.equal("model_name", "c")])
        #expect(other[.running] == nil)
    }

    @Test func `an engine without a dialect has no signals`() throws {
        let body = try families("vllm:num_requests_running{engine=\"0\"} 3")
        #expect(SignalReading(body, detection: EngineDetection(kind: .ollama)).known.isEmpty)
        #expect(SignalReading(try families("up 1")).known.isEmpty)
    }
}
