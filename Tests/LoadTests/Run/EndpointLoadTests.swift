import Inference
import Load
import Synchronization
import TestKit
import Testing

@Suite(.timeLimit(.minutes(1))) struct EndpointLoadTests {
    private func measure(
        _ steps: [ServerStep], _ plan: LoadPlan, _ workload: ScriptedSessions,
        stopAt: Int? = nil, _ look: (MeasuredLoad, ScriptedServer) throws -> Void
    ) async throws {
        try await withScriptedServer(steps) { server in
            let load = try EndpointLoad(
                ClientConfiguration(
                    endpoint: try Endpoint(url: server.url), api: OpenAIChat()),
                settings: .init(provider: "p", model: "m"), loopsMax: 2)
            let measured = await load.measure(plan, workload: workload) { event in
                guard case .finished(let record) = event else { return .proceed }
                return record.index == stopAt ? .stop : .proceed
            }
            await load.shutdown()
            try look(measured, server)
        }
    }

    private func closed(_ sessions: Double, requests: Int) -> LoadPlan {
        var plan = LoadPlan(shape: .closed(sessions: LoadCurve(constant: sessions)), seed: 1)
        plan.requestsMax = requests
        return plan
    }

    private var answers: [ServerStep] {
        (0..<20).flatMap { _ in [ServerStep].chatAnswer(["one", "two"], promptTokens: 5) }
    }

    @Test func `every request is measured and knows its session and turn`() async throws {
        try await measure(
            answers, closed(1, requests: 6), ScriptedSessions(turns: 3)
        ) { measured, _ in
            #expect(measured.end == .requestsSpent)
            #expect(measured.records.map(\.index).sorted() == Array(0..<6))
            #expect(measured.records.allSatisfy { $0.isSuccess })
            #expect(Set(measured.records.map(\.session)).count == 2)
            #expect(Set(measured.records.map(\.turn)) == [0, 1, 2])
            #expect(measured.records.allSatisfy { $0.outputTokens == 2 && $0.promptTokens == 5 })
            #expect(measured.lag == nil || measured.cores != nil)
        }
    }

    @Test func `a history that grows sends the server's own words back`() async throws {
        var plan = closed(1, requests: 2)
        plan.history = .grow
        try await measure(answers, plan, ScriptedSessions(turns: 2)) { _, server in
            let bodies = server.requests.map { String(decoding: $0.body, as: UTF8.self) }
            #expect(bodies.count == 2)
            #expect(!bodies[0].contains("assistant"))
            #expect(bodies[1].contains(#"{"role":"assistant","content":"onetwo"}"#))
        }
    }

    @Test func `tokens of prompts and answers are counted against the budget`() async throws {
        var plan = closed(1, requests: 100)
        plan.tokensMax = 20
        try await measure(answers, plan, ScriptedSessions()) { measured, _ in
            #expect(measured.end == .tokensSpent)
            #expect(measured.records.count == 3)
        }
    }

    @Test func `a stop ends it`() async throws {
        try await measure(answers, closed(1, requests: 100), ScriptedSessions(), stopAt: 2) {
            measured, _ in
            #expect(measured.end == .stopped)
            #expect(measured.records.count == 3)
        }
    }
}
