import Foundation
import Inference
import Load
import Testing

@Suite struct RunMergerTests {
    private func record(
        _ index: Int, start: Double, began: Double = 1_800_000_000, model: String = "m"
    ) -> ProbeRecord {
        var record = ProbeRecord(
            index: index, provider: "p", model: model,
            timestamp: Date(timeIntervalSince1970: began + start), outcome: "completed",
            outcomeClass: .success)
        record.intendedStart = .milliseconds(Int(start * 1000))
        record.endToEnd = .milliseconds(100 + index)
        return record
    }

    private func source(_ records: [ProbeRecord], _ name: String) throws -> RunSource {
        var bytes = Data()
        for record in records { bytes += try ProbeFile.line(record) }
        return try RunSource(bytes: bytes, name: name, file: "\(name).jsonl")
    }

    @Test func `requests are put in the order in which they were to start`() throws {
        // Files are in the order of completion.
        let first = try source(
            [record(1, start: 2), record(0, start: 0), record(2, start: 4)], "east")
        let second = try source(
            [record(0, start: 0, began: 1_800_000_001), record(1, start: 2, began: 1_800_000_001)],
            "west")
        let merger = try RunMerger([first, second])
        var merged: [ProbeRecord] = []
        try merger.forEach { merged.append($0) }
        #expect(merger.count == 5)
        #expect(merged.map(\.index) == [0, 1, 2, 3, 4])
        #expect(merged.map(\.generator) == ["east", "west", "east", "west", "east"])
        #expect(merged.map(\.intendedStart) == (0...4).map { .seconds($0) })
        #expect(merger.warnings.isEmpty)
    }

    @Test func `nothing but number, generator and start is changed`() throws {
        let original = record(0, start: 1)
        let merger = try RunMerger([
            try source([original], "a"), try source([record(0, start: 3)], "b"),
        ])
        var merged: [ProbeRecord] = []
        try merger.forEach { merged.append($0) }
        var expected = original
        expected.generator = "a"
        #expect(merged.first == expected)
    }

    @Test func `warm-up requests are numbered apart and repeats follow their prompt`() throws {
        var warm = record(0, start: 0)
        warm.isWarmup = true
        var repeated = record(1, start: 3)
        repeated.repeats = 0
        let merger = try RunMerger([
            try source([warm, record(0, start: 2), repeated], "a"),
            try source([record(0, start: 1), record(1, start: 1.5)], "b"),
        ])
        var merged: [ProbeRecord] = []
        try merger.forEach { merged.append($0) }
        #expect(merged.map(\.index) == [0, 0, 1, 2, 3])
        #expect(merged.last?.repeats == 2)
    }

    @Test func `the same requests are not counted twice`() throws {
        let (first, second) = (
            try source([record(0, start: 0), record(1, start: 1)], "a"),
            try source([record(1, start: 1)], "b")
        )
        #expect(throws: RunMergeError.sameRequests("a.jsonl", "b.jsonl", 1)) {
            try RunMerger([first, second])
        }
    }

    @Test func `the requests of a run are found again in a joined one`() throws {
        let first = try source([record(0, start: 0.25), record(1, start: 1.25)], "a")
        // It began before, so that the starts of the other count from another beginning.
        let second = try source([record(0, start: 3, began: 1_799_999_990.5)], "b")
        var lines = Data()
        try RunMerger([first, second]).forEach { lines += try ProbeFile.line($0) }
        let joined = try RunSource(bytes: lines, name: "all", file: "all.jsonl")
        #expect(throws: RunMergeError.sameRequests("a.jsonl", "all.jsonl", 2)) {
            try RunMerger([first, joined])
        }
        #expect(throws: RunMergeError.sameRequests("all.jsonl", "b.jsonl", 1)) {
            try RunMerger([joined, second])
        }
    }

    @Test func `few equal requests that are known to the second are chance`() throws {
        let first = try source((0..<8).map { record($0, start: Double($0)) }, "a")
        // One of four was made in the same second and took as long.
        let second = try source(
            [record(3, start: 3)] + (0..<3).map { record($0, start: 20 + Double($0)) }, "b")
        #expect(try RunMerger([first, second]).count == 12)
    }

    @Test func `different models are refused, unless that is meant`() throws {
        let (first, second) = (
            try source([record(0, start: 0)], "a"),
            try source([record(0, start: 1, model: "n")], "b")
        )
        #expect(throws: RunMergeError.differentModels("a.jsonl", ["m"], "b.jsonl", ["n"])) {
            try RunMerger([first, second])
        }
        let merger = try RunMerger([first, second], allowsDifferentModels: true)
        #expect(merger.warnings.contains { $0.contains("different models") })
    }

    @Test func `runs one after the other are told`() throws {
        let merger = try RunMerger([
            try source([record(0, start: 0), record(1, start: 5)], "a"),
            try source([record(0, start: 0, began: 1_800_000_065)], "b"),
        ])
        #expect(merger.warnings.count == 1)
        #expect(merger.warnings.first?.contains("b began 60.00 s after a") == true)
    }

    @Test func `a bad line is named with its place`() throws {
        let bytes =
            try ProbeFile.line(record(0, start: 0)) + Data("nonsense\n".utf8)
            + (try ProbeFile.line(record(1, start: 1)))
        let error = #expect(throws: ProbeFileError.self) {
            try RunSource(bytes: bytes, name: "a", file: "a.jsonl")
        }
        #expect(error?.line == 2)
    }

    /// A server whose clock is known, asked at many moments of the second by two generators whose
    /// clocks are known.
    @Test(arguments: [-1.7, 0, 0.3, 2.4])
    func `the clocks' difference lies within its bounds, which are narrow`(skew: Double) throws {
        func requests(_ ahead: Double) -> ClockBounds {
            var bounds = ClockBounds()
            for index in 0..<200 {
                // True time, the generator's clock, and when the server writes its header.
                let sent = 1_800_000_000 + Double(index) * 0.137
                let written = sent + 0.004 + 0.002 * Double(index % 3)
                let date = (written + 0.25).rounded(.down)
                var record = record(index, start: 0)
                record.requestWritten = .milliseconds(1)
                record.responseHead = .milliseconds(12)
                // As the record of a measured request takes it.
                let own = sent + ahead
                let (least, most) = (date - (own + 0.012), date - (own + 0.001))
                record.serverClockOffset = .seconds(min(max(0, least), max(most, least)))
                bounds.add(record)
            }
            return bounds
        }
        let (first, second) = (requests(0), requests(skew))
        #expect(!first.isContradicted && !second.isContradicted)
        let lead = try #require(first.lead(of: second))
        #expect(lead.contains(skew))
        #expect(lead.upperBound - lead.lowerBound < 0.1, "\(lead)")
    }

    @Test func `servers whose clocks differ contradict each other`() {
        var bounds = ClockBounds()
        for offset in [-5.0, 5] {
            var record = record(0, start: 0)
            record.requestWritten = .zero
            record.responseHead = .milliseconds(10)
            record.serverClockOffset = .seconds(offset)
            bounds.add(record)
        }
        #expect(bounds.isContradicted)
        #expect(bounds.lead(of: bounds) == nil)
    }
}
