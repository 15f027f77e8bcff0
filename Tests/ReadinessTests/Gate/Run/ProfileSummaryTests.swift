import Inference
import Readiness
import Testing

@Suite struct ProfileSummaryTests {
    private func profile(_ change: (inout Profile) -> Void = { _ in }) throws -> Profile {
        var profile = Profile(url: try HTTPAddress("http://localhost:8000"), name: "chat")
        change(&profile)
        return profile
    }

    // MARK: - The digest

    @Test func `the digest of the defaults does not change by accident`() throws {
        // Two runs are compared by it: a change of this value is a change of the format.
        let digest = try profile().digest
        #expect(digest == "b69b5a2b54e77b9e")
    }

    @Test func `secrets, names and places of results are no part of it`() throws {
        let plain = try profile().digest
        #expect(try profile { $0.name = "other" }.digest == plain)
        #expect(try profile { $0.target.apiKey = Secret("k") }.digest == plain)
        #expect(
            try profile {
                $0.target.headers = [Profile.Header(name: "X-Team", value: Secret("a"))]
            }.digest == plain)
    }

    @Test func `whatever a verdict depends on changes it`() throws {
        let changes: [(inout Profile) throws -> Void] = [
            { $0.target.url = try HTTPAddress("http://localhost:8001") },
            { $0.target.model = "m" }, { $0.target.api = .openaiCompletions },
            { $0.target.keepAlive = false },
            { $0.workload.prompt = .text("hello") }, { $0.workload.prompt = .text("hello there") },
            { $0.workload.promptTokens = 1 }, { $0.workload.maxTokens = 1 },
            { $0.workload.concurrency = 1 }, { $0.workload.temperature = 0 },
            { $0.workload.stream = false },
            { $0.objectives = [.ttft] }, { $0.warnings = [.ttft] },
            { $0.objectives.append(.itl) }, { $0.warnings = [.itl] },
            { $0.gate.minProbes = 6 }, { $0.gate.maxProbes = 301 },
            { $0.gate.maxDuration = .seconds(121) }, { $0.gate.confidence = 0.9 },
            { $0.gate.warmup = 0 }, { $0.gate.decision = .threshold },
            { $0.gate.passRate = 0.9 }, { $0.gate.interval = .seconds(1) },
            { $0.gate.probeLimits = Profile.ProbeLimits() },
            { $0.gate.probeLimits = Profile.ProbeLimits(ttft: .seconds(1)) },
            { $0.gate.probeLimits = Profile.ProbeLimits(latency: .seconds(1)) },
            { $0.timeouts.total = .seconds(7) }, { $0.timeouts.gap = .seconds(7) },
            { $0.engine.metrics = [try HTTPAddress("http://localhost:8000/metrics")] },
            { $0.engine.expect.maxNumSeqs = 16 },
        ]
        var digests = [try profile().digest]
        for change in changes {
            var profile = try profile()
            try change(&profile)
            digests.append(profile.digest)
        }
        #expect(Set(digests).count == changes.count + 1)
        #expect(digests.allSatisfy { $0.utf8.count == 16 && $0.allSatisfy(\.isHexDigit) })
    }
}
