import Foundation
import Inference
import TestKit
import Testing

@testable import Load

@Suite struct ProbeLineTests {
    /// The line as the general encoder writes it.
    private static func encoded(_ record: ProbeRecord) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(record), as: UTF8.self)
    }

    private static func written(_ record: ProbeRecord) throws -> String {
        String(decoding: try ProbeLine(record).bytes, as: UTF8.self)
    }

    @Test(arguments: 0..<300) func `a line has the bytes of the general encoder's`(seed: Int) throws
    {
        var random = RandomRecord(seed: UInt64(seed))
        let record = random.next(index: seed)
        #expect(try Self.written(record) == Self.encoded(record))
    }

    private static var record: ProbeRecord {
        ProbeRecord(
            index: 0, provider: "p", model: "m", timestamp: Date(timeIntervalSince1970: 0),
            outcome: "completed", outcomeClass: .success)
    }

    @Test func `every character is escaped as the general encoder does`() throws {
        for scalar in (0...0x2FF).compactMap(Unicode.Scalar.init) + ["\u{2028}", "\u{2029}", "😀"] {
            var record = Self.record
            record.error = "a\(Character(scalar))b\(Character(scalar))"
            #expect(try Self.written(record) == Self.encoded(record), "U+\(scalar.value)")
        }
    }

    @Test func `every size of number is written as the general encoder does`() throws {
        var random = SeededGenerator(seed: 1)
        for exponent in -3...15 {
            for _ in 0..<40 {
                var record = Self.record
                let value = Double.random(in: 1..<10, using: &random) * pow(10, Double(exponent))
                record.tokensPerSecond = value
                record.timeToFirstToken = .seconds(value / 1000)
                record.startDelay = .zero - .seconds(value / 1e6)
                record.gaps = [.zero, .nanoseconds(1), .nanoseconds(499), .seconds(value / 1e9)]
                #expect(try Self.written(record) == Self.encoded(record))
            }
        }
    }

    @Test(arguments: [Double.nan, .infinity, -.infinity])
    func `a number that JSON cannot say is an error`(_ value: Double) {
        var record = Self.record
        record.tokensPerSecond = value
        #expect(throws: EncodingError.self) { try ProbeFile.line(record) }
    }

    @Test func `the chunks that shared a read with another are known`() {
        var record = Self.record
        #expect(record.coalescedChunks == nil)
        (record.chunks, record.reads) = (10, 4)
        #expect(record.coalescedChunks == 6)
        (record.chunks, record.reads) = (0, 0)
        #expect(record.coalescedChunks == 0)
    }
}
