import Inference
import Load
import Testing

@Suite struct BuiltInWorkloadTests {
    private func workload(
        _ set: PromptSet, hit: Double? = 0, tokens: Int = 512, turns: Int = 1, seed: UInt64 = 5
    ) -> BuiltInWorkload {
        var settings = BuiltInWorkload.Settings(set: set, outputTokens: .fixed(16), seed: seed)
        settings.promptTokens = .fixed(tokens)
        settings.cacheHit = hit
        settings.turns = turns
        return BuiltInWorkload(settings)
    }

    private func text(_ workload: BuiltInWorkload, _ session: Int, turn: Int = 0) -> String {
        (workload.turn(turn, ofSession: session)?.messages.map(\.content) ?? []).joined(
            separator: "\n")
    }

    /// Characters that two texts share from their beginning.
    private func shared(_ one: String, _ other: String) -> Int {
        zip(one.utf8, other.utf8).prefix { $0 == $1 }.count
    }

    @Test(arguments: PromptSet.allCases) func `equal seeds give equal turns`(set: PromptSet) {
        for session in [0, 1, 77] {
            #expect(
                workload(set, turns: 3).turn(2, ofSession: session)
                    == workload(set, turns: 3).turn(2, ofSession: session))
        }
        #expect(text(workload(set), 3) != text(workload(set, seed: 6), 3))
    }

    @Test(arguments: PromptSet.allCases)
    func `without hits prompts differ from their first word on`(set: PromptSet) {
        let workload = workload(set, turns: 2)
        let words = (0..<200).flatMap { session in
            (0..<2).map { text(workload, session, turn: $0).prefix { $0 != " " } }
        }
        #expect(Set(words).count == words.count)
    }

    @Test(arguments: PromptSet.allCases)
    func `with all hits every prompt is one text`(set: PromptSet) {
        let workload = workload(set, hit: 1, turns: 2)
        #expect(Set((0..<20).map { text(workload, $0) }).count == 1)
        #expect(workload.turn(0, ofSession: 0)?.repeats == nil)
        #expect(workload.turn(0, ofSession: 7)?.repeats == 0)
    }

    @Test(arguments: [0.25, 0.5, 0.75])
    func `between them the share asked for is shared`(hit: Double) {
        let workload = workload(.longContext, hit: hit, tokens: 1000)
        let texts = (0..<20).map { text(workload, $0) }
        for (one, other) in zip(texts, texts.dropFirst()) {
            let share = Double(shared(one, other)) / Double(one.utf8.count)
            #expect(abs(share - hit) < 0.03)
        }
    }

    @Test func `retrieval shares its system prompt by nature`() {
        let workload = workload(.rag, hit: nil)
        let messages = workload.turn(0, ofSession: 0)?.messages
        #expect(messages?.map(\.role) == [.system, .user])
        #expect(messages?[0] == workload.turn(0, ofSession: 1)?.messages[0])
        #expect(messages?[1] != workload.turn(0, ofSession: 1)?.messages[1])
    }

    @Test(arguments: PromptSet.allCases) func `lengths come near the aim`(set: PromptSet) {
        for tokens in [256, 1024, 4096] {
            let workload = workload(set, tokens: tokens)
            let lengths = (0..<20).map { Double(text(workload, $0).utf8.count) / 4 }
            let mean = lengths.reduce(0, +) / 20
            #expect(abs(mean / Double(tokens) - 1) < 0.08, "\(tokens)")
        }
    }

    @Test func `a session has its turns and no more`() {
        let workload = workload(.shortChat, turns: 3)
        #expect(workload.turn(2, ofSession: 4) != nil)
        #expect(workload.turn(3, ofSession: 4) == nil)
        #expect(workload.sessionCount == nil)
    }
}
