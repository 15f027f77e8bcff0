import Readiness
import Testing

@Suite struct KVCacheEstimateTests {
    /// Llama 3 8B: 32 layers, 8 KV heads, 128 values each.
    private static let llama = KVCacheShape(layers: 32, layer: .heads(count: 8, size: 128))

    @Test func `the lesson's numbers of Llama 3 8B come out`() throws {
        let estimate = KVCacheEstimate(
            shape: Self.llama, type: .fp16, memory: MemorySize(bytes: 16_000_000_000), length: 8192)
        #expect(estimate.bytesPerToken == 131_072)
        #expect(estimate.tokens == 122_070)
        let requests = try #require(estimate.fullLengthRequests)
        #expect(abs(requests - 122_070.0 / 8192) < 1e-12)
        #expect(estimate.requestMemory == MemorySize(bytes: 1 << 30))
    }

    @Test func `GB and GiB are not the same`() {
        let binary = KVCacheEstimate(
            shape: Self.llama, type: .bf16, memory: MemorySize(bytes: 16 << 30))
        #expect(binary.tokens == 131_072)
    }

    @Test func `the incident's tokens give the incident's concurrency`() throws {
        // 71,439 tokens at 8,192 a request: the engine printed 8.72.
        let estimate = KVCacheEstimate(
            shape: Self.llama, type: .fp8, memory: MemorySize(bytes: 71_439 * 65_536), length: 8192)
        #expect(estimate.tokens == 71_439)
        #expect(LimitText.number(try #require(estimate.fullLengthRequests)) == "8.72")
    }

    struct Stored: Sendable {
        let type: KVElementType
        let bytes: Int
    }

    @Test(arguments: [
        Stored(type: .fp32, bytes: 262_144), Stored(type: .fp16, bytes: 131_072),
        Stored(type: .bf16, bytes: 131_072), Stored(type: .fp8, bytes: 65_536),
        Stored(type: .q8, bytes: 69_632), Stored(type: .q40, bytes: 36_864),
    ])
    func `each type has its size`(stored: Stored) {
        #expect(Self.llama.bytesPerToken(stored.type) == stored.bytes)
    }

    @Test func `latent attention keeps one vector a layer`() {
        // DeepSeek V3: 61 layers of 512 + 64 values; 70,272 bytes in bf16.
        let shape = KVCacheShape(layers: 61, layer: .latent(rank: 512, positional: 64))
        #expect(shape.bytesPerToken(.bf16) == 70_272)
    }

    struct Word: Sendable {
        let word: String
        let type: KVElementType?
    }

    @Test(arguments: [
        Word(word: "float16", type: .fp16), Word(word: "BF16", type: .bf16),
        Word(word: "fp8_e4m3", type: .fp8), Word(word: "q8_0", type: .q8),
        Word(word: "auto", type: nil), Word(word: "", type: nil),
    ])
    func `engines' words are understood`(word: Word) {
        #expect(KVElementType(word: word.word) == word.type)
    }
}
