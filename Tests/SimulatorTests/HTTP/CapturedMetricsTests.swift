import EngineModel
import Exposition
import Simulator
import Testing

/// `/metrics` against a scrape of the real server before its first request.
@Suite(.timeLimit(.minutes(1))) struct CapturedMetricsTests {
    /// The lines of every family, by its name on the `# TYPE` line; times of creation replaced.
    static func families(_ text: String) -> [String: [String]] {
        var families: [String: [String]] = [:]
        var lines: [String] = []
        for line in text.split(separator: "\n") {
            if line.hasPrefix("# HELP ") {
                lines = [String(line)]
            } else if line.hasPrefix("# TYPE ") {
                lines.append(String(line))
                families[String(line.split(separator: " ")[2])] = lines
            } else if let name = families.keys.first(where: { families[$0] == lines }) {
                // When it started and what it has cost differ from run to run.
                let isTime = name.hasSuffix("_created") || name.hasPrefix("process_")
                let space = line.lastIndex(of: " ") ?? line.endIndex
                lines.append(isTime ? line[..<space] + " #" : String(line))
                families[name] = lines
            }
        }
        return families
    }

    @Test func `every family reads like the real one, line by line`() async throws {
        let real = Self.families(try Fixture.text("metrics-start.txt"))
        try await withSimulatedServer(TestServers.quick()) { server in
            let scrape = try await Scrape(LoopbackClient(server))
            let ours = Self.families(scrape.text)
            #expect(ours.count > 50)
            for (name, lines) in ours where name != "vllm:cache_config_info" {
                #expect(real[name] == lines, "\(name)")
            }
        }
    }

    @Test func `the families keep the order of the real server`() async throws {
        func order(_ text: String) -> [String] {
            text.split(separator: "\n").filter { $0.hasPrefix("# TYPE ") }
                .map { String($0.split(separator: " ")[2]) }
        }
        let real = order(try Fixture.text("metrics-start.txt"))
        try await withSimulatedServer(TestServers.quick()) { server in
            let ours = order(try await Scrape(LoopbackClient(server)).text)
            #expect(ours == real.filter { ours.contains($0) })
        }
    }

    @Test func `families left out are those of absent features and of Python`() async throws {
        let real = Self.families(try Fixture.text("metrics-start.txt"))
        try await withSimulatedServer(TestServers.quick()) { server in
            let ours = Self.families(try await Scrape(LoopbackClient(server)).text)
            let missing = real.keys.filter { ours[$0] == nil }
            let expected = [
                "python_", "process_", "vllm:estimated_", "vllm:external_prefix_cache_",
                "vllm:mm_cache_", "vllm:prompt_tokens_cached_by_source",
                "http_request_", "http_response_",
            ]
            let unexplained = missing.filter { name in !expected.contains { name.hasPrefix($0) } }
            #expect(unexplained == [])
        }
    }

    @Test func `the cache's size is told by labels`() async throws {
        var configuration = TestServers.quick()
        configuration.engine.kvTokens = 71_439
        try await withSimulatedServer(configuration) { server in
            let text = try await Scrape(LoopbackClient(server)).text
            let line = try #require(
                text.split(separator: "\n").first { $0.hasPrefix("vllm:cache_config_info{") })
            #expect(line.contains(#"block_size="16""#))
            #expect(line.contains(#"num_gpu_blocks="4464""#))
            #expect(line.contains(#"kv_cache_size_tokens="71424""#))
            #expect(line.contains(#"kv_cache_max_concurrency="34.875""#))
            #expect(line.hasSuffix("} 1.0"))
        }
    }
}
