import Testing

@testable import Estimates

@Suite struct SearchTests {
    @Test func `the smallest number is found wherever it is`() {
        for answer in [1, 2, 3, 7, 64, 65, 999, 1_000] {
            var calls = 0
            let found = Search.smallest(from: 1, upTo: 1_000) { number in
                calls += 1
                return number >= answer
            }
            #expect(found == answer)
            #expect(calls <= 22)
        }
    }

    @Test func `nothing is found where nothing holds`() {
        #expect(Search.smallest(from: 1, upTo: 1_000) { _ in false } == nil)
        #expect(Search.smallest(from: 5, upTo: 4) { _ in true } == nil)
        #expect(Search.smallest(from: 0, upTo: .max) { $0 >= .max - 1 } == .max - 1)
    }
}
