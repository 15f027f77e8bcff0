import Monitoring
import Readiness
import Signals
import Testing

/// What is said about a profile that is carried into a cluster or a compose stack.
@Suite struct ProfileTransferTests {
    private func notes(_ parts: Set<GeneratedPart>, target: String) throws -> [GenerationNote] {
        let profile = try Profile.parse(
            yaml: "version: 1\nname: chat\ntarget: {\(target)}\n", file: "firstlight.yml",
            environment: ["KEY": "secret-key", "TENANT": "secret-tenant"])
        let subject = try GenerationSubject(engine: .vllm, profile: profile, toolVersion: "0")
        return try Generation.files(of: parts, for: subject).notes
            .filter { $0.subject.hasPrefix("profile in the") }
    }

    @Test func `address, key and headers are named once for a cluster and once for a stack`() throws
    {
        let notes = try notes(
            [.job, .argo, .flagger, .compose, .rules],
            target: "url: https://llm.example.com, apiKey: \"${KEY}\", "
                + "headers: {X-Tenant: \"${TENANT}\"}")
        #expect(notes.map(\.subject) == ["profile in the cluster", "profile in the stack"])
        let cluster = try #require(notes.first).text
        #expect(
            cluster.contains(
                "url https://llm.example.com became the engine's there, "
                    + "http://chat.inference.svc:8000"))
        #expect(cluster.contains("${LLM_API_KEY}, from key `key` of the secret llm-api-key"))
        #expect(cluster.contains("headers (X-Tenant) are left out"))
        let stack = try #require(notes.last).text
        #expect(stack.contains("http://engine:8000"))
        #expect(stack.contains("${LLM_API_KEY}, from compose/.env"))
        for note in notes { #expect(!note.text.contains("secret-")) }
    }

    @Test func `a part without a profile says nothing`() throws {
        let notes = try notes(
            [.rules, .dashboards, .keda], target: "url: https://llm.example.com")
        #expect(notes.isEmpty)
    }
}
