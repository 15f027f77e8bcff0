import Foundation
import Testing

/// A query and what promtool 2.42 decided about it.
struct JudgedQuery: Codable, Hashable, CustomTestStringConvertible {
    var query: String
    var accepted: Bool

    var testDescription: String { query }
}

extension JudgedQuery {
    /// The folder of the recorded decisions in the checkout.
    static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Fixtures")

    /// Reads recorded decisions, one in each line.
    static func recorded(in name: String) throws -> [JudgedQuery] {
        let data = try Data(contentsOf: folder.appending(path: name))
        return try data.split(separator: UInt8(ascii: "\n")).map {
            try JSONDecoder().decode(JudgedQuery.self, from: $0)
        }
    }

    /// Writes decisions into the checkout, in the form `recorded(in:)` reads.
    static func record(_ judged: [JudgedQuery], in name: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        var data = Data()
        for query in judged {
            data += try encoder.encode(query) + [UInt8(ascii: "\n")]
        }
        try data.write(to: folder.appending(path: name))
    }

    /// Queries from a seed: as many whole ones as broken ones, each once.
    static func generated(count: Int, seed: UInt64) -> [String] {
        var generator = QueryGenerator(seed: seed)
        var mutator = QueryMutator(seed: seed &+ 1)
        var queries: [String] = []
        var seen: Set<String> = []
        while queries.count < count {
            let query = generator.query()
            let next = queries.count.isMultiple(of: 2) ? query : mutator.mutated(query)
            // Enough to compare; the longest would only make the files grow.
            if next.utf8.count <= 300, seen.insert(next).inserted {
                queries.append(next)
            }
        }
        return queries
    }
}
