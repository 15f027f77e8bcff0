import Readiness
import Testing

/// Whether what is asked of a memory fits.
@Suite struct KVCacheJudgementTests {
    struct Case: CustomTestStringConvertible, Sendable {
        var testDescription: String
        /// Tokens that the memory holds; nil without a memory.
        var tokens: Int? = 122_070
        var length: Int? = 8192
        var usual: Int?
        var demand: Int?
        var verdict: Verdict?
        var sentence = ""
    }

    @Test(arguments: [
        Case(
            testDescription: "no memory, no judgement", tokens: nil, demand: 3, verdict: nil),
        Case(testDescription: "no length, no judgement", length: nil, verdict: nil),
        Case(
            testDescription: "one request is asked for where nothing is", verdict: .ready,
            sentence: "1 request at once fits: there is memory for 14 of full length"),
        Case(
            testDescription: "whole requests count: 14.9 are 14", demand: 14, verdict: .ready,
            sentence: "14 requests at once fit: there is memory for 14 of full length"),
        Case(
            testDescription: "one more does not fit", demand: 15, verdict: .notReady,
            sentence: "15 requests at once do not fit: there is memory for 14 of full length"),
        Case(
            testDescription: "usual ones may fit", usual: 2000, demand: 61, verdict: .degraded,
            sentence: "61 requests at once fit while they take 2000 tokens each; of full length "
                + "there is memory for 14"),
        Case(
            testDescription: "too many usual ones", usual: 2000, demand: 62, verdict: .notReady,
            sentence: "62 requests at once do not fit: there is memory for 14 of full length, and "
                + "for 61 of 2000 tokens"),
        Case(
            testDescription: "usual ones alone", length: nil, usual: 2000, demand: 62,
            verdict: .notReady,
            sentence: "62 requests at once do not fit: there is memory for 61 of 2000 tokens"),
        Case(
            testDescription: "not one fits", tokens: 8191, verdict: .notReady,
            sentence: "not one request of 8192 tokens fits: it takes 1.07 GB, 1 GiB; the memory is "
                + "1.07 GB, 1023.88 MiB and holds 8191 tokens"),
        Case(
            testDescription: "exactly one fits", tokens: 8192, verdict: .ready,
            sentence: "1 request at once fits: there is memory for 1 of full length"),
    ])
    func `whole requests are compared with the demand`(test: Case) {
        let shape = KVCacheShape(layers: 32, layer: .heads(count: 8, size: 128))
        let estimate = KVCacheEstimate(
            shape: shape, type: .fp16,
            memory: test.tokens.map { MemorySize(bytes: $0 * 131_072) }, length: test.length,
            usualLength: test.usual, demand: test.demand)
        #expect(estimate.judgement?.verdict == test.verdict)
        #expect(estimate.judgement?.sentence ?? "" == test.sentence)
    }

    @Test func `the memory of a demand is that of its requests at full length`() {
        let estimate = KVCacheEstimate(
            shape: KVCacheShape(layers: 32, layer: .heads(count: 8, size: 128)), type: .bf16,
            length: 8192, usualLength: 10, demand: 16)
        #expect(estimate.demandMemory == MemorySize(bytes: 16 << 30))
    }
}
