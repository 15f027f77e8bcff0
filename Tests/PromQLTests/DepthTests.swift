import Foundation
import PromQL
import Testing

@Suite struct DepthTests {
    static let nests = [
        (opening: "(", closing: ")"), (opening: "-", closing: ""), (opening: "abs(", closing: ")"),
        (opening: "1 ^ ", closing: ""), (opening: "1 + ", closing: ""),
    ]

    @Test(arguments: nests.map { "\($0.opening)…\($0.closing)" })
    func `the deepest tree can be walked through`(nest: String) throws {
        let parts = nest.components(separatedBy: "…")
        let (opening, closing) = (parts[0], parts[1])
        let levels = PromQLParser.maximumDepth - 1
        let query =
            String(repeating: opening, count: levels) + "a"
            + String(repeating: closing, count: levels)
        #expect(Self.walks(query))
        #expect(throws: PromQLError.self) {
            try PromQLParser.parse(opening + query + closing)
        }
    }

    /// Everything that goes down into a tree.
    private static func walks(_ query: String) -> Bool {
        guard let tree = try? PromQLParser.parse(query),
            let again = try? PromQLParser.parse(tree.description)
        else { return false }
        return tree.isSame(as: again)
            && tree.withoutRanges.hashValue == again.withoutRanges.hashValue
            && tree.selectors.count == 1 && tree.valueType == .vector
    }
}
