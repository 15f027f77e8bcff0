import Testing

@testable import Diagnosis

@Suite struct CauseTests {
    @Test func `there is a cause for each of the forty faults and one more`() {
        #expect(Cause.allCases.count == 41)
    }

    @Test(arguments: Cause.allCases)
    func `every cause has a definition that can find it`(cause: Cause) {
        let definition = cause.definition
        #expect(definition.cause == cause)
        #expect(!definition.meaning.isEmpty && !definition.firstAction.isEmpty)
        #expect(!definition.refutation.isEmpty)
        let clues = definition.weights.map(\.clue)
        #expect(Set(clues).count == clues.count, "a clue is weighed twice")
        let most = definition.weights.reduce(definition.prior) { $0 + max($1.ifHolds, 0) }
        #expect(most > Ranking.findingScore, "no evidence could ever find it")
        #expect(
            definition.weights.contains { $0.ifHolds < 0 || $0.ifFails < 0 },
            "nothing speaks against it")
    }

    @Test func `every cause is defined once`() {
        #expect(CauseDefinition.all.map(\.cause) == Cause.allCases)
    }

    @Test func `no cause follows of itself, not even in several steps`() {
        for cause in Cause.allCases {
            var reached: Set<Cause> = []
            var frontier = cause.definition.consequences
            while let next = frontier.popLast() {
                guard reached.insert(next).inserted else { continue }
                frontier += next.definition.consequences
            }
            #expect(!reached.contains(cause), "\(cause.rawValue) follows of itself")
        }
    }

    @Test(arguments: Clue.allCases)
    func `every clue is explained, can be learned, and moves some cause`(clue: Clue) {
        #expect(clue.definition.question != clue.rawValue && !clue.definition.test.isEmpty)
        #expect(CauseDefinition.all.contains { $0.weights.contains { $0.clue == clue } })
    }
}
