import Exposition
import ExpositionFuzzing
import Testing

@Suite struct ExpositionFixtureTests {
    @Test func `the corpus is present`() {
        #expect(Fixture.names.count == 31)
    }

    @Test(arguments: Fixture.names)
    func `a captured body keeps every sample through parsing and encoding`(name: String) throws {
        let bytes = try Fixture.bytes(name)
        let families = try ExpositionParser.parse(bytes)
        let lines = bytes.split(separator: UInt8(ascii: "\n"))
        let sampleLines = lines.count { $0.first != UInt8(ascii: "#") }
        #expect(families.reduce(0) { $0 + $1.samples.count } == sampleLines)
        let typeLines = lines.count { $0.starts(with: "# TYPE ".utf8) }
        #expect(families.count == typeLines, "every family of these bodies is declared")

        for floats in [FloatStyle.python, .go] {
            let again = try ExpositionParser.parse(
                ExpositionEncoder.encode(families, floats: floats))
            #expect(again.flatMap(\.exact) == families.flatMap(\.exact))
        }
    }

    @Test(arguments: Fixture.names.filter { $0.hasPrefix("vllm") })
    func `the python style writes a vLLM body byte for byte`(name: String) throws {
        let bytes = try Fixture.bytes(name)
        let encoded = ExpositionEncoder.encode(try ExpositionParser.parse(bytes), floats: .python)
        #expect(encoded == bytes)
    }

    @Test(arguments: Fixture.names.filter { $0.hasPrefix("vllm") })
    func `a vLLM body survives the way to OpenMetrics and back byte for byte`(name: String) throws {
        let bytes = try Fixture.bytes(name)
        let strict = MetricFamily.converted(
            try ExpositionParser.parse(bytes), from: .text, to: .openMetrics)
        let encoded = ExpositionEncoder.encode(strict, format: .openMetrics)
        let read = try ExpositionParser.parse(encoded, format: .openMetrics)
        #expect(read.flatMap(\.exact) == strict.flatMap(\.exact))
        let back = MetricFamily.converted(read, from: .openMetrics, to: .text)
        #expect(ExpositionEncoder.encode(back) == bytes)
    }

    @Test func `the values of a queueing vLLM are read exactly`() throws {
        let families = try ExpositionParser.parse(
            Fixture.bytes("vllm-0.32.0-queueing-during.txt"))
        let byName = Dictionary(uniqueKeysWithValues: families.map { ($0.name, $0) })
        #expect(byName["vllm:num_requests_waiting"]?.samples.map(\.value) == [4])
        #expect(byName["vllm:kv_cache_usage_perc"]?.samples.map(\.value) == [0.0029325513196480912])
        #expect(byName["process_virtual_memory_bytes"]?.samples.map(\.value) == [1_865_523_200])
        let ttft = try #require(byName["vllm:time_to_first_token_seconds"])
        #expect(ttft.type == .histogram)
        let series = try #require(ttft.histograms.first)
        #expect(ttft.histograms.count == 1)
        #expect(series.count == 15)
        #expect(series.sum == 63.02677369117737)
        #expect(series.upperBounds.first == 0.001)
        #expect(series.upperBounds.last == 2560)
        #expect(series.labels.map(\.name) == ["engine", "model_name"])
    }

    @Test func `a histogram whose name ends in total is one family`() throws {
        let families = try ExpositionParser.parse(
            Fixture.bytes("vllm-0.32.0-queueing-during.txt"))
        let tokens = try #require(families.first { $0.name == "vllm:iteration_tokens_total" })
        #expect(tokens.type == .histogram)
        #expect(tokens.histograms.map(\.count) == [1308])
        #expect(!families.contains { $0.name == "vllm:iteration_tokens_total_bucket" })
    }
}
