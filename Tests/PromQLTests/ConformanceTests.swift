import Foundation
import PromQL
import Testing

@Suite struct ConformanceTests {
    /// Decisions of promtool 2.42 kept in a file.
    struct Recording: Sendable, CustomTestStringConvertible {
        var file: String
        /// Where the queries come from, nil when they were written by hand.
        var seed: UInt64?
        var count: Int

        var testDescription: String { file }
    }

    static let recordings = [
        Recording(file: "written.jsonl", seed: nil, count: 800),
        Recording(file: "generated.jsonl", seed: 20_261_121, count: 2000),
    ]

    @Test(arguments: recordings)
    func `what promtool accepted is accepted, and nothing else`(recording: Recording) throws {
        let judged = try JudgedQuery.recorded(in: recording.file)
        #expect(judged.count >= recording.count)
        #expect(judged.contains(where: \.accepted) && !judged.allSatisfy(\.accepted))
        Self.compare(judged, "from \(recording.file)")
    }

    @Test(
        .enabled(
            if: Promtool.found != nil || Promtool.isRequired,
            "promtool is neither on PATH nor named by FIRSTLIGHT_PROMTOOL"))
    func `promtool and the parser agree about fresh queries`() async throws {
        let promtool = try #require(
            Promtool.found, "install promtool (scripts/deps), or name it by FIRSTLIGHT_PROMTOOL")
        let environment = ProcessInfo.processInfo.environment
        let seed = environment["FIRSTLIGHT_SEED"].flatMap(UInt64.init) ?? .random(in: 0..<1 << 32)
        let count = environment["FIRSTLIGHT_QUERIES"].flatMap(Int.init) ?? 4000
        let queries = JudgedQuery.generated(count: count, seed: seed)
        let judged = try await promtool.judge(queries)
        #expect(judged.contains(where: \.accepted) && !judged.allSatisfy(\.accepted))
        Self.compare(judged, "from FIRSTLIGHT_SEED=\(seed)")
    }

    @Test(
        .enabled(
            if: ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1",
            "decisions are recorded with RECORD_SNAPSHOTS=1"),
        arguments: recordings)
    func `decisions are recorded anew`(recording: Recording) async throws {
        let promtool = try #require(Promtool.found, "recording takes promtool 2.42")
        let queries =
            if let seed = recording.seed {
                JudgedQuery.generated(count: recording.count, seed: seed)
            } else {
                try JudgedQuery.recorded(in: recording.file).map(\.query)
            }
        try JudgedQuery.record(try await promtool.judge(queries), in: recording.file)
        Issue.record("recorded \(recording.file) anew; look at the difference, then run without")
    }

    private static func compare(_ judged: [JudgedQuery], _ origin: Comment) {
        for query in judged {
            do throws(PromQLError) {
                _ = try PromQLParser.parse(query.query)
                if !query.accepted {
                    Issue.record(
                        "accepted, promtool refuses it, \(origin): \(query.query.debugDescription)")
                }
            } catch {
                if query.accepted {
                    Issue.record(
                        "refused, promtool accepts it, \(origin): \(query.query.debugDescription): \(error)"
                    )
                }
            }
        }
    }
}
