@testable import Readiness
import Testing

@Suite struct NearestSpellingTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let word: String
        let nearest: String?
        var testDescription: String { word }
    }

    private static let words = ["objectives", "maxProbes", "minProbes", "url", "api", "apiKey"]

    @Test(arguments: [
        Case(word: "objectve", nearest: "objectives"),
        Case(word: "objetcives", nearest: "objectives"),
        Case(word: "max_probes", nearest: "maxProbes"),
        Case(word: "MAX-PROBES", nearest: "maxProbes"),
        Case(word: "mxProbes", nearest: "maxProbes"),
        Case(word: "api_key", nearest: "apiKey"),
        Case(word: "ulr", nearest: "url"),
        Case(word: "uri", nearest: "url"),
        Case(word: "colour", nearest: nil),
        Case(word: "", nearest: nil),
        Case(word: "zzz", nearest: nil),
    ])
    func `a slip is recognised and a different word is not`(_ test: Case) {
        #expect(NearestSpelling.of(test.word, among: Self.words) == test.nearest)
    }

    @Test func `the distance counts insertions, deletions, replacements and swaps`() {
        func distance(_ left: String, _ right: String) -> Int {
            NearestSpelling.distance(Array(left), Array(right))
        }
        #expect(distance("", "abc") == 3)
        #expect(distance("abc", "") == 3)
        #expect(distance("abc", "abc") == 0)
        #expect(distance("abc", "acb") == 1)
        #expect(distance("kitten", "sitting") == 3)
        #expect(distance("ttft", "tfft") == 1)
    }
}
