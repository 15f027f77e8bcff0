import Inference
import Load
import Testing

@Suite struct PromptSourceTests {
    private func prompt(_ index: Int, tokens: Int = 128, seed: UInt64 = 7) -> String {
        let source = PromptSource(kind: .shortChat, promptTokens: tokens, seed: seed)
        return source.messages(index: index).map(\.content).joined()
    }

    private func firstWord(_ text: String) -> Substring { text.prefix { $0 != " " } }

    @Test func `equal seeds and numbers give equal prompts`() {
        for index in [-2, -1, 0, 1, 999] { #expect(prompt(index) == prompt(index)) }
    }

    @Test func `another seed gives other prompts`() {
        for index in 0..<50 {
            #expect(firstWord(prompt(index, seed: 7)) != firstWord(prompt(index, seed: 8)))
        }
    }

    @Test func `no two requests of a run begin with the same word`() {
        // Warm-ups count down from -1, the cancel check is far below.
        let indices = Array(-20..<2000) + [Int(Int32.min)]
        let words = Set(indices.map { firstWord(prompt($0, tokens: 16)) })
        #expect(words.count == indices.count)
    }

    @Test func `neighbours do not tell the same story`() {
        // A sentence that wanders from one prompt to the next could be cached by its block.
        let sentences = (0..<100).map { index in
            Set(prompt(index, tokens: 256).split(separator: ". ").dropFirst().map(String.init))
        }
        for (one, other) in zip(sentences, sentences.dropFirst(3)) {
            #expect(one.intersection(other).count <= one.count / 2)
        }
    }

    @Test func `many different words are used`() {
        let words = (0..<300).flatMap { prompt($0).split(separator: " ") }
        #expect(Set(words).count > 400)
    }

    @Test(arguments: [32, 64, 128, 512, 2000])
    func `the length comes near the aim`(tokens: Int) {
        let lengths = (0..<200).map { Double(prompt($0, tokens: tokens).utf8.count) / 4 }
        let mean = lengths.reduce(0, +) / 200
        #expect(abs(mean - Double(tokens)) <= max(4, Double(tokens) * 0.05))
        // A sentence is at most some 30 tokens long, and is added when that is nearer.
        #expect(lengths.allSatisfy { abs($0 - Double(tokens)) <= 20 })
    }

    @Test func `a prompt is never shorter than its question`() {
        let shortest = prompt(3, tokens: 1)
        #expect(shortest.hasSuffix(".") && shortest.contains("?"))
        #expect(shortest.utf8.count < 200)
    }

    @Test func `a prompt is one message of the user`() {
        let messages = PromptSource(kind: .shortChat, promptTokens: 64, seed: 1).messages(index: 0)
        #expect(messages.map(\.role) == [.user])
    }

    @Test func `a fixed text is sent as it is`() {
        let source = PromptSource(kind: .text("Say hello."), promptTokens: 500, seed: 1)
        for index in -1..<3 {
            #expect(
                source.messages(index: index) == [ChatMessage(role: .user, content: "Say hello.")])
        }
    }
}
